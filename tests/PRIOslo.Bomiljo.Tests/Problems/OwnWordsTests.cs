using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Tests.Problems;

public sealed class OwnWordsTests
{
    [Theory]
    [InlineData("Ring 22 33 44 55 om dette")]
    [InlineData("Avklart med ola@example.no")]
    [InlineData("Beboer 018190 10001")] // a synthetic person's, 80 added to the month
    public void Whoever_can_be_looked_up_by_a_number_or_an_address_is_not_written_into_a_reason(string words)
    {
        var problem = Assert.Throws<ProblemException>(() => OwnWords.Demand(words, "reason"));

        Assert.Equal(ProblemCode.PersonInWords, problem.Code);
        Assert.DoesNotContain(words, problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Byrådssak 1045/23 av 14.06.2023, 12 boliger, 150–200 m fra skolen")]
    [InlineData("sak 2023/91234567")]
    public void Cases_days_and_distances_are_no_such_numbers(string words) => Assert.Equal(words, OwnWords.Demand(words, "reason"));
}
