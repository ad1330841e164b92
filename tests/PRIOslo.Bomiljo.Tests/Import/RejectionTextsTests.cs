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
}
