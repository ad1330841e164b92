using System.Globalization;
using PRIOslo.Bomiljo.Publishing;

namespace PRIOslo.Bomiljo.Web.Map;

/// <summary>The order of the table's rows. Hidden and missing numbers come last whichever way is sorted.</summary>
public static class FigureOrder
{
    private static readonly StringComparer Names = StringComparer.Create(CultureInfo.GetCultureInfo("nb-NO"), ignoreCase: true);

    public static IReadOnlyList<PublishedFigure> Sort(IEnumerable<PublishedFigure> figures, MapSelection selection)
    {
        var byName = figures.OrderBy(figure => figure.AreaName, Names).ThenBy(figure => figure.Area, StringComparer.Ordinal);
        return selection.Sort switch
        {
            MapSelection.ByRate => [.. ByNumber(byName, figure => figure.Rate, selection.Descending)],
            MapSelection.ByCount => [.. ByNumber(byName, figure => figure.Count, selection.Descending)],
            _ => selection.Descending ? [.. byName.Reverse()] : [.. byName],
        };
    }

    private static IEnumerable<PublishedFigure> ByNumber(
        IEnumerable<PublishedFigure> figures, Func<PublishedFigure, double?> number, bool descending)
    {
        var present = figures.OrderBy(figure => number(figure) is null);
        return descending ? present.ThenByDescending(number) : present.ThenBy(number);
    }
}
