using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Publishing.Report;

namespace PRIOslo.Bomiljo.Tests.Publishing.Report;

/// <summary>Three delbydeler of one bydel, one of them hidden, and Sentrum without residents.</summary>
internal static class MadeUpYear
{
    public static ReportData Data { get; } = new(
        new(2023, 2, new(2024, 5, 6, 12, 0, 0, TimeSpan.Zero), Provisional: true, Approximate: true, Cells: 6, Suppressed: 1),
        new("1.2.3", new string('a', 64), [new("brann", null), new("politi", null)]) { Overrides = [new("politi", true, "To måneder manglet.")] },
        [new("brann", "Brann", "Fire", true)],
        [
            Figure("by", "0301", "Oslo", 1) with { BydelName = "" },
            Figure("bydel", "01", "Gamle Oslo", 1.25),
            Figure("delbydel", "0101", "Lodalen", 0.5),
            Figure("delbydel", "0102", "Grønland <& sønner>", 12345.6) with { Classes = new(2.5, "up", "rising", "above-city", "hot", "high-low") },
            Figure("delbydel", "0103", "Enerhaugen", null) with { Suppressed = true },
            Figure("delbydel", "1601", "Sentrum", null) with { Count = 7, Denominator = null },
        ],
        new Dictionary<string, ClassBreaks> { ["brann"] = new([1, 100]) },
        [new("brann", 97, 11), new("politi", null, 12)],
        [new("source", "brann", 2022)],
        [new("lighting", "0102", "Grønland", new(2023, 3, 1), null, "Nye lamper i <parken>")],
        [Square("0101", 0), Square("0102", 1), Square("0103", 2), Square("1601", 3)]);

    /// <summary>The interval goes from half the rate to twice the rate.</summary>
    private static PublishedFigure Figure(string level, string area, string name, double? rate) => new(
        2023, level, area, name, "Gamle Oslo", "brann", rate is null ? null : 42, 5000, rate, 1000, rate / 2, rate * 2, Suppressed: false, "residents");

    private static ReportShape Square(string area, int column)
    {
        var (east, north) = (597_000 + (1000 * column), 6_643_000);
        return new("delbydel", area, [[(east, north), (east + 1000, north), (east + 1000, north + 1000), (east, north + 1000), (east, north)]], (east + 500, north + 500), 500);
    }
}
