namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>What sites of one file have in common that they need not have.</summary>
public enum Shared
{
    /// <summary>A name, and a group or none: the result does not tell them apart.</summary>
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
        Site[][] sameName = [.. sites.GroupBy(site => site.Id, StringComparer.Ordinal).SelectMany(Confused).Where(confused => confused.Length > 1)];

        // One home that is listed for several groups lies once where it lies.
        var confused = sameName.SelectMany(some => some).ToHashSet(ReferenceEqualityComparer.Instance);
        var listed = sites.Index().DistinctBy(site => (places[site.Index], site.Item.Id, confused.Contains(site.Item) ? site.Index : -1));
        return [.. Of(Shared.SameName, sameName), .. Of(Shared.SamePlace, listed.GroupBy(site => places[site.Index], site => site.Item).Select(some => some.ToArray()))];
    }

    /// <returns>Of sites with one name those that the group does not tell apart: a site without a group of its own is judged for all.</returns>
    private static IEnumerable<Site[]> Confused(IEnumerable<Site> sites) =>
        sites.Any(site => site.Group is null) ? [[.. sites]] : sites.GroupBy(site => site.Group).Select(some => some.ToArray());

    private static IEnumerable<SharedSites> Of(Shared kind, IEnumerable<Site[]> sites)
    {
        List<Site[]> shared = [.. sites.Where(some => some.Length > 1)];
        if (shared.Count > 0)
            yield return new SharedSites(kind, shared.Sum(group => group.Length), [.. shared[0].Take(2).Select(site => site.Line)]);
    }
}
