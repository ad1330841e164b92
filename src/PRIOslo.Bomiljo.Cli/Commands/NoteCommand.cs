using System.CommandLine;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap.Register;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo note add | list | remove</c>: the analyst's notes per delbydel and year.</summary>
internal static class NoteCommand
{
    public static Command Create()
    {
        var area = new Option<string>("--area") { Description = "A delbydel, such as 0105.", Required = true };
        var year = new Option<int>("--year") { Description = "The year that it is about.", Required = true };
        var text = new Option<string>("--text") { Description = "The note; name nobody.", Required = true };
        var add = new Command("add", "Put a note on record.") { area, year, text, Output.JsonOption };
        add.SetAction(async (parsed, cancel) =>
        {
            var id = await EventCommand.RunAsync((register, stop) => register.AddNoteAsync(parsed.GetValue(area)!, parsed.GetValue(year), parsed.GetValue(text)!, stop), cancel);
            if (parsed.GetValue(Output.JsonOption))
                Output.Json(new { Id = id });
            else
                Output.Line($"Note {id} is on record.");
            return 0;
        });

        var of = new Option<string?>("--area") { Description = "A delbydel; all where not given." };
        var list = new Command("list", "Show the notes.") { of, Output.JsonOption };
        list.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            var notes = await new RegisterReader(connection).NotesAsync(parsed.GetValue(of), cancel);
            if (parsed.GetValue(Output.JsonOption))
                Output.Json(new { Notes = notes });
            else
                notes.ToList().ForEach(note => Output.Line($"{note.Id,5}  {note.Area} {note.Year}  {note.Text}"));
            return 0;
        });

        var id = new Argument<int>("ID") { Description = "As note list shows it." };
        var remove = new Command("remove", "Mark a note as removed.") { id };
        remove.SetAction(async (parsed, cancel) =>
        {
            await EventCommand.RunAsync(async (register, stop) =>
            {
                await register.RemoveNoteAsync(parsed.GetValue(id), stop);
                return 0;
            }, cancel);
            return 0;
        });
        return new Command("note", "Analysts' notes per delbydel and year, shown beside the series.") { add, list, remove };
    }
}
