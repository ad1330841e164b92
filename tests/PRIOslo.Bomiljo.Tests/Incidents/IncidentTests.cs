using System.Globalization;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Tests.Incidents;

public class IncidentTests
{
    [Theory]
    [InlineData("2023-12-31 23:30", "minute", "2023-12-31")]
    [InlineData("2024-02-01 00:00", "month", "2024-02-29")]
    [InlineData("2023-12-01 00:00", "month", "2023-12-31")]
    [InlineData("2023-01-01 00:00", "year", "2023-12-31")]
    public void A_count_over_a_period_tells_of_its_last_day(string start, string precision, string lastDay)
    {
        var clock = DateTime.ParseExact(start, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var incident = new Incident(2, Guid.Empty, "brann.other", OsloTime.ToInstant(clock), precision, clock.Year, 1, null, default);

        Assert.Equal(DateOnly.ParseExact(lastDay, "yyyy-MM-dd", CultureInfo.InvariantCulture), incident.LastDay);
    }
}
