using System.Text.Json.Serialization;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Something to look at before the year is measured; the delivery is taken in all the same.</summary>
/// <param name="Kind"><c>overlap</c>, <c>corrected-file</c>, <c>replaced</c>, <c>published-figures</c>, <c>category-vanished</c>,
/// <c>month-without-rows</c>, <c>count-unusual</c>, <c>count-twice</c>, <c>category-healed</c>, <c>encoding-doubtful</c>, <c>nothing-accepted</c>, <c>ids-reused</c>,
/// <c>points-outside</c>, <c>few-placed</c>, <c>no-boundaries</c> or <c>no-address-register</c>.</param>
/// <param name="Message">For people: what was seen, and what to do about it.</param>
public sealed record ImportWarning(string Kind, string Message)
{
    private const int LinesShown = 10;

    /// <summary>No row could be placed.</summary>
    public static readonly ImportWarning NoBoundaries = new("no-boundaries",
        "No delbydel boundaries are imported, so that no row has a place. Import them with «bomiljo geodata import FILE --layer delbydel --vintage YEAR»; what is in is placed then.");

    /// <summary>Addresses could not be looked up.</summary>
    public static readonly ImportWarning NoAddressRegister = new("no-address-register",
        "No address register is imported, so that rows that need one have no place. Import Kartverket's with «bomiljo geodata import FILE --layer address», withdraw this delivery and import it again.");

    /// <param name="placed">Accepted rows in a delbydel.</param>
    /// <param name="accepted">All accepted rows.</param>
    internal static ImportWarning FewPlaced(int placed, int accepted) => new("few-placed",
        $"Only {placed} of {accepted} accepted rows have a place in a delbydel; the others are counted for the whole city at most. "
        + "See whether the mapping's epsg, address or area fits the file, and ask the source for the places that are missing.")
    {
        Observed = placed,
    };

    /// <param name="lines">Of the rows that tell another count than an earlier row.</param>
    /// <param name="column">The count's.</param>
    internal static ImportWarning CountTwice(IReadOnlyList<int> lines, string column) => new("count-twice",
        $"{Counted.Of(lines.Count, "row")} (line {string.Join(", ", lines.Take(LinesShown))}{(lines.Count > LinesShown ? ", …" : "")}; column {column}) {(lines.Count == 1 ? "has" : "have")} another count for the date, place and category of an earlier row; "
        + "all are added. Ask the source which one holds; if only one does, import a file without the other.");

    /// <param name="rows">Rows whose category has lost letters.</param>
    /// <param name="column">The category's.</param>
    internal static ImportWarning CategoryHealed(int rows, string column) => new("category-healed",
        $"{Counted.Of(rows, "row")} with «?» for letters of the category (column {column}) can mean only one each of the mapping's, and {(rows == 1 ? "was" : "were")} taken for it. "
        + "Ask the source to write the file in UTF-8: what else has lost letters cannot be told.")
    {
        Observed = rows,
    };

    /// <param name="rows">Rows whose category is the mapping's but for letters beyond ASCII.</param>
    /// <param name="column">The category's.</param>
    /// <param name="readAs">How the file was read.</param>
    internal static ImportWarning EncodingDoubtful(int rows, string column, string readAs) => new("encoding-doubtful",
        $"{Counted.Of(rows, "row")} {(rows == 1 ? "has a category that is" : "have categories that are")} the mapping's but for letters such as æ, ø and å (column {column}): the file, read as {readAs}, is in another encoding. "
        + "Ask the source to write it in UTF-8, and import that one.")
    {
        Observed = rows,
    };

    /// <param name="read">All rows.</param>
    internal static ImportWarning NothingAccepted(int read) => new("nothing-accepted",
        $"None of {Counted.Of(read, "row")} was accepted. See below what they lack, and whether this is the right file; withdraw the delivery before you import a better one.")
    {
        Observed = 0,
    };

    /// <summary>The other delivery.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DeliveryId { get; init; }

    /// <summary>A category of the taxonomy.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Category { get; init; }

    /// <summary>First day of the month.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Month { get; init; }

    /// <summary>Incidents in the delivery.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Observed { get; init; }

    /// <summary>Incidents that the source's own history leads one to expect.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Expected { get; init; }

    /// <summary>How probable something as unusual is by chance.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? P { get; init; }
}
