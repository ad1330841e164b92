using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>From a year on, a share of an area belongs to another.</summary>
/// <param name="FromYear">The first year with the newer area.</param>
/// <param name="Share">Of the older area's incidents and residents, above 0 and at most 1; null where it is not known.</param>
public sealed record CodeChange(string From, string To, int FromYear, double? Share);

/// <summary>How delbydeler have changed between boundary vintages: <c>from_code;to_code;from_year;share;reason</c>.</summary>
/// <remarks>A row without a successor or a year tells of a code that is known and not dated; it restates nothing.</remarks>
/// <param name="Changes">Dated changes, in order of their year.</param>
/// <param name="Sha256">Of the file.</param>
public sealed record CodeChanges(IReadOnlyList<CodeChange> Changes, string Sha256)
{
    /// <summary>The file itself.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Codes that the file tells of as ones from before without a successor: nobody knows where their areas went.</summary>
    public IReadOnlyCollection<string> UndatedCodes { get; private init; } = [];

    /// <summary>Codes of areas that became others, or came of others.</summary>
    public IReadOnlySet<string> DatedCodes => Changes.SelectMany(change => new[] { change.From, change.To }).ToHashSet(StringComparer.Ordinal);

    internal const double Rounding = 1e-6;

    public static CodeChanges None { get; } = new([], "");

    public static string DefaultPath => Path.Combine(ProjectFolders.Geodata, "oslo", "code_changes.csv");

    /// <exception cref="ProblemException">BOM-626: a row cannot be read, or the known shares of an area do not add up to 1.</exception>
    public static CodeChanges Load(string path) => Parse(Encoding.UTF8.GetString(File.ReadAllBytes(path)), Path.GetFileName(path));

    /// <param name="file">The file's text.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="ProblemException">BOM-626: as <see cref="Load"/>.</exception>
    public static CodeChanges Parse(string file, string name)
    {
        using var text = new StringReader(file.TrimStart('\uFEFF'));
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ";" });
        csv.Read();
        csv.ReadHeader();
        var (changes, undated) = (new List<CodeChange>(), new SortedSet<string>(StringComparer.Ordinal));
        while (csv.Read())
        {
            var (to, year, share) = (csv.GetField("to_code")!.Trim(), csv.GetField("from_year")!.Trim(), csv.GetField("share")!.Trim());
            if (!DelbydelCode.TryParse(csv.GetField("from_code"), out var from))
                throw Wrong($"line {csv.Parser.RawRow}, column from_code", "the code cannot be read.");
            if (to.Length == 0 && year.Length == 0 && share.Length == 0)
            {
                undated.Add(from.ToString());
                continue;
            }

            if (!DelbydelCode.TryParse(to, out var successor) || !int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var fromYear))
                throw Wrong($"line {csv.Parser.RawRow}", "a change needs both to_code and from_year.");
            double? known = share.Length == 0 ? null
                : double.TryParse(share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 1 ? value
                : throw Wrong($"line {csv.Parser.RawRow}, column share", "a share is a number above 0 and at most 1, with a decimal point.");
            changes.Add(new(from.ToString(), successor.ToString(), fromYear, known));
        }

        foreach (var area in changes.GroupBy(change => (change.From, change.FromYear)))
        {
            if (area.All(change => change.Share is not null) && Math.Abs(area.Sum(change => change.Share!.Value) - 1) > Rounding)
                throw Wrong($"from_code {area.Key.From}", "the shares of an area do not add up to 1.");
        }

        return new([.. changes.OrderBy(change => change.FromYear)], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file)))) { Text = file, UndatedCodes = undated };

        ProblemException Wrong(string place, string what) => new(ProblemCode.BadCodeChanges, $"{name}, {place}", what, "Correct the file.");
    }

    /// <summary>The area that took all of an area which some boundaries do not have, over as many changes as it takes.</summary>
    /// <param name="code">That the boundaries do not have.</param>
    /// <param name="isKnown">True for a code that they have.</param>
    /// <returns>Null where the area was split, its share is not known, or the table does not tell.</returns>
    public string? SuccessorOf(string code, Predicate<string> isKnown)
    {
        var year = int.MinValue;
        while (Changes.Where(change => change.From == code && change.FromYear > year).GroupBy(change => change.FromYear).FirstOrDefault() is { } step)
        {
            if (step.Count() > 1 || step.Single() is not { Share: >= 1 - Rounding, To: var successor })
                return null;
            if (isKnown(successor))
                return successor;
            (code, year) = (successor, step.Key);
        }

        return null;
    }

    /// <summary>Every area that an older one has gone to, wholly or in part, over as many changes as it takes; without the older one itself.</summary>
    public IReadOnlySet<string> HeirsOf(string code)
    {
        var (heirs, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>([code]));
        while (open.TryPop(out var from))
        {
            foreach (var change in Changes.Where(change => change.From == from && change.To != code && heirs.Add(change.To)))
                open.Push(change.To);
        }

        return heirs;
    }

    /// <summary>Every area whose count lacks what rows name by a code that the boundaries of their year do not have: all that the code's area went to, and, where it is
    /// one of later boundaries, all that it came of with all that these went to.</summary>
    /// <param name="code">That rows name.</param>
    /// <param name="year">Of the rows.</param>
    public IReadOnlySet<string> LackingWithout(string code, int year)
    {
        var lacking = HeirsOf(code).ToHashSet(StringComparer.Ordinal);
        // A code that neither went anywhere nor comes later: the boundaries that have it came after the year that the table gives.
        var after = lacking.Count > 0 || Changes.Any(change => change.To == code && change.FromYear > year) ? year : int.MinValue;
        var (earlier, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>([code]));
        while (open.TryPop(out var to))
        {
            foreach (var change in Changes.Where(change => change.To == to && change.From != code && change.FromYear > after && earlier.Add(change.From)))
            {
                lacking.Add(change.From);
                lacking.UnionWith(HeirsOf(change.From));
                open.Push(change.From);
            }
        }

        return lacking;
    }

    /// <summary>Changes between a year and a later one.</summary>
    private IEnumerable<IGrouping<int, CodeChange>> Between(int year, int later) =>
        Changes.Where(change => change.FromYear > year && change.FromYear <= later).GroupBy(change => change.FromYear);

    /// <summary>Areas of the later year that the explicit changes tell of: true where the earlier year can be restated on them.</summary>
    /// <remarks>An area that takes a part of another whose shares are not known has no earlier series.</remarks>
    public IReadOnlyDictionary<string, bool> Targets(int year, int later)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var step in Between(year, later))
        {
            var parts = step.GroupBy(change => change.From, StringComparer.Ordinal)
                .Select(part => (part.Key, Known: part.All(change => change.Share is not null) && known.GetValueOrDefault(part.Key, true), Changes: part.ToList())).ToList();
            foreach (var target in parts.SelectMany(part => part.Changes.Select(change => (change.To, part.Known))).GroupBy(target => target.To, StringComparer.Ordinal).ToList())
            {
                var ownStays = parts.TrueForAll(part => part.Key != target.Key); // what the area had before stays in it
                known[target.Key] = target.All(part => part.Known) && (!ownStays || known.GetValueOrDefault(target.Key, true));
            }
        }

        return known;
    }

    /// <summary>The areas of a later year that <see cref="Restate(IReadOnlyDictionary{string, int}, int, int)"/> puts an area's numbers on.</summary>
    /// <returns>The area itself where nothing has changed, or its shares are not known.</returns>
    public IReadOnlySet<string> CarriedTo(string code, int year, int later)
    {
        HashSet<string> now = new([code], StringComparer.Ordinal);
        foreach (var step in Between(year, later))
        {
            var changed = step.ToLookup(change => change.From, StringComparer.Ordinal);
            now = now.SelectMany(part => changed[part].Any() && changed[part].All(change => change.Share is not null) ? changed[part].Select(change => change.To) : [part])
                .ToHashSet(StringComparer.Ordinal);
        }

        return now;
    }

    /// <summary>Bydeler (two digits) that gave a part with a known share to another or got one between a year and a later one: their sums are restated.</summary>
    public IReadOnlySet<string> ExchangingBydeler(int year, int later) => Between(year, later).SelectMany(step => step)
        .Where(change => change.Share is not null && change.From[..2] != change.To[..2])
        .SelectMany(change => new[] { change.From[..2], change.To[..2] }).ToHashSet(StringComparer.Ordinal);

    /// <summary>Restates whole numbers of one year on the areas of a later one. Nothing is lost: a part that is split sums to what it was.</summary>
    /// <param name="values">By code, 0 or more. An area whose shares are not known keeps its own code.</param>
    /// <remarks>Parts are rounded by the largest remainder (Hamilton's method), ties by code.</remarks>
    public IReadOnlyDictionary<string, int> Restate(IReadOnlyDictionary<string, int> values, int year, int later) =>
        Restate(values.ToDictionary(pair => pair.Key, IReadOnlyList<int> (pair) => [pair.Value], StringComparer.Ordinal), year, later)
            .ToDictionary(pair => pair.Key, pair => pair.Value[0], StringComparer.Ordinal);

    /// <summary>Restates sums with what they consist of: the sum is rounded, and its terms are shared within the parts, so that many small
    /// terms do not all fall to the larger part.</summary>
    /// <param name="values">Terms by code, 0 or more, as many for each. An area whose shares are not known keeps its own code.</param>
    /// <returns>Terms by code. Each part's sum is the largest remainder's of the whole sum; each term sums to what it was.</returns>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> Restate(IReadOnlyDictionary<string, IReadOnlyList<int>> values, int year, int later)
    {
        var now = values;
        foreach (var step in Between(year, later))
        {
            var next = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
            var changed = step.GroupBy(change => change.From, StringComparer.Ordinal)
                .Where(part => part.All(change => change.Share is not null)).ToDictionary(part => part.Key, part => part.OrderBy(change => change.To, StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
            foreach (var (code, terms) in now.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                if (!changed.TryGetValue(code, out var parts))
                {
                    Add(code, terms);
                    continue;
                }

                var split = Apportionment.Split(terms, parts.ConvertAll(part => part.Share!.Value));
                for (var at = 0; at < parts.Count; at++)
                    Add(parts[at].To, split[at]);
            }

            now = next;

            void Add(string code, IReadOnlyList<int> terms) => next[code] = next.TryGetValue(code, out var there) ? [.. there.Zip(terms, (a, b) => a + b)] : terms;
        }

        return now;
    }
}
