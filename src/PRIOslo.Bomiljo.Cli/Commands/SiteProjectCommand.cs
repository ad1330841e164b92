using System.CommandLine;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Suitability.Overrides;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo site project add | list</c>: the projects that sites and decisions belong to.</summary>
internal static class SiteProjectCommand
{
    public static Command Create() =>
        new("project", "Projects that sites and decisions belong to. Members are who added one, whom --member names, and whom the sign-in tells.") { CreateAdd(), CreateList() };

    private static Command CreateAdd()
    {
        var name = new Argument<string>("NAME") { Description = "What the project is called." };
        var member = new Option<string?>("--member")
        {
            Description = "The id of a person who is a member from the start, as the sign-in gives it; local for the page on this machine.",
        };
        var add = new Command("add", "Add a project.") { name, member, Output.JsonOption };
        add.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            var id = await SiteProjects.AddAsync(connection, parsed.GetValue(name)!, parsed.GetValue(member), cancel);
            await transaction.CommitAsync(cancel);
            if (parsed.GetValue(Output.JsonOption))
                Output.Json(new { Id = id });
            else
                Output.Line($"Project {id} is there.");
            return 0;
        });
        return add;
    }

    private static Command CreateList()
    {
        var list = new Command("list", "Show the projects.") { Output.JsonOption };
        list.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            var projects = await SiteProjects.ListAsync(connection, cancel);
            if (parsed.GetValue(Output.JsonOption))
            {
                Output.Json(new { Projects = projects });
                return 0;
            }

            foreach (var project in projects)
                Output.Line($"{project.Id,5}  {project.Name}");
            return 0;
        });
        return list;
    }
}
