namespace PRIOslo.Bomiljo.Access;

/// <summary>What a person may do; the database has a role <c>bomiljo_…</c> of each name.</summary>
public enum Role
{
    /// <summary>Reads what is published.</summary>
    Viewer,

    /// <summary>Also reads the layers of the site check, and the sites of the person's projects.</summary>
    Planner,

    /// <summary>Also reads incidents, the ledger and the true figures.</summary>
    Analyst,

    /// <summary>Takes deliveries in: reads and writes incidents and the ledger.</summary>
    Importer,
}
