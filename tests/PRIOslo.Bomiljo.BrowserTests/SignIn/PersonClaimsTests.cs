using System.Text.Json;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.BrowserTests.SignIn;

public sealed class PersonClaimsTests
{
    private static readonly SignInOptions Options = new()
    {
        IdClaim = "oid",
        RoleClaim = "realm_access.roles",
        Roles = new(StringComparer.Ordinal) { ["les"] = Role.Viewer, ["plan"] = Role.Planner, ["analyse"] = Role.Analyst },
        BydelClaim = "bydel",
        ProjectsClaim = "projects",
    };

    [Theory]
    [InlineData("""{"oid":"p","realm_access":{"roles":["les"]},"bydel":"alle"}""", "Viewer", null, "")]
    [InlineData("""{"oid":"p","realm_access":{"roles":["les","analyse","annet"]},"bydel":["01","03","01","x","100"],"projects":[7,"8","-1","x",7]}""", "Analyst", "01 03", "7 8")]
    [InlineData("""{"oid":"p","realm_access":{"roles":"plan"}}""", "Planner", "", "")]
    [InlineData("""{"oid":"p","realm_access.roles":["plan"],"bydel":["02","alle"]}""", "Planner", null, "")]
    public void Claims_become_a_person(string token, string role, string? bydeler, string projects)
    {
        var person = PersonClaims.From(Options, Json(token))!;
        Assert.Equal(("p", role), (person.Id, person.Role.ToString()));
        Assert.Equal(bydeler, person.Bydeler is null ? null : string.Join(' ', person.Bydeler));
        Assert.Equal(projects, string.Join(' ', person.Projects));

        var kept = PersonClaims.Principal(person, "Navn", "x").Person();
        Assert.Equal((person.Id, person.Role), (kept.Id, kept.Role));
        Assert.Equal(person.Bydeler, kept.Bydeler);
        Assert.Equal(person.Projects, kept.Projects);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"oid":"p"}""")]
    [InlineData("""{"oid":"p","realm_access":{"roles":["LES","Analyst","importer"]}}""")]
    [InlineData("""{"oid":"","realm_access":{"roles":["les"]}}""")]
    [InlineData("""{"oid":"p","realm_access":"les"}""")]
    [InlineData("""{"oid":"p","realm_access":{"roles":[{"les":true}]}}""")]
    [InlineData("""{"sub":"p","realm_access":{"roles":["les"]}}""")]
    public void Without_an_id_and_a_mapped_role_there_is_no_person(string token) => Assert.Null(PersonClaims.From(Options, Json(token)));

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
