using System.Text.RegularExpressions;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Tests.Import;

/// <summary>People must not fear to call: what tells of somebody's health or welfare is ignored by rule, and counted as such.</summary>
public sealed partial class CallsForHelpTests
{
    private const string Reason = "people must not fear to call";

    public static TheoryData<string> Sources => [.. SourceFolder.LoadAll(TestSource.Taxonomy).Select(folder => folder.Mapping.Source)];

    [Theory]
    [MemberData(nameof(Sources))]
    public void No_source_counts_a_call_for_help(string source)
    {
        var mapping = SourceFolder.Load(source, TestSource.Taxonomy).Mapping;

        Assert.DoesNotContain(mapping.Categories.Keys, code => CallForHelp().IsMatch(code));
        Assert.All((mapping.Ignore ?? new Dictionary<string, PRIOslo.Bomiljo.Import.Mapping.Reason>(StringComparer.Ordinal)).Where(pair => CallForHelp().IsMatch(pair.Key)),
            pair => Assert.Contains(Reason, pair.Value.En, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ambulanse", "Overdose")]
    [InlineData("brann", "Helseoppdrag annet")]
    [InlineData("politi", "Savnet")]
    [InlineData("politilogg", "Savnet")]
    [InlineData("boligbygg", "Bekymringsmelding")]
    public void Each_source_that_is_told_of_them_lists_them_with_the_reason(string source, string code) =>
        Assert.Contains(Reason, SourceFolder.Load(source, TestSource.Taxonomy).Mapping.Ignore![code].En, StringComparison.Ordinal);

    [GeneratedRegex("overdose|helse|hjerte|^fall$|bekymring|savnet|redning|selvmord|psyk|ulykke|person i vann|rus", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex CallForHelp();
}
