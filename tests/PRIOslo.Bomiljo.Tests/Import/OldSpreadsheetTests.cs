using System.Text.Json.Nodes;
using PRIOslo.Bomiljo.Import;

namespace PRIOslo.Bomiljo.Tests.Import;

/// <summary>The <c>.xls</c> of boligbygg: two sheets of cases under merged titles, dates as cells, numbers and texts, and a third sheet
/// that holds none.</summary>
public sealed class OldSpreadsheetTests
{
    private static readonly byte[] File = System.IO.File.ReadAllBytes(Path.Combine(ProjectFolders.Importers, "boligbygg", "sample.xls"));

    [Fact]
    public void Sheets_that_the_mapping_names_are_read_one_after_the_other_and_give_what_the_csv_gives()
    {
        using var source = TestSource.CopyOf("boligbygg").Change(json => json["file"]!["sheets"] = new JsonArray("Første halvdel", "Andre halvdel"));
        var mapping = source.Load().Mapping;

        var fromSheets = TestSource.Outcomes(mapping, File);

        Assert.Equal(TestSource.Outcomes(mapping, System.IO.File.ReadAllBytes(source.SamplePath)).Select(Told), fromSheets.Select(Told));
        Assert.Equal(fromSheets.Select(row => row.Line).Order().Distinct(), fromSheets.Select(row => row.Line));
    }

    [Fact]
    public void A_sheet_without_the_columns_is_told_by_its_columns()
    {
        using var source = TestSource.CopyOf("boligbygg").Change(json => json["file"]!["sheets"] = new JsonArray("*"));

        Problem.Thrown("BOM-304", "sheet 3", () => TestSource.Outcomes(source.Load().Mapping, File));
    }

    private static string Told(RowOutcome outcome) => outcome switch
    {
        Accepted { Incident: var incident } => $"{incident.Category} {incident.OccurredAt:o} {incident.Area.Code}",
        Rejected rejected => $"{rejected.Column} {rejected.Code} {rejected.Category}",
        _ => outcome.GetType().Name,
    };
}
