using System.Globalization;
using System.Resources;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Publishing.Report;

/// <summary>What readers of reports see, from <c>ReportTexts.resx</c> (bokmål) and <c>ReportTexts.en.resx</c>.</summary>
internal sealed class ReportTexts(bool english)
{
    internal static readonly ResourceManager Resources = new(typeof(ReportTexts));
    private readonly CultureInfo _language = CultureInfo.GetCultureInfo(english ? "en" : "nb");

    public string Tag => english ? "en" : "nb";

    public ReportNumbers Numbers { get; } = new(english);

    /// <exception cref="InvalidOperationException">There is no such text.</exception>
    public string this[string key] => Resources.GetString(key, _language) ?? throw new InvalidOperationException($"No text {key}.");

    /// <summary>With <c>{0}</c>, <c>{1}</c> … filled in; numbers are formatted before.</summary>
    public string With(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <returns>The text, or the code itself for a code that came later than the texts (a new source).</returns>
    public string OrCode(string prefix, string code) => Resources.GetString(prefix + code, _language) ?? code;

    /// <returns>The source's name; its code where neither the texts nor its mapping has told one.</returns>
    public string Source(string code, SourceName? name) => Resources.GetString("Source_" + code, _language) ?? (english ? name?.En : name?.Nb) ?? code;

    /// <returns>The sources in a sentence: «a, b og c».</returns>
    public string Sources(IReadOnlyList<ReportSource> sources)
    {
        var names = sources.Select(source => Resources.GetString("InSentence_" + source.Source, _language) ?? Source(source.Source, source.Name)).ToList();
        return names.Count switch
        {
            0 => this["SourcesNotNamed"],
            1 => names[0],
            _ => With("SourcesAnd", string.Join(", ", names.SkipLast(1)), names[^1]),
        };
    }

    /// <returns>A sentence with the analyst's own words.</returns>
    public string Override(PublishedOverride decision) => With(decision.Enters ? "OverrideIn" : "OverrideOut", Source(decision.Source, decision.Name), decision.Reason);

    /// <returns>All of them as running text.</returns>
    /// <param name="longest">Characters of all reasons together; where they are more, it is told where they stand.</param>
    public string Overrides(IReadOnlyList<PublishedOverride> decisions, int longest = int.MaxValue) => string.Join(' ', decisions
        .Select(decision => Override(decisions.Sum(one => one.Reason.Length) > longest ? decision with { Reason = this["SheetReasonElsewhere"] } : decision))
        .Select(sentence => ".!?".Contains(sentence[^1], StringComparison.Ordinal) ? sentence : sentence + "."));

    public string Areas(int count) => count == 1 ? this["OneArea"] : With("Areas", count);

    public string Theme(PublishedTheme theme) => english ? theme.NameEn : theme.NameNb;
}
