using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using PRIOslo.Bomiljo.Access;

namespace PRIOslo.Bomiljo.Web.SignIn;

/// <summary>A person, as the server's own session keeps it, and as a provider's claims tell it.</summary>
public static class PersonClaims
{
    public const string Id = "sub";
    public const string Role = "role";
    public const string Name = "name";
    private const string Bydel = "bydel";
    private const string BydelLimited = "bydel-limited";
    private const string Project = "project";

    /// <param name="person">Who.</param>
    /// <param name="name">What the page's head calls the person; empty for nothing.</param>
    /// <param name="scheme">How the person came in.</param>
    public static ClaimsPrincipal Principal(Person person, string name, string scheme)
    {
        var identity = new ClaimsIdentity(scheme, Name, Role);
        identity.AddClaim(new Claim(Id, person.Id));
        identity.AddClaim(new Claim(Role, person.Role.ToString()));
        identity.AddClaim(new Claim(Name, name));
        if (person.Bydeler is not null)
            identity.AddClaim(new Claim(BydelLimited, "true"));
        identity.AddClaims((person.Bydeler ?? []).Select(code => new Claim(Bydel, code)));
        identity.AddClaims(person.Projects.Select(number => new Claim(Project, number.ToString(CultureInfo.InvariantCulture))));
        return new ClaimsPrincipal(identity);
    }

    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static Person Person(this ClaimsPrincipal principal) => new(
        principal.FindFirst(Id)?.Value ?? throw new InvalidOperationException("Nobody is signed in."),
        Enum.Parse<Role>(principal.FindFirst(Role)!.Value),
        principal.HasClaim(claim => claim.Type == BydelLimited) ? [.. principal.FindAll(Bydel).Select(claim => claim.Value)] : null,
        [.. principal.FindAll(Project).Select(claim => int.Parse(claim.Value, CultureInfo.InvariantCulture))]);

    /// <summary>Maps the claims of a checked id token.</summary>
    /// <param name="options">Names of claims, and what their values mean.</param>
    /// <param name="token">The token's payload.</param>
    /// <returns>Null where no role is given. A person without the bydel claim that is asked for sees no bydel.</returns>
    public static Person? From(SignInOptions options, JsonElement token)
    {
        var id = Values(token, options.IdClaim).FirstOrDefault();
        var roles = Values(token, options.RoleClaim).Where(options.Roles.ContainsKey).Select(value => options.Roles[value]).ToList();
        if (string.IsNullOrEmpty(id) || roles.Count == 0)
            return null;

        IReadOnlyList<string>? bydeler = null;
        if (options.BydelClaim.Length > 0)
        {
            var told = Values(token, options.BydelClaim).ToList();
            bydeler = told.Contains(options.AllBydeler, StringComparer.Ordinal) ? null : [.. told.Where(IsBydel).Distinct(StringComparer.Ordinal)];
        }

        return new Person(id, roles.Max(), bydeler,
            [.. Values(token, options.ProjectsClaim).Select(ProjectNumber).OfType<int>().Distinct()]);
    }

    private static bool IsBydel(string code) => code.Length == 2 && code.All(char.IsAsciiDigit);

    private static int? ProjectNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // A claim holds one value or an array of them; numbers count as they are written.
    private static IEnumerable<string> Values(JsonElement token, string path)
    {
        var found = token;
        if (path.Length == 0)
            return [];
        if (!token.TryGetProperty(path, out found))
        {
            found = token;
            foreach (var part in path.Split('.'))
            {
                if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(part, out found))
                    return [];
            }
        }

        return found.ValueKind == JsonValueKind.Array ? [.. found.EnumerateArray().SelectMany(Text)] : Text(found);

        static IEnumerable<string> Text(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Number => [value.GetRawText()],
            _ => [],
        };
    }
}
