namespace PRIOslo.Bomiljo.Geography.Addresses;

/// <summary>Finds addresses in a register: exact, normalised, fuzzy, then the street's middle; within the postcode first. Pure.</summary>
/// <param name="book">The register.</param>
/// <param name="similar">Street names as asked, folded → streets of the book that look like them, for names that differ from every
/// street's by more than a letter; every one is held against the name again here, so that too many do no harm.</param>
public sealed class Geocoder(AddressBook book, IReadOnlyDictionary<string, IReadOnlyList<int>> similar)
{
    private static readonly Dictionary<string, IReadOnlyList<int>> Nothing = new(StringComparer.Ordinal);

    public Geocoder(AddressBook book)
        : this(book, Nothing)
    {
    }

    public AddressBook Book => book;

    /// <returns>The address, or <c>default</c> where none fits or more than one may be meant. A nearby number is no match.</returns>
    public Geocoded Find(AddressText asked)
    {
        if (asked.IsEmpty || IsElsewhere(asked))
            return default;
        var exact = book.Streets.Exact(asked.Street).ToList();
        if (House(asked, exact, GeocodeMethod.Exact, GeocodeConfidence.Exact) is { } plain)
            return plain;
        var normalised = book.Streets.Normalised(asked.Street).Except(exact).ToList();
        if (House(asked, normalised, GeocodeMethod.Normalised, GeocodeConfidence.Normalised) is { } spelled)
            return spelled;
        if (exact.Count + normalised.Count > 0)
            return Middle(asked, exact.Count > 0 ? exact : normalised, exact.Count > 0 ? GeocodeConfidence.Exact : GeocodeConfidence.Normalised);

        var any = book.Streets.AnyLetter(asked.Street).ToList();
        if (any.Count > 0)
            return House(asked, any, GeocodeMethod.Normalised, GeocodeConfidence.AnyLetter) ?? Middle(asked, any, GeocodeConfidence.AnyLetter);
        var (near, distance) = book.Streets.OneOff(asked.Street) is { Count: > 0 } oneOff ? (oneOff, 1)
            : book.Streets.Nearest(asked.Street, similar.GetValueOrDefault(StreetName.Folded(asked.Street), []));
        if (near.Count == 0)
            return default;
        var sure = GeocodeConfidence.Fuzzy(distance, StreetName.Folded(asked.Street).Length);
        return House(asked, near, GeocodeMethod.Fuzzy, sure) ?? Middle(asked, near, sure);
    }

    /// <summary>True where neither postcode nor place is known: the row tells of another municipality.</summary>
    private bool IsElsewhere(AddressText asked) =>
        asked.Place.Length > 0 && asked.Postcode.Length > 0 && !book.KnowsPlace(asked.Place) && !book.KnowsPostcode(asked.Postcode);

    /// <returns>Null where no house of the streets fits, <c>default</c> where several do.</returns>
    private Geocoded? House(AddressText asked, IReadOnlyList<int> streets, GeocodeMethod method, double sure)
    {
        if (asked.Number is not { } number || streets.Count == 0)
            return null;
        var numbered = Numbered(streets, number);
        var lettered = numbered.FindAll(at => book[at].Letter.Equals(asked.Letter, StringComparison.OrdinalIgnoreCase));
        if (lettered.Count > 0)
            return Choose(asked, lettered, method, sure);
        var blurred = method == GeocodeMethod.Exact ? GeocodeMethod.Normalised : method;
        if (asked.Letter.Length == 0 && numbered.Count > 0)
            return Choose(asked, numbered, blurred, sure * GeocodeConfidence.FirstLetter);
        if (numbered.FindAll(at => book[at].Letter.Length == 0) is { Count: > 0 } bare)
            return Choose(asked, bare, blurred, sure * GeocodeConfidence.LetterLeftOut);
        if (asked.LastNumber is { } last && Numbered(streets, last) is { Count: > 0 } ends)
            return Choose(asked, ends, blurred, sure * GeocodeConfidence.RangeEnd);
        return null;
    }

    private List<int> Numbered(IReadOnlyList<int> streets, int number)
    {
        var found = new List<int>();
        foreach (var street in streets)
        {
            var (from, to) = book.OfNumber(street, number);
            for (var at = from; at < to; at++)
                found.Add(at);
        }

        return found;
    }

    /// <summary>Within the postcode, else within the place, else wherever there is only one.</summary>
    private Geocoded Choose(AddressText asked, List<int> fitting, GeocodeMethod method, double sure)
    {
        var inPostcode = asked.Postcode.Length == 0 ? [] : fitting.FindAll(at => book[at].Postcode == asked.Postcode);
        if (inPostcode.Count > 0)
            return OneHouse(inPostcode, method, sure);
        if (asked.Postcode.Length > 0 && method == GeocodeMethod.Fuzzy)
            return default; // another name in another postcode is another address
        var place = StreetName.Folded(asked.Place);
        var inPlace = place.Length == 0 ? [] : fitting.FindAll(at => StreetName.Folded(book[at].Place) == place);
        var isKnown = inPlace.Count > 0 || (asked.Postcode.Length > 0 ? book.KnowsPostcode(asked.Postcode) : place.Length == 0);
        var factor = !isKnown ? GeocodeConfidence.UnknownPlace
            : asked.Postcode.Length > 0 ? GeocodeConfidence.OtherPostcode
            : GeocodeConfidence.NoPostcode;
        return OneHouse(inPlace.Count > 0 ? inPlace : fitting, method, sure * factor);
    }

    /// <summary>One house, of which the register may hold several letters; the first of them.</summary>
    private Geocoded OneHouse(List<int> fitting, GeocodeMethod method, double sure)
    {
        ref readonly var first = ref book[fitting[0]];
        foreach (var at in fitting)
        {
            if (book[at].Street != first.Street || book[at].Postcode != first.Postcode)
                return default;
        }

        return new(method, sure, fitting[0]);
    }

    private Geocoded Middle(AddressText asked, IReadOnlyList<int> streets, double sure)
    {
        if (streets.Count != 1)
            return default;
        var (from, to) = book.OfStreet(streets[0]);
        var all = Enumerable.Range(from, to - from).ToList();
        if (asked.Postcode.Length > 0 && all.FindAll(at => book[at].Postcode == asked.Postcode) is { Count: > 0 } inPostcode)
            all = inPostcode;
        var (east, north) = (all.Average(at => book[at].EastMetres), all.Average(at => book[at].NorthMetres));
        var nearest = all.MinBy(at => Square(book[at].EastMetres - east) + Square(book[at].NorthMetres - north));
        return new(GeocodeMethod.Street, sure * GeocodeConfidence.StreetMiddle, nearest);
    }

    private static double Square(double metres) => metres * metres;
}
