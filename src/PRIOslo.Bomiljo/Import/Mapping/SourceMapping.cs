using System.Text.Json.Serialization;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>How one source's deliveries are read: the content of <c>importers/*/source.json</c>.</summary>
/// <param name="Source">The source's code, the same as its folder's name.</param>
/// <param name="Version">Raised when the mapping changes what comes out.</param>
/// <param name="Name">The source's name, for people.</param>
/// <param name="LegalBasis">What allows the city to process the delivery.</param>
/// <param name="RetentionMonths">How long raw incidents are kept after their year is frozen.</param>
/// <param name="File">The shape of the file.</param>
/// <param name="Epsg">The coordinate system of east and north.</param>
/// <param name="Keep">Rows that fail one of these are ignored, with its reason.</param>
/// <param name="Id">The source's own id of the row; without it rows are told apart by their content.</param>
/// <param name="GroupBy">What several rows of one incident share; the earliest is accepted, the others are merged into it.</param>
/// <param name="OccurredAt">When it happened, or the start of the period that a count covers.</param>
/// <param name="Category">The source's own category.</param>
/// <param name="East">East or longitude.</param>
/// <param name="North">North or latitude.</param>
/// <param name="Address">Where the row tells its address, for rows without a point.</param>
/// <param name="Area">The code of an area that the source itself states.</param>
/// <param name="AreaKind">What kind of area that is.</param>
/// <param name="CellMetres">The side of a grid cell, for that kind.</param>
/// <param name="Coarsen">How much less exactly incidents are kept than they were delivered.</param>
/// <param name="Demonstration">True if <c>sample generate</c> makes deliveries of the source.</param>
/// <param name="Count">How many incidents the row stands for; 1 where not given.</param>
/// <param name="Categories">The source's category → the taxonomy's.</param>
/// <param name="Ignore">The source's category → why it is not counted.</param>
/// <param name="Schema">For editors; not used by the program.</param>
public sealed record SourceMapping(
    string Source,
    int Version,
    LocalName Name,
    string LegalBasis,
    int RetentionMonths,
    FileShape File,
    int Epsg,
    TimeMapping OccurredAt,
    FieldMapping Category,
    IReadOnlyDictionary<string, string> Categories,
    IReadOnlyDictionary<string, Reason>? Ignore = null,
    IReadOnlyList<KeepRule>? Keep = null,
    FieldMapping? Id = null,
    FieldMapping? GroupBy = null,
    FieldMapping? East = null,
    FieldMapping? North = null,
    AddressMapping? Address = null,
    FieldMapping? Area = null,
    AreaKind AreaKind = AreaKind.Delbydel,
    int CellMetres = 0,
    FieldMapping? Count = null,
    Coarsening? Coarsen = null,
    bool Demonstration = true,
    [property: JsonPropertyName("$schema")] string? Schema = null)
{
    /// <returns>Every reason for which rows are ignored, in English → in bokmål.</returns>
    public IReadOnlyDictionary<string, string> ReasonsNb()
    {
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal) { [Reason.ZeroCount.En] = Reason.ZeroCount.Nb };
        foreach (var reason in (Ignore?.Values ?? []).Concat((Keep ?? []).Select(rule => rule.Reason)))
            reasons[reason.En] = reason.Nb;
        return reasons;
    }

    /// <returns>Every field that is given, with its key.</returns>
    public IEnumerable<(FieldMapping Field, string Key)> Fields() =>
        new (FieldMapping? Field, string Key)[]
        {
            (Category, "category"), (Id, "id"), (GroupBy, "groupBy"), (East, "east"), (North, "north"), (Area, "area"), (Count, "count"),
        }
        .Concat(Address?.Fields() ?? [])
        .Where(pair => pair.Field is not null)
        .Select(pair => (pair.Field!, pair.Key));
}

/// <param name="Nb">In bokmål.</param>
/// <param name="En">In English.</param>
public sealed record LocalName(string Nb, string En);
