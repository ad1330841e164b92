namespace PRIOslo.Bomiljo.Geography.Addresses;

/// <summary>Finds the address nearest to a point, on squares of the greatest distance that counts. Safe to use from several threads.</summary>
public sealed class NearestAddress
{
    /// <summary>The greatest distance to an address that a point may stand for; further away, nothing stands at the point's address.</summary>
    public const double FarthestMetres = 100;

    private readonly ILookup<(int East, int North), int> _squares;

    public NearestAddress(AddressBook book)
    {
        Book = book;
        _squares = Enumerable.Range(0, book.Count).ToLookup(at => Square(book[at].EastMetres, book[at].NorthMetres));
    }

    public AddressBook Book { get; }

    /// <param name="eastMetres">EPSG:25832.</param>
    /// <param name="northMetres">EPSG:25832.</param>
    /// <returns>An address of the book, of equally near ones the first; null where none is within <see cref="FarthestMetres"/>.</returns>
    public int? Find(double eastMetres, double northMetres)
    {
        var (east, north) = Square(eastMetres, northMetres);
        var (nearest, least) = ((int?)null, FarthestMetres);
        for (var x = east - 1; x <= east + 1; x++)
        {
            for (var y = north - 1; y <= north + 1; y++)
            {
                foreach (var at in _squares[(x, y)])
                {
                    var metres = Math.Sqrt(Math.Pow(Book[at].EastMetres - eastMetres, 2) + Math.Pow(Book[at].NorthMetres - northMetres, 2));
                    if (metres < least || (metres == least && (nearest is null || at < nearest)))
                        (nearest, least) = (at, metres);
                }
            }
        }

        return nearest;
    }

    private static (int East, int North) Square(double eastMetres, double northMetres) =>
        ((int)Math.Floor(eastMetres / FarthestMetres), (int)Math.Floor(northMetres / FarthestMetres));
}
