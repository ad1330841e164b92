using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>A grid over the areas in which a square that no border touches has one answer for all its points, found once.</summary>
/// <remarks>Safe to use from several threads: a square is written at most twice with the same answer.</remarks>
internal sealed class PlainCells
{
    private const double SmallestCellMetres = 25;
    private const int MostCells = 4_000_000;
    private const ushort NotAsked = 0;
    private const ushort HasBorder = 1;
    private const ushort FirstAnswer = 2;
    private readonly Envelope _extent;
    private readonly double _cellMetres;
    private readonly int _columns;
    private readonly ushort[] _cells;
    private readonly Placement[] _answers;

    /// <param name="borders">Every geometry whose border decides a place.</param>
    /// <param name="answers">Every placement that holds wherever no border is near.</param>
    public PlainCells(IReadOnlyList<Geometry> borders, IEnumerable<Placement> answers)
    {
        _extent = new Envelope();
        foreach (var geometry in borders)
            _extent.ExpandToInclude(geometry.EnvelopeInternal);
        if (_extent.IsNull)
            _extent = new Envelope(0, 0, 0, 0);
        _cellMetres = Math.Max(SmallestCellMetres, Math.Sqrt(_extent.Area / MostCells));
        _columns = (int)(_extent.Width / _cellMetres) + 1;
        _cells = new ushort[_columns * ((int)(_extent.Height / _cellMetres) + 1)];
        _answers = [.. answers];
        foreach (var geometry in borders)
            geometry.Apply(new BorderMarker(this));
    }

    /// <param name="eastMetres">EPSG:25832.</param>
    /// <param name="northMetres">EPSG:25832.</param>
    /// <param name="locate">Asked where the square has a border, or no answer yet.</param>
    public Placement Locate(double eastMetres, double northMetres, Func<double, double, Placement> locate)
    {
        if (!_extent.Contains(eastMetres, northMetres))
            return locate(eastMetres, northMetres);
        ref var cell = ref _cells[At(eastMetres, northMetres)];
        var known = cell;
        if (known >= FirstAnswer)
            return _answers[known - FirstAnswer];
        var placement = locate(eastMetres, northMetres);
        if (known == NotAsked)
            cell = Array.IndexOf(_answers, placement) is >= 0 and var answer ? (ushort)(FirstAnswer + answer) : HasBorder;
        return placement;
    }

    private int At(double east, double north) =>
        ((int)((north - _extent.MinY) / _cellMetres) * _columns) + (int)((east - _extent.MinX) / _cellMetres);

    /// <summary>Marks every square within half a step of a point of the segment; the points lie a step apart, so none is left out.</summary>
    private void Mark(Coordinate from, Coordinate to)
    {
        var step = _cellMetres / 2;
        var steps = (int)Math.Ceiling(from.Distance(to) / step);
        for (var at = 0; at <= steps; at++)
        {
            var share = steps == 0 ? 0 : at / (double)steps;
            var (east, north) = (from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y)));
            foreach (var x in (ReadOnlySpan<double>)[east - step, east + step])
            {
                foreach (var y in (ReadOnlySpan<double>)[north - step, north + step])
                    _cells[At(Math.Clamp(x, _extent.MinX, _extent.MaxX), Math.Clamp(y, _extent.MinY, _extent.MaxY))] = HasBorder;
            }
        }
    }

    private sealed class BorderMarker(PlainCells cells) : IGeometryComponentFilter
    {
        public void Filter(Geometry geom)
        {
            if (geom is not LineString { CoordinateSequence: var line }) // a polygon's rings are its components
                return;
            for (var at = 1; at < line.Count; at++)
                cells.Mark(line.GetCoordinate(at - 1), line.GetCoordinate(at));
        }
    }
}
