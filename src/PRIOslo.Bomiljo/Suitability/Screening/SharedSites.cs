namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>What sites of one file have in common that they need not have.</summary>
public enum Shared
{
    /// <summary>A name: the result does not tell them apart by it.</summary>
    SameName,

    /// <summary>A place, to the last corner: they measure the same.</summary>
    SamePlace,
}

/// <summary>Sites that share a name or a place with another. Each is judged as it stands.</summary>
/// <param name="Kind">What they share.</param>
/// <param name="Sites">How many sites share theirs with at least one other.</param>
/// <param name="FirstLines">Lines (GeoJSON: feature numbers) of the first two that share one.</param>
public sealed record SharedSites(Shared Kind, int Sites, IReadOnlyList<int> FirstLines)
{
    /// <returns>One for each kind that occurs; empty where every site has a name and a place of its own.</returns>
    public static IReadOnlyList<SharedSites> Of(IReadOnlyList<Site> sites)
    {
        var places = SamePlace.FirstOfEach([.. sites.Select(site => site with { Units = null })]);
        return [.. Of(Shared.SameName, sites.GroupBy(site => site.Id, StringComparer.Ordinal)), .. Of(Shared.SamePlace, sites.Index().GroupBy(site => places[site.Index], site => site.Item))];
    }

    private static IEnumerable<SharedSites> Of<T>(Shared kind, IEnumerable<IGrouping<T, Site>> sites)
    {
        List<Site[]> shared = [.. sites.Select(group => group.ToArray()).Where(group => group.Length > 1)];
        if (shared.Count > 0)
            yield return new SharedSites(kind, shared.Sum(group => group.Length), [.. shared[0].Take(2).Select(site => site.Line)]);
    }
}
