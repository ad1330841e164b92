using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Stops a delivery whose points do not lie in the municipality, and names the system that they are likely in.</summary>
/// <remarks>A file read with the wrong one of EPSG:25832 and 25833 lands about 335 km off.</remarks>
internal sealed class CoordinateCheck(int declaredEpsg, string shownAs, DelbydelLocator? locator)
{
    private const int SampleSize = 1_000;

    /// <summary>A delivery with fewer points outside than this may simply tell of places outside.</summary>
    private const int FewestOutside = 5;

    private readonly List<(double East, double North)> _sample = [];
    private int _outside;

    public void Add((double East, double North)? point, Placement placement)
    {
        if (point is not { } known || _sample.Count == SampleSize)
            return;
        _sample.Add(known);
        if (placement.Outcome == PlacementOutcome.Outside)
            _outside++;
        if (_sample.Count == SampleSize)
            Demand();
    }

    /// <exception cref="ProblemException">BOM-306: more than half of the points lie outside.</exception>
    public void Demand()
    {
        if (locator is null || _outside < FewestOutside || _outside * 2 <= _sample.Count)
            return;
        throw new ProblemException(ProblemCode.WrongCoordinateSystem, shownAs,
            $"{_outside} of the first {_sample.Count} points, read as EPSG:{declaredEpsg}, lie outside the municipality{Likely(locator)}.",
            "Correct epsg in the mapping, or east and north where they are exchanged, or ask the source which system it uses; nothing was stored.");
    }

    private string Likely(DelbydelLocator areas)
    {
        var back = CoordinateTransform.Create(CoordinateTransform.StorageEpsg, declaredEpsg);
        var raw = _sample.ConvertAll(point => back.Apply(point.East, point.North));
        foreach (var swapped in new[] { false, true })
        {
            foreach (var epsg in CoordinateTransform.KnownEpsg.Where(epsg => swapped || epsg != declaredEpsg))
            {
                var transform = CoordinateTransform.Create(epsg, CoordinateTransform.StorageEpsg);
                var inside = raw.Count(point =>
                {
                    var (east, north) = swapped ? transform.Apply(point.Y, point.X) : transform.Apply(point.X, point.Y);
                    return double.IsFinite(east) && double.IsFinite(north) && areas.IsInside(east, north);
                });
                if (inside * 2 > raw.Count)
                    return $"; they are likely EPSG:{epsg}{(swapped ? " with east and north exchanged" : "")}";
            }
        }

        return "";
    }
}
