namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Why a metric has no value.</summary>
public enum UnknownReason : byte
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>The layer has not been imported, or holds nothing of the kind that is looked for.</summary>
    LayerMissing,

    /// <summary>The site, or part of it, lies outside the municipality's outline, or the hull of its areas.</summary>
    OutsideMunicipality,

    /// <summary>The site lies within the municipality's outline, or the hull of the areas, but in none of them: fjord, or an area that is not imported.</summary>
    InNoDelbydel,

    /// <summary>No area layer tells whether the site lies in the municipality.</summary>
    NoAreas,

    /// <summary>A share of nothing: no building within the radius.</summary>
    NothingWithinRadius,

    /// <summary>The layer is there and holds none of the kind, however far one goes.</summary>
    NoneInLayer,

    /// <summary>The layer does not cover the site and the rule's radius around it.</summary>
    OutsideCoverage,

    /// <summary>The layer's areas do not reach the site, or not enough of it to decide, so that it says nothing of it.</summary>
    NothingHere,

    /// <summary>The site's file does not say.</summary>
    NotStated,

    /// <summary>Only a plot can tell, and the site is a point.</summary>
    NoPlot,

    /// <summary>It would tell where vulnerable people live, to somebody who may not know.</summary>
    Withheld,

    /// <summary>No way within <see cref="WalkingNetwork.ReachMetres"/> of the site leads to a stop.</summary>
    NoWayToStop,
}
