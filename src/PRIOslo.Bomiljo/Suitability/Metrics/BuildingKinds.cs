namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>What a building is used for; one bit each, so that a wanted set is one value. One for something else that holds flats is residential too.</summary>
[Flags]
public enum BuildingKinds : byte
{
    None = 0,
    Residential = 1,
    Business = 2,
    School = 4,

    /// <summary>Garages, sheds and the like: never counted among buildings.</summary>
    Outbuilding = 8,
    Other = 16,

    /// <summary>Set beside the use on buildings of a built-up area (see <see cref="BuiltUpArea"/>).</summary>
    BuiltUp = 32,

    AllButOutbuildings = Residential | Business | School | Other,
}
