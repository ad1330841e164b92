using PRIOslo.Bomiljo.Tests.Publishing.Glpk;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

[Collection("demo")]
public class GlpkSampleTests(DemoCity demo)
{
    [GlpkFact]
    public async Task Integer_programming_opens_nothing_of_what_the_sample_city_publishes()
    {
        var attacked = 0;
        foreach (var year in await demo.RowsAsync("SELECT DISTINCT year FROM published.release ORDER BY 1"))
        {
            var rows = await demo.RowsAsync(
                $"""
                SELECT f.level, f.area, f.theme, a.parent, f.suppressed,
                       (SELECT sum(t.incidents) FROM heatmap.figure t JOIN incident.theme h ON h.theme = t.theme AND h.protected
                        WHERE (t.year, t.version, t.level, t.area) = (f.year, f.version, f.level, f.area) AND f.theme IN (t.theme, 'total'))
                FROM published.figure f JOIN published.current USING (year, version) JOIN heatmap.area a USING (year, version, level, area)
                WHERE f.year = {year} AND (f.theme = 'total' OR f.theme IN (SELECT theme FROM incident.theme WHERE protected))
                """);
            var cells = rows.Select(row => row.Split('|')).Select(cell => new AttackedCell(
                new(cell[0], cell[1], cell[2]), cell[3], int.Parse(cell[5], System.Globalization.CultureInfo.InvariantCulture), cell[4] == "True")).ToList();

            Assert.Empty(new GlpkAttacker([cells]).Run());
            attacked += cells.Count(cell => cell.Hidden);
        }

        Assert.True(attacked > 100, $"Only {attacked} cells were attacked.");
    }
}
