using System.Reflection;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Tests.Import;

public sealed class RejectionTextsTests
{
    [Fact]
    public void Every_code_that_rejects_a_row_is_explained() => Assert.All(
        typeof(ProblemCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<ProblemCode>().Where(code => code.Exit == ExitCode.RowsRejected),
        code => Assert.NotEmpty(RejectionTexts.Of(new RejectedRow(1, "Type", code.ToString(), null))));

    [Fact]
    public void A_withheld_category_is_told_with_the_list_that_it_is_not_in()
    {
        const string List = "incident-words.txt";

        Assert.Contains(List, RejectionTexts.Of(new RejectedRow(1, "Type", "BOM-208", null)), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(ProjectFolders.Importers, List)));
    }
}
