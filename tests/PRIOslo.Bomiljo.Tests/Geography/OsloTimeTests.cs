using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Tests.Geography;

public sealed class OsloTimeTests
{
    [Theory]
    [InlineData("2023-01-15T12:00", "2023-01-15T11:00Z")] // winter
    [InlineData("2023-07-15T12:00", "2023-07-15T10:00Z")] // summer
    [InlineData("2023-03-26T01:59", "2023-03-26T00:59Z")]
    [InlineData("2023-03-26T02:30", "2023-03-26T01:30Z")] // skipped hour, read as winter time
    [InlineData("2023-03-26T03:00", "2023-03-26T01:00Z")]
    [InlineData("2023-10-29T01:59", "2023-10-28T23:59Z")]
    [InlineData("2023-10-29T02:30", "2023-10-29T00:30Z")] // repeated hour, the first
    [InlineData("2023-10-29T03:00", "2023-10-29T02:00Z")]
    public void A_local_clock_time_is_one_instant(string local, string utc) =>
        Assert.Equal(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture),
            OsloTime.ToInstant(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2023-12-31T22:59:59Z", 2023)]
    [InlineData("2023-12-31T23:00:00Z", 2024)]
    [InlineData("2024-01-01T00:30:00+01:00", 2024)]
    [InlineData("2023-12-31T18:30:00-05:00", 2024)]
    public void New_years_eve_is_oslos(string instant, int year)
    {
        var at = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(year, OsloTime.YearOf(at));
        Assert.Equal(year, OsloTime.DayOf(at).Year);
    }

    [Fact]
    public void Every_hour_of_a_year_that_exists_once_comes_back_as_it_was()
    {
        for (var local = new DateTime(2023, 1, 1, 0, 0, 0, DateTimeKind.Unspecified); local.Year == 2023; local = local.AddMinutes(30))
        {
            if (!OsloTime.Zone.IsInvalidTime(local))
                Assert.Equal(local, TimeZoneInfo.ConvertTime(OsloTime.ToInstant(local), OsloTime.Zone).DateTime);
        }
    }

    [Theory]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Local)]
    public void The_kind_of_the_clock_value_does_not_matter(DateTimeKind kind) =>
        Assert.Equal(new DateTimeOffset(2023, 7, 1, 10, 0, 0, TimeSpan.Zero), OsloTime.ToInstant(new DateTime(2023, 7, 1, 12, 0, 0, kind)));

    /// <summary>Offsets of whole days are looked up once; this asks the time zone itself for each.</summary>
    [Fact]
    public void Every_hour_of_two_centuries_has_the_zones_own_offset()
    {
        for (var clock = new DateTime(1949, 12, 1, 0, 30, 0, DateTimeKind.Unspecified); clock.Year < 2150; clock = clock.AddHours(7))
        {
            var instant = OsloTime.ToInstant(clock);
            if (!OsloTime.Zone.IsAmbiguousTime(clock) && !OsloTime.Zone.IsInvalidTime(clock))
                Assert.Equal(OsloTime.Zone.GetUtcOffset(clock), instant.Offset);
            var told = TimeZoneInfo.ConvertTime(instant, OsloTime.Zone);
            Assert.Equal(DateOnly.FromDateTime(told.DateTime), OsloTime.DayOf(instant));
            Assert.Equal(told.Year, OsloTime.YearOf(instant));
        }
    }
}
