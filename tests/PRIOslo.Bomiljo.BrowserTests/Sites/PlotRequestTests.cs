using System.Net;
using PRIOslo.Bomiljo.BrowserTests.SignIn;

namespace PRIOslo.Bomiljo.BrowserTests.Sites;

[Collection("signed city")]
public sealed class PlotRequestTests(SignedCity city)
{
    private const string Looks = "SELECT count(*) FROM audit.entry WHERE action = 'site.look'";

    [BrowserTheory]
    [InlineData("", "BOM-501", "Sett minst tre hjørner")]
    [InlineData("<script>alert(1)</script>", "BOM-501", "ikke en tomt i GeoJSON")]
    [InlineData("""{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:2154"}},"features":[]}""", "BOM-504", "Koordinatsystemet")]
    [InlineData("""{"type":"Polygon","coordinates":[[[10.7,59.9],[10.701,59.901],[10.701,59.9],[10.7,59.901],[10.7,59.9]]]}""", "BOM-701", "Linjene krysser")]
    [InlineData("""{"type":"Polygon","coordinates":[[[10.7,59.9],[10.8,59.9],[10.8,59.901],[10.7,59.9]]]}""", "BOM-701", "høyst 1 km")]
    public async Task A_plot_that_cannot_be_checked_gets_a_code_and_a_remedy_and_leaves_no_look_on_record(string polygon, string code, string remedy)
    {
        using var planner = await Visitor.SignedInAsync(city.Address, "planlegger");
        var before = await city.Served.ScalarAsync<long>(Looks);
        using var response = await PostAsync(planner, polygon);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(code, WebUtility.HtmlDecode(text), StringComparison.Ordinal);
        Assert.Contains(remedy, WebUtility.HtmlDecode(text), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", text, StringComparison.Ordinal);
        Assert.Equal(before, await city.Served.ScalarAsync<long>(Looks));
    }

    [BrowserTheory]
    [InlineData("planlegger", HttpStatusCode.OK, 1)]
    [InlineData("analytiker", HttpStatusCode.OK, 1)]
    [InlineData("leser", HttpStatusCode.Forbidden, 0)]
    public async Task A_plot_is_checked_for_planner_and_analyst_alone_and_put_on_record(string who, HttpStatusCode status, int looks)
    {
        using var visitor = await Visitor.SignedInAsync(city.Address, who);
        var before = await city.Served.ScalarAsync<long>(Looks);
        using var response = await PostAsync(visitor, PlotPageTests.Strip);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(looks == 1, (await response.Content.ReadAsStringAsync()).Contains("id=\"plot-homes\"", StringComparison.Ordinal));
        Assert.Equal(before + looks, await city.Served.ScalarAsync<long>(Looks));
    }

    [BrowserFact]
    public async Task Without_the_pages_token_nothing_is_checked()
    {
        using var planner = await Visitor.SignedInAsync(city.Address, "planlegger");
        var before = await city.Served.ScalarAsync<long>(Looks);
        using var form = new FormUrlEncodedContent([new("_handler", "tomt"), new("polygon", PlotPageTests.Strip)]);
        using var response = await planner.Client.PostAsync("/sted", form);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(before, await city.Served.ScalarAsync<long>(Looks));
    }

    /// <summary>The token is that of a page that everybody may open.</summary>
    private static Task<HttpResponseMessage> PostAsync(Visitor visitor, string polygon) =>
        visitor.PostAsync("/sted", "/omrade", new("_handler", "tomt"), new("polygon", polygon));
}
