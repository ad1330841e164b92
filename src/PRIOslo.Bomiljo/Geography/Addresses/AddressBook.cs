namespace PRIOslo.Bomiljo.Geography.Addresses;

/// <summary>A city's addresses in memory, by street and number; about 110,000 in Oslo. Safe to use from several threads.</summary>
public sealed class AddressBook
{
    private readonly AddressPoint[] _addresses;
    private readonly int[] _first;
    private readonly HashSet<string> _postcodes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _places = new(StringComparer.Ordinal);

    /// <param name="addresses">In any order.</param>
    public AddressBook(IEnumerable<AddressPoint> addresses)
    {
        _addresses = [.. addresses];
        Array.Sort(_addresses, static (left, right) =>
            string.CompareOrdinal(left.Street, right.Street) is not 0 and var street ? street
            : left.Number != right.Number ? left.Number.CompareTo(right.Number)
            : string.CompareOrdinal(left.Letter, right.Letter) is not 0 and var letter ? letter
            : string.CompareOrdinal(left.Postcode, right.Postcode));
        var (names, first) = (new List<string>(), new List<int>());
        for (var at = 0; at < _addresses.Length; at++)
        {
            if (at == 0 || _addresses[at].Street != _addresses[at - 1].Street)
            {
                names.Add(_addresses[at].Street);
                first.Add(at);
            }

            _postcodes.Add(_addresses[at].Postcode);
            _places.Add(_addresses[at].Place);
        }

        _first = [.. first, _addresses.Length];
        Streets = new StreetIndex(names);
        _postcodes.Remove("");
        _places = [.. _places.Select(StreetName.Folded).Where(place => place.Length > 0)];
    }

    public StreetIndex Streets { get; }

    public int Count => _addresses.Length;

    public ref readonly AddressPoint this[int address] => ref _addresses[address];

    public bool KnowsPostcode(string postcode) => _postcodes.Contains(postcode);

    public bool KnowsPlace(string place) => _places.Contains(StreetName.Folded(place));

    /// <summary>The addresses of a street, by number, letter and postcode: from the first, up to but not with the last.</summary>
    public (int From, int To) OfStreet(int street) => (_first[street], _first[street + 1]);

    /// <summary>The addresses of a street with a number, letters in their order: from the first, up to but not with the last.</summary>
    public (int From, int To) OfNumber(int street, int number)
    {
        var (low, end) = OfStreet(street);
        var high = end;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_addresses[middle].Number < number)
                low = middle + 1;
            else
                high = middle;
        }

        var to = low;
        while (to < end && _addresses[to].Number == number)
            to++;
        return (low, to);
    }
}
