namespace PRIOslo.Bomiljo.Import;

/// <summary>What a rejection's code means and what to do about it.</summary>
public static class RejectionTexts
{
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["BOM-201"] = "a value is missing. Ask the source to fill it in.",
        ["BOM-202"] = "this is no date and time that exists (the hour that spring skips is none), or not in the mapping's formats. Correct the row or occurredAt.formats.",
        ["BOM-204"] = "the coordinate cannot be read. Correct the row.",
        ["BOM-205"] = "this is no area code of the kind that areaKind names. Correct the row.",
        ["BOM-206"] = "this is no whole, positive count. Correct the row.",
        ["BOM-207"] = "the row does not have as many fields as the header. Look for a separator inside a text without quotation marks; in JSON, for a row that is no object.",
        ["BOM-209"] = "the date lies in the future. Correct the row.",
        ["BOM-318"] = "the source has put a sign in the place of the count: it hides it, mostly because it is small. Ask for a delivery with all counts; until then the row counts as nothing.",
    };

    public static string Of(RejectedRow row) => row.Code == "BOM-208"
        ? row.Category is null
            ? "the category is not mapped, and has words that neither the mapping nor incident-words.txt knows, so it is withheld. Look it up in the file."
            : $"category «{row.Category}» is not mapped. Add it under categories or ignore in source.json."
        : Texts.GetValueOrDefault(row.Code, "");
}
