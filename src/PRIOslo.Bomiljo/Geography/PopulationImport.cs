using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>Population per area and year: <c>code, year, residents[, dwellings, municipal_dwellings, basis, source]</c>.</summary>
/// <remarks>A figure for the same area and year replaces the earlier one. One row that cannot be read stops the file.</remarks>
public static class PopulationImport
{
    /// <param name="database">As owner.</param>
    /// <param name="path">CSV with <c>;</c> or <c>,</c> and a header row.</param>
    /// <returns>Rows stored.</returns>
    /// <exception cref="ProblemException">BOM-002, BOM-003, BOM-303, BOM-304, BOM-501; nothing is stored then.</exception>
    public static async Task<int> RunAsync(NpgsqlDataSource database, string path, CancellationToken cancel)
    {
        var rows = Read(path);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(PopulationImport)), connection);
        command.Parameters.Add(new("codes", rows.ConvertAll(row => row.Code).ToArray()));
        command.Parameters.Add(new("years", rows.ConvertAll(row => row.Year).ToArray()));
        command.Parameters.Add(new("residents", rows.ConvertAll(row => row.Residents).ToArray()));
        command.Parameters.Add(new("dwellings", rows.ConvertAll(row => row.Dwellings).ToArray()));
        command.Parameters.Add(new("municipal_dwellings", rows.ConvertAll(row => row.MunicipalDwellings).ToArray()));
        command.Parameters.Add(new("basis", rows.ConvertAll(row => row.Basis).ToArray()));
        command.Parameters.Add(new("source", rows.ConvertAll(row => row.Source).ToArray()));
        await command.ExecuteNonQueryAsync(cancel);
        await AuditLog.AppendAsync(connection, AuditActions.PopulationImport, Path.GetFileName(path), new { Rows = rows.Count }, cancel);
        await transaction.CommitAsync(cancel);
        return rows.Count;
    }

    /// <inheritdoc cref="RunAsync"/>
    internal static List<PopulationRow> Read(string path)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        if (Directory.Exists(path))
            throw new ProblemException(ProblemCode.NotAFile, name, "this is a folder, not a file.", "Name the file in it.");
        if (!File.Exists(path))
            throw new ProblemException(ProblemCode.FileNotFound, name, "the file is not there.", "Check the path.");
        using var text = new StreamReader(path);
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { DetectDelimiter = true, DetectDelimiterValues = [";", ","], BadDataFound = null, MissingFieldFound = null });
        if (!csv.Read() || !csv.ReadHeader())
            throw new ProblemException(ProblemCode.EmptyFile, name, "the file is empty.", "Fetch it again.");
        foreach (var column in new[] { "code", "year", "residents" })
        {
            if (csv.GetFieldIndex(column, isTryGet: true) < 0)
                throw new ProblemException(ProblemCode.MissingColumn, $"{name}, line 1", $"the header lacks «{column}».", "The header is code;year;residents, then dwellings;municipal_dwellings where known.");
        }

        var rows = new Dictionary<(string, short), PopulationRow>();
        for (var line = csv.Parser.RawRow; csv.Read(); line = csv.Parser.RawRow)
        {
            OneLineRows.Demand(csv.Parser, line, name);
            var row = new PopulationRow(
                AreaCode(csv) ?? throw Unreadable("code"),
                Whole(csv, "year") is { } year and >= 1900 and <= 2200 ? (short)year : throw Unreadable("year"),
                Whole(csv, "residents") ?? throw Unreadable("residents"),
                Optional("dwellings"), Optional("municipal_dwellings"),
                csv.TryGetField<string>("basis", out var basis) ? basis! : "", csv.TryGetField<string>("source", out var source) ? source! : "");
            if (!rows.TryAdd((row.Code, row.Year), row))
                throw new ProblemException(ProblemCode.BadGeodata, $"{name}, line {csv.Parser.RawRow}", "this area and year stand twice.", "Correct the file; nothing was stored.");
        }

        return rows.Count > 0 ? [.. rows.Values] : throw new ProblemException(ProblemCode.EmptyFile, name, "the file has no rows.", "Fetch it again.");

        int? Optional(string column) =>
            !csv.TryGetField<string>(column, out var cell) || string.IsNullOrWhiteSpace(cell) ? null : Whole(csv, column) ?? throw Unreadable(column);

        ProblemException Unreadable(string column) =>
            new(ProblemCode.BadGeodata, $"{name}, line {csv.Parser.RawRow}, column {column}", "the value cannot be read.", "Correct the file; nothing was stored.");
    }

    /// <summary>The city's code in population figures. Not 0301, its municipality number: that is a delbydel too.</summary>
    public const string CityCode = "030100";

    /// <summary>Delbydel as four digits, bydel as two, the city as <see cref="CityCode"/>.</summary>
    private static string? AreaCode(CsvReader csv)
    {
        var text = csv.GetField("code")?.Trim();
        if (text == CityCode)
            return text;
        if (text is { Length: 1 or 2 or 6 } && BydelCode.TryParse(text, out var bydel))
            return bydel.ToString();
        return DelbydelCode.TryParse(text, out var delbydel) ? delbydel.ToString() : null;
    }

    private static int? Whole(CsvReader csv, string column) =>
        int.TryParse(csv.GetField(column)?.Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}

/// <summary>One figure; null means unknown, which is not zero.</summary>
internal sealed record PopulationRow(
    string Code, short Year, int Residents, int? Dwellings, int? MunicipalDwellings, string Basis, string Source);
