using System.Globalization;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>A square of Statistics Norway's grid (SSB, «Statistisk rutenett»), EPSG:25833.</summary>
/// <param name="EastMetres">West edge.</param>
/// <param name="NorthMetres">South edge.</param>
/// <param name="SizeMetres">Length of a side.</param>
public readonly record struct GridCell(int EastMetres, int NorthMetres, int SizeMetres)
{
    /// <summary>The grid's coordinate system.</summary>
    public const int Epsg = 25833;

    private const int FalseEastMetres = 2_000_000;
    private const int LatticeSide = 10;

    /// <param name="id">14 digits: east of the corner + 2,000,000, then north in seven digits.</param>
    /// <param name="sizeMetres">Length of a side; the corner is a multiple of it.</param>
    /// <param name="cell">The cell.</param>
    public static bool TryParse(string id, int sizeMetres, out GridCell cell)
    {
        cell = default;
        if (id.Length != 14 || !id.All(char.IsAsciiDigit))
            return false;
        var east = int.Parse(id.AsSpan(0, 7), CultureInfo.InvariantCulture) - FalseEastMetres;
        var north = int.Parse(id.AsSpan(7), CultureInfo.InvariantCulture);
        cell = new GridCell(east, north, sizeMetres);
        return sizeMetres > 0 && east % sizeMetres == 0 && north % sizeMetres == 0;
    }

    /// <summary>
    /// The delbydel that holds at least half of the cell, measured on 10 × 10 points spread evenly over it; unplaced where none
    /// does, outside where at least half is. The cell's count stays the cell's: no point is made of it.
    /// </summary>
    public Placement Locate(DelbydelLocator locator)
    {
        var transform = CoordinateTransform.Create(Epsg, CoordinateTransform.StorageEpsg);
        var found = new Dictionary<DelbydelCode, int>();
        var outside = 0;
        for (var at = 0; at < LatticeSide * LatticeSide; at++)
        {
            var (east, north) = transform.Apply(
                EastMetres + ((at % LatticeSide + 0.5) * SizeMetres / LatticeSide),
                NorthMetres + ((at / LatticeSide + 0.5) * SizeMetres / LatticeSide));
            var placement = locator.Locate(east, north);
            if (placement.Outcome == PlacementOutcome.Placed)
                found[placement.Delbydel] = found.GetValueOrDefault(placement.Delbydel) + 1;
            else if (placement.Outcome == PlacementOutcome.Outside)
                outside++;
        }

        const int Half = LatticeSide * LatticeSide / 2;
        if (found.Where(pair => pair.Value >= Half).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key).FirstOrDefault() is { IsNone: false } most)
            return Placement.In(most, PlacementMethod.AreaShare);
        return outside >= Half ? Placement.Outside : Placement.Unplaced;
    }

    /// <returns>The id: 14 digits.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{EastMetres + FalseEastMetres:0000000}{NorthMetres:0000000}");
}
