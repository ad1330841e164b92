using PRIOslo.Bomiljo.Heatmap.Gate;

namespace PRIOslo.Bomiljo.Tests.Heatmap;

public class CoverageGateTests
{
    private static readonly CategoryMonth[] FullYear = [.. Enumerable.Range(1, 12).Select(month => new CategoryMonth("brann.building", month, 10))];

    [Fact]
    public void A_complete_source_enters() => Assert.Equal((GateVerdict.Entered, 0), Judge(new("brann", 2023, 1_000, 950, true, FullYear, FullYear)));

    [Theory]
    [InlineData(950, GateVerdict.Entered)]
    [InlineData(949, GateVerdict.Warned)]
    [InlineData(900, GateVerdict.Warned)]
    [InlineData(899, GateVerdict.Refused)]
    [InlineData(0, GateVerdict.Refused)]
    public void Ninety_five_per_cent_placed_is_wanted_and_below_ninety_is_refused(int placed, string outcome) =>
        Assert.Equal(outcome, Judge(new("brann", 2023, 1_000, placed, true, FullYear, [])).Outcome);

    [Fact]
    public void A_month_without_rows_where_the_others_have_many_is_refused_and_named()
    {
        var verdict = CoverageGate.Judge(new("brann", 2023, 100, 100, true, [.. FullYear.Where(count => count.Month is not (7 or 8))], []), null, false);

        Assert.Equal(GateVerdict.Refused, verdict.Outcome);
        var finding = Assert.Single(verdict.Findings);
        Assert.StartsWith("10 of 12 months are covered; 2023-07, 2023-08 are without rows, where the other months have 10 incidents in the mean.", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_delivered_last_year_and_nothing_now_is_refused_unless_a_break_says_why()
    {
        var forgotten = new SourceYear("brann", 2023, 0, 0, true, [], FullYear);

        var verdict = CoverageGate.Judge(forgotten, null, isBreak: false);
        Assert.Equal(GateVerdict.Refused, verdict.Outcome);
        Assert.Equal("no row of it is in; it had 120 incidents in 2022.", Assert.Single(verdict.Findings).Text);
        Assert.Equal(GateVerdict.Entered, CoverageGate.Judge(forgotten, null, isBreak: true).Outcome);
        Assert.Equal(GateVerdict.LeftOut, CoverageGate.Judge(forgotten, new("brann", 2023, Enters: false, "No agreement this year."), isBreak: false).Outcome);
    }

    [Theory]
    [InlineData(12, 100, 120, false, null)]
    [InlineData(8, 100, 120, false, "months")]
    [InlineData(8, 80, 120, false, "months placed")]
    [InlineData(12, 92, 120, false, null)] // a warning refuses nothing
    [InlineData(0, 0, 120, false, "months")] // it delivered the year before
    [InlineData(0, 0, 120, true, null)] // and a break says why it does not any more
    [InlineData(0, 0, 0, false, null)] // it had not begun
    public void An_earlier_year_lacks_what_the_measured_year_would_be_refused_for(int months, int placed, int before, bool isBreak, string? lacking)
    {
        var source = new SourceYear("brann", 2023, months == 0 ? 0 : 100, placed, true, [.. FullYear.Take(months)], before == 0 ? [] : FullYear);

        Assert.Equal(lacking, Kinds(CoverageGate.Incomplete(source, null, isBreak)));
        Assert.Null(CoverageGate.Incomplete(source with { HasPlaces = false }, null, isBreak));
        Assert.Null(CoverageGate.Incomplete(source, new("brann", 2023, Enters: false, "why"), isBreak));

        static string? Kinds(IncompleteSourceYear? incomplete) => incomplete is null ? null : string.Join(' ', incomplete.Findings.Select(finding => finding.Kind));
    }

    [Theory]
    [InlineData("8 of 12 months are covered; 2023-09, 2023-10, 2023-11, 2023-12 are without rows, where the other months have 10 incidents in the mean.", GateVerdict.Overridden)]
    [InlineData("11 of 12 months are covered; 2023-09 is without rows, where the other months have 10 incidents in the mean.", GateVerdict.Refused)]
    [InlineData(null, GateVerdict.Overridden)]
    public void An_earlier_year_is_decided_about_where_the_decision_answers_what_is_found_now(string? answered, string outcome) => Assert.Equal(outcome, CoverageGate.Incomplete(
        new("brann", 2023, 100, 100, true, [.. FullYear.Take(8)], FullYear), new("brann", 2023, Enters: true, "why") { Answered = answered is null ? null : [answered] }, isBreak: false)!.Outcome);

    [Fact]
    public void A_year_that_was_counted_by_decision_for_its_categories_alone_lacks_nothing()
    {
        var source = new SourceYear("brann", 2023, 100, 100, true, FullYear, FullYear);
        GateFinding categories = new("categories", Refuses: true, "c"), months = new("months", Refuses: true, "m"), warned = new("placed", Refuses: false, "p");

        Assert.Null(CoverageGate.Incomplete(new GateVerdict("brann", GateVerdict.Overridden, "why", [categories, warned]), source));
        Assert.Null(CoverageGate.Incomplete(new GateVerdict("brann", GateVerdict.LeftOut, "why", [months]), source));
        Assert.Equal([months], CoverageGate.Incomplete(new GateVerdict("brann", GateVerdict.Overridden, "why", [categories, months, warned]), source)!.Findings);
    }

    [Theory]
    [InlineData(1_000, 120, "no row of it is in; it had 120 incidents in 2021.")]
    [InlineData(0, 120, "no row of it is in; it had 120 incidents in 2021.")]
    [InlineData(1_000, 4, null)] // this may be chance
    public void A_year_without_rows_in_between_lacks_its_months_whatever_the_year_before_or_a_break_says(int before, int nearest, string? lacking)
    {
        var source = new SourceYear("brann", 2023, 0, 0, true, [], before == 0 ? [] : FullYear);

        Assert.Equal(lacking, CoverageGate.Incomplete(source, null, isBreak: true, new(2021, nearest))?.Findings.Single().Text);
        Assert.Equal(lacking, CoverageGate.Incomplete(source, null, isBreak: false, new(2021, nearest))?.Findings.Single().Text);
    }

    [Theory]
    [InlineData(26, true, null)]
    [InlineData(25, true, "placed")]
    [InlineData(26, false, "placed")]
    public void So_few_rows_without_a_place_that_they_may_not_be_told_break_no_series_of_a_protected_theme_and_are_refused_none_the_less(int placed, bool isProtected, string? lacking)
    {
        var source = new SourceYear("brann", 2023, 30, placed, true, FullYear, FullYear) { TellsOfProtected = isProtected };
        var decision = new CoverageDecision("brann", 2023, Enters: true, "why");

        Assert.Equal(GateVerdict.Refused, Judge(source).Outcome);
        Assert.Equal(lacking, CoverageGate.Incomplete(source, null, isBreak: false)?.Findings.Single().Kind);
        Assert.Equal(lacking, CoverageGate.Incomplete(CoverageGate.Judge(source, decision, isBreak: false), source)?.Findings.Single().Kind);
    }

    [Fact]
    public void A_decision_that_nothing_needs_any_more_is_said_to_be_so_and_how_to_take_it_back()
    {
        var decision = new CoverageDecision("brann", 2023, Enters: true, "July comes later.") { Answered = ["what was found then"] };

        var whole = CoverageGate.Judge(new("brann", 2023, 1_000, 1_000, true, FullYear, FullYear), decision, isBreak: false);
        Assert.Equal(GateVerdict.Overridden, whole.Outcome);
        var finding = Assert.Single(whole.Findings);
        Assert.False(finding.Refuses);
        Assert.Equal("nothing needs the decision any more; `bomiljo measure decision brann 2023 --remove --reason TEXT` takes it back.", finding.Text);
        Assert.Equal(["placed"], CoverageGate.Judge(new("brann", 2023, 1_000, 800, true, FullYear, FullYear), decision with { Answered = null }, isBreak: false).Findings.Select(one => one.Kind));
    }

    [Fact]
    public void A_decision_to_count_a_source_without_a_row_says_that_there_is_nothing_to_count()
    {
        var verdict = CoverageGate.Judge(new("brann", 2023, 0, 0, true, [], FullYear), new("brann", 2023, Enters: true, "None this year."), isBreak: false);

        Assert.Equal((GateVerdict.Overridden, "months no-rows"), (verdict.Outcome, string.Join(' ', verdict.Findings.Select(finding => finding.Kind))));
        Assert.Equal("there is no row to count: a theme that no other source tells of is not measured.", verdict.Findings[1].Text);
    }

    [Fact]
    public void An_empty_month_of_a_rare_source_is_warned_of_only()
    {
        CategoryMonth[] rare = [new("brann.building", 2, 1), new("brann.building", 9, 2)];

        Assert.Equal(GateVerdict.Warned, Judge(new("brann", 2023, 3, 3, true, rare, [])).Outcome);
    }

    [Fact]
    public void An_empty_month_that_had_many_the_year_before_is_refused_however_few_the_others_have()
    {
        CategoryMonth[] now = [.. Enumerable.Range(1, 11).Select(month => new CategoryMonth("brann.vegetation", month, 1))];

        Assert.Equal(GateVerdict.Warned, Judge(new("brann", 2023, 11, 11, true, now, [new("brann.vegetation", 12, 4)])).Outcome);
        Assert.Equal(GateVerdict.Refused, Judge(new("brann", 2023, 11, 11, true, now, [new("brann.vegetation", 12, 5)])).Outcome);
    }

    [Fact]
    public void Counts_by_year_cover_every_month() =>
        Assert.Equal(GateVerdict.Entered, Judge(new("brann", 2023, 500, 500, true, [new("brann.building", 0, 500)], [])).Outcome);

    [Theory]
    [InlineData("brann.vehicle", 5, GateVerdict.Refused)]
    [InlineData("brann.vehicle", 4, GateVerdict.Entered)]
    public void A_category_that_vanishes_or_appears_is_refused_unless_chance_may_do_it(string category, int incidents, string outcome)
    {
        CategoryMonth[] more = [.. FullYear, new(category, 1, incidents)];

        Assert.Equal(outcome, Judge(new("brann", 2023, 100, 100, true, FullYear, more)).Outcome);
        Assert.Equal(outcome, Judge(new("brann", 2023, 100, 100, true, more, FullYear)).Outcome);
    }

    [Fact]
    public void Across_a_noted_break_categories_may_differ_and_all_else_counts_on()
    {
        CategoryMonth[] other = [.. FullYear.Select(count => count with { Category = "brann.other" })];

        Assert.Equal(GateVerdict.Entered, CoverageGate.Judge(new("brann", 2023, 100, 100, true, other, FullYear), null, isBreak: true).Outcome);
        Assert.Equal(GateVerdict.Refused, CoverageGate.Judge(new("brann", 2023, 100, 50, true, other, FullYear), null, isBreak: true).Outcome);
    }

    [Fact]
    public void A_decision_lets_in_or_leaves_out_and_carries_its_reason_and_what_was_found()
    {
        var poor = new SourceYear("brann", 2023, 100, 50, true, FullYear, []);

        var counted = CoverageGate.Judge(poor, new("brann", 2023, true, "why"), false);
        var left = CoverageGate.Judge(poor, new("brann", 2023, false, "why not"), false);

        Assert.Equal((GateVerdict.Overridden, "why", true, 1), (counted.Outcome, counted.Reason, counted.Counts, counted.Findings.Count));
        Assert.Equal((GateVerdict.LeftOut, "why not", false, 1), (left.Outcome, left.Reason, left.Counts, left.Findings.Count));
    }

    [Theory]
    [InlineData(true, 50, true)]
    [InlineData(true, 49, false)]
    [InlineData(true, 60, true)]
    [InlineData(true, 97, true)]
    [InlineData(false, 50, true)]
    [InlineData(false, 49, false)]
    [InlineData(false, 97, false)]
    public void A_decision_holds_for_what_it_answered(bool enters, int placedNow, bool holds)
    {
        SourceYear With(int placed) => new("brann", 2023, 100, placed, true, FullYear, []) { Deliveries = [7] };
        var found = CoverageGate.Judge(With(50), null, false).Findings.Select(finding => finding.Text);
        var decision = new CoverageDecision("brann", 2023, enters, "why") { Answered = [.. found], Deliveries = [7] };

        var verdict = CoverageGate.Judge(With(placedNow), decision, false);

        Assert.Equal(holds ? enters ? GateVerdict.Overridden : GateVerdict.LeftOut : GateVerdict.Refused, verdict.Outcome);
        Assert.Equal(!holds, verdict.Findings.Any(finding => finding.Kind == "decision"));
        Assert.Equal(enters && holds, CoverageGate.Judge(With(placedNow) with { Deliveries = [7, 9] }, decision, false).Counts);
    }

    [Theory]
    [InlineData(8, 8, true)]
    [InlineData(8, 10, true)]
    [InlineData(8, 7, false)]
    public void A_decision_about_missing_months_holds_while_no_other_month_is_missing(int monthsThen, int monthsNow, bool holds)
    {
        SourceYear With(int months) => new("brann", 2023, 100, 100, true, [.. FullYear.Where(count => count.Month <= months).Select(count => count with { Incidents = count.Incidents + months })], FullYear);
        var decision = new CoverageDecision("brann", 2023, Enters: true, "why")
        {
            Answered = [.. CoverageGate.Judge(With(monthsThen), null, false).Findings.Select(finding => finding.Text)],
        };

        Assert.Equal(holds ? GateVerdict.Overridden : GateVerdict.Refused, CoverageGate.Judge(With(monthsNow), decision, false).Outcome);
    }

    [Fact]
    public void Rows_that_name_old_areas_refuse_a_year_however_few_and_whatever_was_decided_about_others()
    {
        SourceYear With(params OldArea[] areas) => new("politi", 2023, 10_000, 9_990, true, FullYear, []) { OldAreas = areas };
        var refused = CoverageGate.Judge(With(new("0102", 2), new("0201", 3)), null, false);
        var finding = Assert.Single(refused.Findings);

        Assert.Equal((GateVerdict.Refused, "old-areas", "5 rows name areas that the year's boundaries do not have: 0102, 0201."), (refused.Outcome, finding.Kind, finding.Text));
        Assert.Equal("1 row names an area that the year's boundaries do not have: 0102.", Assert.Single(CoverageGate.Judge(With(new OldArea("0102", 1)), null, false).Findings).Text);
        Assert.False(CoverageGate.Judge(With(new OldArea("0102", 2)), new("politi", 2023, Enters: true, "why") { Answered = [finding.Text] }, false).Counts);
    }

    [Fact]
    public void A_source_that_never_had_a_place_is_left_out_without_refusing_the_year()
    {
        var verdict = CoverageGate.Judge(new("politilogg", 2023, 100, 0, false, FullYear, []), null, false);

        Assert.Equal((GateVerdict.LeftOut, null, "no-places"), (verdict.Outcome, verdict.Reason, verdict.Findings[0].Kind));
        Assert.StartsWith("none of its rows, of this year or of those looked back on, has a place;", verdict.Findings[0].Text, StringComparison.Ordinal);
    }

    private static (string Outcome, int Findings) Judge(SourceYear source)
    {
        var verdict = CoverageGate.Judge(source, null, isBreak: false);
        return (verdict.Outcome, verdict.Findings.Count);
    }
}
