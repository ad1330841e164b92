using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>A source's own category code that leads to a theme.</summary>
/// <param name="Source">Index of the source.</param>
/// <param name="Code">As the source writes it.</param>
/// <param name="Theme">Where the taxonomy puts it.</param>
/// <param name="Weight">Its part of all incidents, before population and risk.</param>
internal sealed record CategoryStream(int Source, string Code, string Theme, double Weight);

/// <summary>How many incidents happen where, when and of which kind; their sum is exactly what was asked for.</summary>
internal sealed class IncidentPlan
{
    /// <summary>Each theme's share of all incidents, and its growth from one year to the next as a ratio; invented.</summary>
    private static readonly Dictionary<string, (double Share, double YearlyGrowth)> Themes = new(StringComparer.Ordinal)
    {
        ["trygghet"] = (0.22, 1.02),
        ["ro-og-orden"] = (0.20, 1.01),
        ["brann"] = (0.06, 0.98),
        ["forsopling"] = (0.44, 1.04),
        ["bostabilitet"] = (0.08, 1.00),
    };

    private static readonly (double Share, double YearlyGrowth) OtherTheme = (0.05, 1.00);

    private readonly int[] _counts;
    private readonly int _areas;
    private readonly int _firstYear;

    private IncidentPlan(IReadOnlyList<CategoryStream> streams, int[] counts, int areas, int firstYear)
    {
        Streams = streams;
        _counts = counts;
        _areas = areas;
        _firstYear = firstYear;
    }

    public IReadOnlyList<CategoryStream> Streams { get; }

    /// <summary>Shares out the incidents by chance: population × rate of the theme × trend × lasting level of the area ×
    /// chance of the year × hot spots. The factors of area and year give counts more spread than Poisson.</summary>
    public static IncidentPlan Draw(SampleOptions options, IReadOnlyList<BuiltArea> areas, IReadOnlyList<SourceMapping> sources,
        Taxonomy taxonomy, IReadOnlyList<HotSpot> hotSpots)
    {
        var random = new Pcg32(options.Seed, 2);
        var streams = StreamsOf(sources, taxonomy);
        var themes = taxonomy.Themes.Select(theme => theme.Code).ToArray();
        var years = options.LastYear - options.FirstYear + 1;
        var rates = new Dictionary<(string Theme, int Year, int Area), double>();
        foreach (var theme in themes)
        {
            for (var area = 0; area < areas.Count; area++)
            {
                var level = Factor(0.3, random);
                var trend = 1.0;
                for (var year = 0; year < years; year++)
                {
                    var risk = hotSpots.Aggregate(1.0, (product, spot) => product * spot.RiskOf(theme, options.FirstYear + year, areas[area].Code));
                    rates[(theme, year, area)] = CityPlan.PeopleOf(areas[area].Area) * level * Factor(0.12, random) * trend * risk;
                    trend *= Themes.GetValueOrDefault(theme, OtherTheme).YearlyGrowth;
                }
            }
        }

        var counts = new int[years * streams.Length * areas.Count];
        var reached = new double[counts.Length];
        var sum = 0.0;
        for (var cell = 0; cell < counts.Length; cell++)
        {
            var (year, stream, area) = (cell / areas.Count / streams.Length, cell / areas.Count % streams.Length, cell % areas.Count);
            sum += streams[stream].Weight * rates[(streams[stream].Theme, year, area)];
            reached[cell] = sum;
        }

        for (var incident = 0; incident < options.Incidents; incident++)
        {
            var found = Array.BinarySearch(reached, random.NextDouble() * sum);
            counts[found >= 0 ? Math.Min(found + 1, counts.Length - 1) : Math.Min(~found, counts.Length - 1)]++;
        }

        return new IncidentPlan(streams, counts, areas.Count, options.FirstYear);
    }

    /// <returns>Incidents of one kind and year, one number an area.</returns>
    public ReadOnlySpan<int> PerArea(int year, int stream) =>
        _counts.AsSpan((((year - _firstYear) * Streams.Count) + stream) * _areas, _areas);

    /// <returns>Incidents of a theme in a year over all sources and areas.</returns>
    public long Sum(int year, string theme)
    {
        var sum = 0L;
        for (var stream = 0; stream < Streams.Count; stream++)
        {
            if (Streams[stream].Theme != theme)
                continue;
            foreach (var count in PerArea(year, stream))
                sum += count;
        }

        return sum;
    }

    private static CategoryStream[] StreamsOf(IReadOnlyList<SourceMapping> sources, Taxonomy taxonomy)
    {
        var themeOf = taxonomy.Themes.SelectMany(theme => theme.Categories, (theme, category) => (category.Code, Theme: theme.Code))
            .ToDictionary(pair => pair.Code, pair => pair.Theme, StringComparer.Ordinal);
        var raw = sources.SelectMany((mapping, source) => mapping.Categories
                .Select((pair, rank) => new CategoryStream(source, pair.Key, themeOf[pair.Value], 1.0 / (rank + 1))))
            .ToArray();
        var sums = raw.GroupBy(stream => stream.Theme, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(stream => stream.Weight), StringComparer.Ordinal);
        return Array.ConvertAll(raw, stream =>
            stream with { Weight = stream.Weight / sums[stream.Theme] * Themes.GetValueOrDefault(stream.Theme, OtherTheme).Share });
    }

    /// <summary>Mean about 1, never below 0.2.</summary>
    private static double Factor(double deviation, Pcg32 random) => Math.Max(0.2, 1 + (deviation * random.NextNormal()));
}
