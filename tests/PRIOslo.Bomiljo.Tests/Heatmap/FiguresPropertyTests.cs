using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Tests.Heatmap;

public sealed class FiguresPropertyTests
{
    private static readonly string[] Themes = ["brann", "forsopling", "trygghet"];
    private static readonly string[] Codes = ["0101", "0102", "0103", "0201", "0301", "0302", "1601", "1701"];

    private static readonly Arbitrary<IReadOnlyList<Figure>> Measured =
        (from areas in Gen.SubListOf(Codes).Where(areas => areas.Count > 0)
         from counts in Gen.ListOf(
             from area in Gen.Elements(areas.ToArray())
             from theme in Gen.Elements(Themes)
             from incidents in Gen.Choose(0, 60)
             select new IncidentCount(SpecTable.Year, area, theme, theme, incidents))
         from known in Gen.SubListOf(areas.Concat(areas.Select(area => area[..2])).Append("030100").Distinct())
         from residents in Gen.ArrayOf(Gen.Frequency((1, Gen.Constant(0)), (9, Gen.Choose(1, 20_000))), known.Count)
         select Figures.Compute(
             new(SpecTable.Year, false, SpecTable.Areas([.. areas]), Themes, [.. counts],
                 [.. known.Zip(residents, (code, number) => new PopulationFigure(code, SpecTable.Year, number, null, null))]),
             SpecTable.Parameters).Figures)
        .ToArbitrary();

    [Fact]
    public void Every_area_is_the_sum_of_its_parts() => Prop.ForAll(Measured, figures => figures
        .Where(figure => figure.Area.Level != Level.Delbydel)
        .All(whole => whole.Incidents == figures
            .Where(part => part.Area.Parent == whole.Area.Code && part.Theme == whole.Theme
                && part.Area.Level == (whole.Area.Level == Level.City ? Level.Bydel : Level.Delbydel))
            .Sum(part => part.Incidents))).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_total_is_the_sum_of_its_themes() => Prop.ForAll(Measured, figures => figures
        .GroupBy(figure => figure.Area)
        .All(area => area.Single(figure => figure.Theme == Taxonomy.Total).Incidents
            == area.Where(figure => figure.Theme != Taxonomy.Total).Sum(figure => figure.Incidents))).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_area_has_every_theme_once() => Prop.ForAll(Measured, figures => figures
        .GroupBy(figure => figure.Area)
        .All(area => area.Select(figure => figure.Theme).SequenceEqual([.. Themes, Taxonomy.Total]))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_rate_is_there_exactly_where_residents_are_known_and_its_interval_brackets_it() => Prop.ForAll(Measured, figures => figures
        .All(figure => figure is { Denominator: null, Rate: null }
            || (figure is { Denominator: > 0 and var residents, Rate: { } rate }
                && Math.Abs(rate.Value - (1_000.0 * figure.Incidents / residents)) < 1e-9
                && rate.Low >= 0 && rate.Low <= rate.Value && rate.Value < rate.High))).QuickCheckThrowOnFailure();
}
