using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Drawn;

namespace PRIOslo.Bomiljo.Tests.Publishing.Drawn;

public sealed class DrawnAreaRuleTests
{
    private static readonly DrawnPart Whole = new("0101", "brann", Shown: true, Count: 12, Inside: 12, LargestInside: 12, Outside: 0, LargestOutside: 0, Unknown: 0);
    private static readonly DrawnPart Cut = new("0102", "brann", Shown: true, Count: 20, Inside: 8, LargestInside: 3, Outside: 12, LargestOutside: 4, Unknown: 0);

    [Fact]
    public void Whole_delbydeler_and_large_parts_are_summed() =>
        Assert.Equal(new DrawnAnswer("brann", 20, ""), DrawnAreaRule.Answer("brann", [Whole, Cut], isProtected: true));

    [Theory]
    [InlineData(4, 16)]
    [InlineData(16, 4)]
    [InlineData(1, 19)]
    public void A_small_part_on_either_side_is_not_told(int inside, int outside) => Assert.Equal(
        "small-part", DrawnAreaRule.Answer("brann", [Cut with { Inside = inside, Outside = outside, LargestInside = 1, LargestOutside = 1 }], isProtected: true).Reason);

    [Fact]
    public void A_part_that_holds_nothing_is_told() =>
        Assert.Equal(0, DrawnAreaRule.Answer("brann", [Cut with { Inside = 0, LargestInside = 0, Outside = 20 }], isProtected: true).Incidents);

    [Fact]
    public void A_part_of_which_one_address_has_most_is_not_told() =>
        Assert.Equal("small-part", DrawnAreaRule.Answer("brann", [Cut with { LargestInside = 7 }], isProtected: true).Reason);

    [Fact]
    public void A_hidden_delbydel_an_unknown_side_and_a_changed_count_are_not_told()
    {
        Assert.Equal("hidden-delbydel", DrawnAreaRule.Answer("brann", [Whole, Cut with { Shown = false, Count = 0 }], isProtected: true).Reason);
        Assert.Equal("no-position", DrawnAreaRule.Answer("brann", [Cut with { Inside = 7, Unknown = 1 }], isProtected: true).Reason);
        Assert.Equal("changed", DrawnAreaRule.Answer("brann", [Cut with { Count = 21 }], isProtected: true).Reason);
    }

    [Fact]
    public void An_open_theme_is_told_however_small() =>
        Assert.Equal(1, DrawnAreaRule.Answer("forsopling", [Cut with { Inside = 1, LargestInside = 1, Outside = 19 }], isProtected: false).Incidents);

    [Theory]
    [InlineData(400, 5_000, false, 642)]
    [InlineData(5_000, 499, false, 642)]
    [InlineData(500, 500, true, 643)]
    public void Few_residents_on_a_side_and_a_second_cut_are_refused(double inside, double outside, bool cutBefore, int code)
    {
        var problem = Assert.Throws<ProblemException>(() => DrawnAreaRule.Check([new("0101", false, inside, outside, cutBefore)]));

        Assert.Equal(code, problem.Code.Number);
    }

    [Fact]
    public void A_whole_delbydel_may_have_been_cut_before_and_have_nobody_outside() => DrawnAreaRule.Check([new("0101", true, 900, 0, CutBefore: true)]);

    /// <summary>
    /// A city on a line: each incident has a place from 0 to 1 in its delbydel. Whatever is asked, what answers and standing figures
    /// together give is no more than the two parts of each delbydel, and none of these is small.
    /// </summary>
    [Fact]
    public void Ten_thousand_random_requests_answer_sums_of_publishable_parts_only()
    {
        var (answered, refused, random) = (0, 0, new Random(1));
        for (var city = 0; city < 200; city++)
        {
            double[][] places = [.. Enumerable.Range(0, 6).Select(_ => Enumerable.Range(0, random.Next(5, 40)).Select(_ => random.NextDouble()).ToArray())];
            var cuts = new double?[6];
            for (var request = 0; request < 50; request++)
            {
                double[] upTo = [.. places.Select(_ => random.Next(3) switch { 0 => 0, 1 => 1, _ => random.NextDouble() })];
                var touched = Enumerable.Range(0, 6).Where(at => upTo[at] > 0).ToArray();
                try
                {
                    DrawnAreaRule.Check([.. touched.Select(at => new TouchedDelbydel($"{at}", upTo[at] == 1, 5_000 * upTo[at], 5_000 * (1 - upTo[at]), cuts[at] is not null))]);
                }
                catch (ProblemException)
                {
                    refused++;
                    continue;
                }

                foreach (var at in touched.Where(at => upTo[at] < 1))
                    cuts[at] = upTo[at];
                var parts = touched.Select(at => (At: at, Inside: places[at].Count(place => place < upTo[at])))
                    .Select(part => new DrawnPart($"{part.At}", "brann", true, places[part.At].Length, part.Inside, Math.Min(1, part.Inside), places[part.At].Length - part.Inside, 1, 0)).ToList();
                if (DrawnAreaRule.Answer("brann", parts, isProtected: true).Incidents is null)
                    continue;

                answered++;
                Assert.All(touched, at =>
                {
                    Assert.True(upTo[at] == 1 || upTo[at] == cuts[at]);
                    Assert.False(places[at].Count(place => place < upTo[at]) is >= 1 and <= 4 || places[at].Count(place => place >= upTo[at]) is >= 1 and <= 4);
                });
            }
        }

        Assert.True(answered > 200 && refused > 2_000, $"{answered} answered, {refused} refused.");
    }
}
