using PRIOslo.Bomiljo.Geography.Addresses;

namespace PRIOslo.Bomiljo.Incidents;

/// <summary>How an incident's position is known.</summary>
public enum PositionKind : byte
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A point, as the source gives it.</summary>
    Point,

    /// <summary>The point of an address in the register.</summary>
    Address,

    /// <summary>A point of the street: the house is not known.</summary>
    Street,

    /// <summary>A square: the point, if there is one, is its centre.</summary>
    GridCell,

    /// <summary>An area that the source states.</summary>
    Area,
}

/// <summary>How an incident's position is known, and by what.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Method">How the row's address was found; null where none was looked up.</param>
/// <param name="Confidence">Of the address, 0 to 1; kept also where it was too low to place the incident.</param>
public readonly record struct IncidentPosition(PositionKind Kind, GeocodeMethod? Method = null, double Confidence = 0);
