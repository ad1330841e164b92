namespace PRIOslo.Bomiljo.Publishing;

/// <summary>How a cell is drawn and named.</summary>
public enum CellKind
{
    /// <summary>Has a rate and belongs to a class.</summary>
    Shown,

    /// <summary>Hidden to protect people.</summary>
    Hidden,

    /// <summary>Nobody lives there, or the residents are not known: a count but no rate.</summary>
    NoResidents,
}

public static class CellKinds
{
    public static CellKind Kind(this PublishedFigure figure) =>
        figure.Suppressed ? CellKind.Hidden
        : figure.Rate is null ? CellKind.NoResidents
        : CellKind.Shown;
}
