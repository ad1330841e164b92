using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Stops a delivery whose points do not lie in the municipality, and names the system that they are likely in.</summary>
/// <remarks>A file read with the wrong one of EPSG:25832 and 25833 lands about 335 km off. The points are kept as they were written: far from
/// its meridian a projection does not lead back.</remarks>
internal sealed class CoordinateCheck(int declaredEpsg, string shownAs, DelbydelLocator? locator)
{
    /// <summary>How many points outside are tried in other systems, and after how many points the first look is taken.</summary>
    private const int SampleSize = 1_000;

    /// <summary>A delivery with fewer points outside than this may simply tell of places outside.</summary>
    private const int FewestOutside = 5;

    /// <summary>Above this share of points outside there is something to look at.</summary>
    private const double ToldShare = 0.05;

    private readonly List<(double East, double North)> _sample = [];
    private int _points;
    private int _outside;

    /// <param name="written">East and north as the file has them; null where the row has no point.</param>
    /// <param name="placement">Of the point that they were read as.</param>
    public void Add((double East, double North)? written, Placement placement)
    {
        if (written is not { } known)
            return;
        _points++;
        if (placement.Outcome == PlacementOutcome.Outside)
        {
            _outside++;
            if (_sample.Count < SampleSize)
                _sample.Add(known);
        }

        if (_points == SampleSize)
            Demand(); // a large file in the wrong system is not read to its end
    }

    /// <summary>Of the points so far.</summary>
    /// <exception cref="ProblemException">BOM-306: more than half of the points lie outside.</exception>
    public void Demand()
    {
        if (locator is null || _outside < FewestOutside || _outside * 2L <= _points)
            return;
        throw new ProblemException(ProblemCode.WrongCoordinateSystem, shownAs,
            $"{_outside} of {_points} points, read as EPSG:{declaredEpsg}, lie outside the municipality{Likely(locator)}.",
            "Correct epsg in the mapping, or east and north where they are exchanged, or ask the source which system it uses; nothing was stored.");
    }

    /// <returns>What to look at in the whole file; null where at most 5 % of the points lie outside, or no boundaries are known.</returns>
    public ImportWarning? Warning() => locator is null || _outside <= ToldShare * _points ? null : new("points-outside",
        $"{_outside} of {_points} points, read as EPSG:{declaredEpsg}, lie outside the municipality{Likely(locator)}. They are counted nowhere. "
        + "Ask the source whether part of the file uses another system, and withdraw the delivery if it does.")
    {
        Observed = _outside,
    };

    private string Likely(DelbydelLocator areas)
    {
        foreach (var swapped in new[] { false, true })
        {
            foreach (var epsg in swapped ? CoordinateTransform.KnownEpsg.Prepend(declaredEpsg) : CoordinateTransform.KnownEpsg)
            {
                var transform = CoordinateTransform.Create(epsg, CoordinateTransform.StorageEpsg);
                var inside = _sample.Count(point =>
                {
                    var (east, north) = swapped ? transform.Apply(point.North, point.East) : transform.Apply(point.East, point.North);
                    return double.IsFinite(east) && double.IsFinite(north) && areas.IsInside(east, north);
                });
                if (inside * 2 > _sample.Count)
                    return $"; they are likely EPSG:{epsg}{(swapped ? " with east and north exchanged" : "")}";
            }
        }

        return "";
    }
}
