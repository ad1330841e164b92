using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Web.Server;

namespace PRIOslo.Bomiljo.Web.SignIn;

/// <summary>Local mode: whoever sits at this machine has the role that they chose, planner to begin with. Nobody signs in.</summary>
public sealed class LocalRole(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "local";
    public const string Cookie = "bomiljo-role";

    /// <summary>The roles that may be chosen, the one who may least first.</summary>
    public static IReadOnlyList<Role> Choices { get; } = [Role.Viewer, Role.Planner, Role.Analyst];

    /// <returns>Null for a name that is none of <see cref="Choices"/>.</returns>
    public static Role? Parse(string? name)
    {
        foreach (var role in Choices)
        {
            if (role.ToString() == name)
                return role;
        }

        return null;
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var person = new Person(Name, Parse(Request.Cookies[Cookie]) ?? Role.Planner, Bydeler: null, Projects: []);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(PersonClaims.Principal(person, "", Name), Name)));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ProblemPages.ForbiddenAsync(Context);
}
