using System.Net;
using PRIOslo.Bomiljo.BrowserTests.SignIn;

namespace PRIOslo.Bomiljo.BrowserTests.Sites;

/// <summary>What is posted in place of a verdict by those who may not, or may not so.</summary>
[Collection("signed city")]
public sealed class DecisionRequestTests(SignedCity city)
{
    private const string Stored =
        "SELECT (SELECT count(*) FROM site.decision) + (SELECT count(*) FROM site.candidate) + (SELECT count(*) FROM site.project) + (SELECT count(*) FROM audit.entry WHERE action LIKE 'site.decision%' OR action LIKE 'site.project%')";

    [BrowserTheory]
    [InlineData("ny", "Tomter", "", "BOM-716", "begrunnelse")]
    [InlineData("ny", "Tomter", " \n\t", "BOM-716", "begrunnelse")]
    [InlineData("ny", " ", "sett på befaring", "BOM-001", "navn")]
    [InlineData("ny", "kari@oslo.no", "sett på befaring", "BOM-005", "prosjektets navn")]
    [InlineData("ny", "Tomter", "ring 22 33 44 55", "BOM-005", "begrunnelsen")]
    [InlineData("987654", "", "sett på befaring", "BOM-715", "prosjekt")]
    [InlineData("abc", "", "sett på befaring", "BOM-715", "prosjekt")]
    public async Task A_decision_without_reason_or_project_is_refused_in_words_and_nothing_is_stored(string project, string newProject, string reason, string code, string word)
    {
        using var planner = await Visitor.SignedInAsync(city.Address, "planlegger");
        var before = await city.Served.ScalarAsync<long>(Stored);
        using var response = await PostAsync(planner, project, newProject, reason);
        var text = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var told = text[text.IndexOf("role=\"alert\"", StringComparison.Ordinal)..];
        told = told[..told.IndexOf("</p>", StringComparison.Ordinal)];
        Assert.Contains($"{code}: ", told, StringComparison.Ordinal);
        Assert.Contains(word, told, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, await city.Served.ScalarAsync<long>(Stored));
    }

    [BrowserTheory]
    [InlineData("leser")]
    [InlineData("analytiker")]
    public async Task Nobody_but_a_planner_decides_through_the_page(string who)
    {
        using var visitor = await Visitor.SignedInAsync(city.Address, who);
        var before = await city.Served.ScalarAsync<long>(Stored);
        using var response = await PostAsync(visitor, "ny", "Tomter", "sett på befaring");

        Assert.Equal(who == "leser" ? HttpStatusCode.Forbidden : HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(before, await city.Served.ScalarAsync<long>(Stored));
    }

    /// <summary>The token is that of a page that everybody may open.</summary>
    private static Task<HttpResponseMessage> PostAsync(Visitor visitor, string project, string newProject, string reason) => visitor.PostAsync(
        "/sted?ost=598040&nord=6643000", "/omrade", new("_handler", "avgjorelse"), new("gruppe", "5"), new("vurdering", "Unsuitable"),
        new("prosjekt", project), new("nytt-prosjekt", newProject), new("begrunnelse", reason));
}
