using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>What must hold in a mapping beyond its form.</summary>
internal sealed class MappingCheck(string shownAs)
{
    public static void Run(SourceMapping mapping, string folderName, Taxonomy taxonomy, string shownAs)
    {
        var check = new MappingCheck(shownAs);
        check.Demand(mapping.Source == folderName, "$.source", $"is not the folder's name, «{folderName}».");
        check.Demand(mapping.Version >= 1, "$.version", "must be 1 or more.");
        check.Demand(mapping.RetentionMonths >= 0, "$.retentionMonths", "cannot be negative.");
        check.Demand(CoordinateTransform.KnownEpsg.Contains(mapping.Epsg), "$.epsg",
            $"is not one of {string.Join(", ", CoordinateTransform.KnownEpsg)}.");
        check.CheckFile(mapping.File);
        check.CheckTime(mapping.OccurredAt);
        check.Demand((mapping.East is null) == (mapping.North is null), "$.east", "and north are given together or not at all.");
        check.Demand(mapping.East is not null || mapping.Area is not null || mapping.Address is not null, "$.area", "is needed where there are neither coordinates nor addresses.");
        check.CheckAddress(mapping.Address);
        check.Demand((mapping.AreaKind == AreaKind.GridCell) == (mapping.CellMetres > 0), "$.cellMetres", "is the side of a grid cell, and given with that kind only.");
        check.Demand(mapping.Coarsen is null or { GridMetres: 0 or (>= 10 and <= 10_000) }, "$.coarsen.gridMetres", "must be 10 to 10000.");
        foreach (var (field, key) in mapping.Fields())
            check.CheckField(field, $"$.{key}");
        for (var at = 0; at < (mapping.Keep?.Count ?? 0); at++)
            check.CheckKeep(mapping.Keep![at], $"$.keep[{at}]");
        check.Demand(mapping.Ignore?.Values.All(reason => reason is { Nb.Length: > 0, En.Length: > 0 }) != false, "$.ignore", "holds a reason without words."); // null, too: JSON may
        check.CheckCategories(mapping, taxonomy);
    }

    private void CheckFile(FileShape file)
    {
        Demand(FileShape.Formats.Contains(file.Format), "$.file.format", $"is not one of {string.Join(", ", FileShape.Formats)}.");
        Demand(file.Encodings.Count > 0 && file.Encodings.All(FileShape.KnownEncodings.Contains), "$.file.encoding", $"must be {string.Join(" or ", FileShape.KnownEncodings)}, or a list of them.");
        Demand(file.Separators.Count > 0 && file.Separators.All(separator => separator is [not ('"' or ' ' or '\r' or '\n')]), "$.file.separator", "must be one character (no space, quotation mark or line end), or a list of such.");
        Demand(file.TitleLines is null or (>= 0 and <= 20), "$.file.titleLines", "must be 0 to 20.");
        Demand(file.Sheets is null || file.Sheets.Count > 0, "$.file.sheets", "names no sheet.");
    }

    private void CheckAddress(AddressMapping? address)
    {
        if (address is null)
            return;
        Demand((address.Text is null) != (address.Street is null), "$.address", "needs either text or street.");
        Demand(address.Street is null || address.Number is not null, "$.address.number", "is needed with street.");
        Demand(address.LeastConfidence is >= 0 and <= 1, "$.address.leastConfidence", "must be 0 to 1.");
    }

    private void CheckTime(TimeMapping time)
    {
        Demand(time.Formats.Count > 0, "$.occurredAt.formats", "names no format.");
        Demand(time.Formats.All(TimeReader.IsFormat), "$.occurredAt.formats", "holds something that is no date format with a year.");
        Demand(TimeZoneInfo.TryFindSystemTimeZoneById(time.TimeZone, out _), "$.occurredAt.timeZone", "is no time zone, as Europe/Oslo is.");
    }

    private void CheckField(FieldMapping? field, string path)
    {
        if (field is null) // JSON may hold null in a list
        {
            Demand(false, path, "holds null.");
            return;
        }

        var sources = (field.Column is null ? 0 : 1) + (field.Constant is null ? 0 : 1) + (field.FirstNonEmpty is null ? 0 : 1);
        Demand(sources == 1, path, "needs one of column, constant and firstNonEmpty.");
        Demand(!field.Optional || field.Column is not null, $"{path}.optional", "is said of a column.");
        Demand(field.Split is null || (field.Split.Separator.Length > 0 && field.Split.Part != 0), $"{path}.split", "needs a separator and a part from 1, or from −1 at the end.");
        if (field.Pattern is not null)
            CheckPattern(field.Pattern.Expression, $"{path}.pattern");
        Demand(field.Map is null || field.Map.Values.All(value => value is not null), $"{path}.map", "holds null.");
        Demand(field.Unit is null || NumberUnit.Factors.ContainsKey(field.Unit), $"{path}.unit", $"is not one of {string.Join(", ", NumberUnit.Factors.Keys)}.");
        Demand(field.FirstNonEmpty is null || field.FirstNonEmpty.Count > 0, $"{path}.firstNonEmpty", "names no field.");
        for (var at = 0; at < (field.FirstNonEmpty?.Count ?? 0); at++)
            CheckField(field.FirstNonEmpty![at], $"{path}.firstNonEmpty[{at}]");
    }

    private void CheckKeep(KeepRule rule, string path)
    {
        Demand((rule.Values is null) != (rule.Pattern is null), path, "needs either values or a pattern.");
        Demand(rule.Reason is { Nb.Length: > 0, En.Length: > 0 }, path, "has a reason without words.");
        if (rule.Pattern is not null)
            CheckPattern(rule.Pattern, $"{path}.pattern");
    }

    private void CheckPattern(string expression, string path)
    {
        try
        {
            PatternText.Compile(expression);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            Demand(false, path, "is no regular expression, or one with look-around or back-references.");
        }
    }

    private void CheckCategories(SourceMapping mapping, Taxonomy taxonomy)
    {
        foreach (var (source, category) in mapping.Categories)
        {
            if (category is null || !taxonomy.HasCategory(category)) // JSON may hold null where the type says text
            {
                throw new ProblemException(ProblemCode.UnknownCategory, $"{shownAs}, $.categories",
                    $"«{source}» leads to «{category}», which is not in the taxonomy.", "Add it to importers/taxonomy.json or correct it.");
            }

            Demand(mapping.Ignore?.ContainsKey(source) != true, "$.ignore", $"«{source}» is mapped as well.");
        }
    }

    private void Demand(bool holds, string path, string what)
    {
        if (!holds)
            throw new ProblemException(ProblemCode.BadConfiguration, $"{shownAs}, {path}", what, "Correct the file.");
    }
}
