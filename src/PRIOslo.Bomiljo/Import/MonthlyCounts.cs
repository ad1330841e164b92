using System.Runtime.InteropServices;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Incidents by category and month, of a delivery or of a source's history.</summary>
public sealed class MonthlyCounts
{
    private readonly Dictionary<(string Category, int Month), long> _counts = [];

    /// <param name="category">Of the taxonomy.</param>
    /// <param name="year">In Europe/Oslo.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="incidents">Added to what is there.</param>
    public void Add(string category, int year, int month, long incidents)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, (category, (year * 12) + month - 1), out _);
        sum += incidents;
    }

    /// <summary>Months since the year 0, in order, each once.</summary>
    public IReadOnlyList<int> Months => [.. _counts.Keys.Select(key => key.Month).Distinct().Order()];

    public IReadOnlyList<string> Categories => [.. _counts.Keys.Select(key => key.Category).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <param name="months">Those that are summed.</param>
    /// <param name="category">Null for all.</param>
    public long Sum(IReadOnlySet<int> months, string? category = null) =>
        _counts.Where(pair => months.Contains(pair.Key.Month) && (category is null || category == pair.Key.Category)).Sum(pair => pair.Value);
}
