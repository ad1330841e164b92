namespace PRIOslo.Bomiljo.Geography;

/// <summary>Where a point or a stated area lies in one boundary vintage.</summary>
/// <param name="Outcome">Placed in a delbydel, inside the municipality but in none, or outside it.</param>
/// <param name="Method">What decided it.</param>
/// <param name="Delbydel"><c>default</c> unless placed.</param>
public readonly record struct Placement(PlacementOutcome Outcome, PlacementMethod Method, DelbydelCode Delbydel)
{
    public static readonly Placement Unplaced = new(PlacementOutcome.Unplaced, PlacementMethod.None, default);
    public static readonly Placement Outside = new(PlacementOutcome.Outside, PlacementMethod.None, default);

    public static Placement In(DelbydelCode delbydel, PlacementMethod method) => new(PlacementOutcome.Placed, method, delbydel);
}

public enum PlacementOutcome : byte
{
    Unplaced,
    Placed,
    Outside,
}

public enum PlacementMethod : byte
{
    None,

    /// <summary>In the area's polygon or on its border.</summary>
    Polygon,

    /// <summary>In no polygon, but within ten metres of one.</summary>
    Sliver,

    /// <summary>In the layer of its own for Sentrum.</summary>
    Sentrum,

    /// <summary>In the layer of its own for Marka.</summary>
    Marka,

    /// <summary>The source itself states the delbydel, or one that the table of changed areas carries over to it wholly.</summary>
    AreaCode,

    /// <summary>The source states an area of which the delbydel holds at least half.</summary>
    AreaShare,
}
