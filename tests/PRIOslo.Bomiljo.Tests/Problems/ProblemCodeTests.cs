using System.Reflection;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Tests.Problems;

public sealed class ProblemCodeTests
{
    private static readonly ProblemCode[] All = [.. typeof(ProblemCode).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.FieldType == typeof(ProblemCode)).Select(field => (ProblemCode)field.GetValue(null)!)];

    [Fact]
    public void No_number_stands_twice() => Assert.Equal(All.Length, All.Select(code => code.Number).Distinct().Count());

    [Fact]
    public void Every_code_ends_the_program_with_an_exit_code_of_the_contract_and_none_as_a_bug() =>
        Assert.All(All, code => Assert.Contains((int)code.Exit, new[] { 2, 10, 11, 12, 13 }));

    [Fact]
    public void Numbers_tell_the_room()
    {
        Assert.All(All.Where(code => code.Number is >= 200 and < 300), code => Assert.Equal(ExitCode.RowsRejected, code.Exit));
        Assert.All(All.Where(code => code.Number is >= 400 and < 410), code => Assert.Equal(ExitCode.DatabaseUnavailable, code.Exit));
    }

    [Fact]
    public void A_message_has_code_place_what_and_remedy()
    {
        Assert.Equal("BOM-303 a.csv, line 1: the header lacks «X». Ask.", new ProblemException(ProblemCode.MissingColumn, "a.csv, line 1", "the header lacks «X».", "Ask.").Message);
        Assert.Equal("BOM-001 What. How.", new ProblemException(ProblemCode.BadArgument, "", "What.", "How.").Message);
    }
}
