using System.Globalization;
using PRIOslo.Bomiljo.Tests.Publishing.Glpk;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

[Collection("demo")]
public class GlpkSampleTests(DemoCity demo)
{
    [GlpkFact]
    public async Task Integer_programming_opens_nothing_of_any_year_that_the_sample_city_publishes()
    {
        var years = await demo.RowsAsync("SELECT DISTINCT year FROM published.release ORDER BY 1");
        Assert.Equal(["2020", "2021", "2022", "2023", "2024"], years);
        foreach (var year in years)
        {
            var attack = await PublishedAttack.RunAsync(demo.Database, int.Parse(year, CultureInfo.InvariantCulture));

            Assert.Empty(attack.Pinned);
            Assert.InRange(attack.Hidden, 20, 600);
        }
    }
}
