namespace PRIOslo.Bomiljo.Geography.Addresses;

/// <summary>The distinct street names of a register, found by several forms of a name. Safe to use from several threads.</summary>
public sealed class StreetIndex
{
    /// <summary>Names with fewer letters are not matched fuzzily: too many would do.</summary>
    private const int ShortestFuzzy = 4;

    /// <summary>Names with at least so many letters may differ by two.</summary>
    private const int LongEnoughForTwo = 12;

    private readonly string[] _names;
    private readonly string[] _folded;
    private readonly string[] _keys;
    private readonly ILookup<string, int> _byName;
    private readonly ILookup<string, int> _byFolded;
    private readonly ILookup<string, int> _byKey;
    private readonly ILookup<int, int> _byLength;
    private readonly OneLetterOff _oneLetterOff;

    /// <param name="names">As the register spells them.</param>
    public StreetIndex(IReadOnlyList<string> names)
    {
        _names = [.. names];
        _folded = Array.ConvertAll(_names, StreetName.Folded);
        _keys = Array.ConvertAll(_names, StreetName.Key);
        var all = Enumerable.Range(0, _names.Length).ToArray();
        _byName = all.ToLookup(at => _names[at], StringComparer.OrdinalIgnoreCase);
        _byFolded = all.ToLookup(at => _folded[at], StringComparer.Ordinal);
        _byKey = all.ToLookup(at => _keys[at], StringComparer.Ordinal);
        _byLength = all.ToLookup(at => _folded[at].Length);
        _oneLetterOff = new(all.SelectMany(at => new[] { (_folded[at], at), (_keys[at], at) }));
    }

    public int Count => _names.Length;

    public string this[int street] => _names[street];

    /// <summary>Streets called so, whatever the letter case.</summary>
    public IEnumerable<int> Exact(string name) => _byName[name];

    /// <summary>Streets whose names are the same without spaces and signs; where there are none, those with the same key.</summary>
    public IEnumerable<int> Normalised(string name) => _byFolded[StreetName.Folded(name)] is var same && same.Any() ? same : _byKey[StreetName.Key(name)];

    /// <summary>Streets that a name with lost letters may stand for; none where no letter is lost.</summary>
    public IEnumerable<int> AnyLetter(string name)
    {
        var (folded, key) = (StreetName.Folded(name), StreetName.Key(name));
        if (!folded.Contains(StreetName.AnyLetter, StringComparison.Ordinal) || !folded.Any(char.IsLetter))
            return [];
        var same = _byLength[folded.Length].Where(street => Fits(folded, _folded[street])).ToList();
        return same.Count > 0 ? same : Enumerable.Range(0, Count).Where(street => Fits(key, _keys[street]));
    }

    /// <summary>All streets whose names differ by one letter, as <see cref="Nearest"/> counts; none where one of the above gives a street or
    /// the name is too short.</summary>
    public IReadOnlyList<int> OneOff(string name) =>
        Nearest(name, _oneLetterOff.Find(StreetName.Folded(name)).Concat(_oneLetterOff.Find(StreetName.Key(name))).Distinct()) is ({ Count: > 0 } near, 1) ? near : [];

    /// <summary>True if one of the above gives a street, so that no similar one need be asked for.</summary>
    public bool Knows(string name) => Exact(name).Any() || Normalised(name).Any() || AnyLetter(name).Any() || OneOff(name).Count > 0;

    /// <summary>Of some streets, those whose names differ by the fewest letters, and by how many; none where all differ by more than
    /// the names' lengths allow.</summary>
    public (IReadOnlyList<int> Streets, int Distance) Nearest(string name, IEnumerable<int> candidates)
    {
        var (folded, key) = (StreetName.Folded(name), StreetName.Key(name));
        var (nearest, least) = (new List<int>(), 2);
        foreach (var street in candidates)
        {
            var letters = Math.Min(folded.Length, _folded[street].Length);
            var most = Math.Min(least, letters < ShortestFuzzy ? 0 : letters < LongEnoughForTwo ? 1 : 2);
            var distance = Math.Min(LetterDistance.Between(folded, _folded[street], most), LetterDistance.Between(key, _keys[street], most));
            if (distance > most)
                continue;
            if (distance < least)
                nearest.Clear();
            nearest.Add(street);
            least = distance;
        }

        return (nearest, least);
    }

    private static bool Fits(string asked, string known)
    {
        if (asked.Length != known.Length)
            return false;
        for (var at = 0; at < asked.Length; at++)
        {
            if (asked[at] != known[at] && asked[at] != StreetName.AnyLetter)
                return false;
        }

        return true;
    }
}
