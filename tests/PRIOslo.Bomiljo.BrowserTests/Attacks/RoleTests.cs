using PRIOslo.Bomiljo.BrowserTests.SignIn;
using static System.Net.HttpStatusCode;

namespace PRIOslo.Bomiljo.BrowserTests.Attacks;

[Collection("signed city")]
public sealed class RoleTests(SignedCity city)
{
    private const string Areas = "/kart/omrader.geojson?tema=brann&aar=2023&niva=delbydel";

    // Stranger, viewer, planner, analyst, in this order.
    [BrowserTheory]
    [InlineData("/", 302, 200, 200, 200)]
    [InlineData("/metode", 302, 200, 200, 200)]
    [InlineData(Areas, 401, 200, 200, 200)]
    [InlineData("/omrade", 302, 200, 200, 200)]
    [InlineData("/rapport/2023", 302, 200, 200, 200)]
    [InlineData("/rapport/2023?sprak=en", 302, 200, 200, 200)]
    [InlineData("/rapport/1999", 302, 404, 404, 404)]
    [InlineData("/faktaark/2023/0102", 302, 200, 200, 200)]
    [InlineData("/faktaark/2023/9999", 302, 404, 404, 404)]
    [InlineData("/fil/2023/csv", 302, 200, 200, 200)]
    [InlineData("/fil/2023/xlsx", 302, 200, 200, 200)]
    [InlineData("/fil/2023/geojson", 302, 200, 200, 200)]
    [InlineData("/fil/2023/gpkg", 302, 200, 200, 200)]
    [InlineData("/fil/2023/gpkg/metadata", 302, 200, 200, 200)]
    [InlineData("/fil/2023/pdf", 302, 404, 404, 404)]
    [InlineData("/sted", 302, 403, 200, 200)]
    [InlineData("/sted?adresse=Prøveveien 3", 302, 403, 200, 200)]
    [InlineData("/sted?lon=10.7&lat=59.9", 302, 403, 200, 200)]
    [InlineData("/STED?ost=598000&nord=6643000", 302, 403, 200, 200)]
    [InlineData("/sted/hva-hvis", 302, 403, 200, 200)]
    [InlineData("/sted/hva-hvis?gruppe=7", 302, 403, 200, 200)]
    [InlineData("/leveranser", 302, 403, 403, 200)]
    [InlineData("/analyse", 302, 403, 403, 200)]
    [InlineData("/analyse?aar=2023&tema=brann&omrade=0102", 302, 403, 403, 200)]
    [InlineData("/leveranser/1", 302, 403, 403, 200)]
    [InlineData("/leveranser/1/", 302, 403, 403, 200)]
    [InlineData("/Leveranser/1/Hendelser", 302, 403, 403, 200)]
    [InlineData("/leveranser/1/hendelser?rolle=Analyst&bydel=alle", 302, 403, 403, 200)]
    [InlineData("/leveranser/%31/hendelser", 302, 403, 403, 200)]
    [InlineData("//leveranser/1/hendelser", 404, 404, 404, 404)]
    [InlineData("/leveranser/2/hendelser", 302, 403, 403, 404)]
    [InlineData("/leveranser/1%20OR%201=1/hendelser", 404, 404, 404, 404)]
    [InlineData("/leveranser/-1", 302, 403, 403, 404)]
    [InlineData("/leveranser/99999999999", 404, 404, 404, 404)]
    [InlineData("/hendelser", 404, 404, 404, 404)]
    [InlineData("/prosjekt/1", 404, 404, 404, 404)]
    [InlineData("/audit", 404, 404, 404, 404)]
    [InlineData("/appsettings.json", 302, 404, 404, 404)]
    public async Task Each_page_opens_for_its_roles_and_for_nobody_else(string path, int stranger, int viewer, int planner, int analyst)
    {
        string?[] people = [null, "leser", "planlegger", "analytiker"];
        var got = new List<int>();
        foreach (var who in people)
        {
            using var visitor = who is null ? new Visitor(city.Address) : await Visitor.SignedInAsync(city.Address, who);
            using var response = await visitor.Client.GetAsync(new Uri(city.Address.GetLeftPart(UriPartial.Authority) + path));
            got.Add((int)response.StatusCode);
            var text = await response.Content.ReadAsStringAsync();
            // The planner is a member of one project, and may choose it; of the others not even the name is told.
            Assert.DoesNotContain("HEMMELIG", who == "planlegger" ? text.Replace(">HEMMELIG PROSJEKT 7<", "", StringComparison.Ordinal) : text, StringComparison.Ordinal);
            if (response.StatusCode == Forbidden)
                Assert.Contains("BOM-810", text, StringComparison.Ordinal);
            if (who != "analytiker")
                Assert.DoesNotContain("id=\"incidents\"", text, StringComparison.Ordinal);
        }

        Assert.Equal([stranger, viewer, planner, analyst], got);
    }

    [BrowserTheory]
    [InlineData("leser", "Varmekart Tegn et omr&#xE5;de Metode")]
    [InlineData("planlegger", "Varmekart Tegn et omr&#xE5;de Sjekk et sted Hva hvis Metode")]
    [InlineData("analytiker", "Varmekart Tegn et omr&#xE5;de Sjekk et sted Hva hvis Analyse Leveranser Metode")]
    public async Task The_menu_holds_what_the_role_may_open(string who, string menu)
    {
        using var visitor = await Visitor.SignedInAsync(city.Address, who);
        var (_, text) = await visitor.ReadAsync("/");
        var nav = text[text.IndexOf("<nav", StringComparison.Ordinal)..text.IndexOf("</nav>", StringComparison.Ordinal)];
        var links = System.Text.RegularExpressions.Regex.Matches(nav, "<a[^>]*>(?<text>[^<]*)</a>", System.Text.RegularExpressions.RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        Assert.Equal(menu, string.Join(' ', links.Select(link => link.Groups["text"].Value)));
    }

    [BrowserTheory]
    [InlineData("analytiker", 30)]
    [InlineData("analytiker01", 10)]
    [InlineData("analytikeruten", 0)]
    public async Task Incidents_of_other_bydeler_are_not_there(string who, int incidents)
    {
        using var visitor = await Visitor.SignedInAsync(city.Address, who);
        foreach (var query in new[] { "", "?bydel=02", "?bydel=alle&bydel-limited=false" })
        {
            var (status, text) = await visitor.ReadAsync("/leveranser/1/hendelser" + query);
            Assert.Equal(OK, status);
            Assert.Equal(incidents == 30 ? 20 : 0, Count(text, "<td>0202</td>"));
            Assert.Equal(Math.Min(incidents, 10), Count(text, "<td>0101</td>"));
        }
    }

    [BrowserFact]
    public async Task A_look_at_incidents_is_on_record_before_anything_is_shown_and_without_record_nothing_is_shown()
    {
        const string looks = "SELECT count(*) FROM audit.entry WHERE action = 'incident.look' AND actor = 'analytiker' AND subject = 'delivery 1'";
        using var visitor = await Visitor.SignedInAsync(city.Address, "analytiker");
        var before = await city.Served.ScalarAsync<long>(looks);
        Assert.Equal(OK, (await visitor.ReadAsync("/leveranser/1/hendelser")).Status);
        Assert.Equal(before + 1, await city.Served.ScalarAsync<long>(looks));

        await city.Served.ExecuteAsync("ALTER FUNCTION audit.append(text, text, jsonb) RENAME TO append_away");
        try
        {
            var (status, text) = await visitor.ReadAsync("/leveranser/1/hendelser");
            Assert.Equal(InternalServerError, status);
            Assert.DoesNotContain("0101", text, StringComparison.Ordinal);
        }
        finally
        {
            await city.Served.ExecuteAsync("ALTER FUNCTION audit.append_away(text, text, jsonb) RENAME TO append");
        }

        Assert.Equal(before + 1, await city.Served.ScalarAsync<long>(looks));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
