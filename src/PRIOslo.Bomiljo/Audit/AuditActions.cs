namespace PRIOslo.Bomiljo.Audit;

/// <summary>The names of what is put on record; stable, as reports search for them.</summary>
public static class AuditActions
{
    public const string SignIn = "sign-in";
    public const string SignOut = "sign-out";

    /// <summary>Somebody looked at single incidents.</summary>
    public const string RawLook = "incident.look";
    public const string DeliveryImport = "delivery.import";
    public const string DeliveryWithdraw = "delivery.withdraw";
    public const string RetentionRun = "retention.run";
    public const string GeodataImport = "geodata.import";
    public const string PopulationImport = "population.import";
    public const string Measure = "heatmap.measure";

    /// <summary>A source-year goes in, or is left out, by decision.</summary>
    public const string CoverageDecision = "heatmap.coverage-decision";
    public const string CoverageDecisionTakenBack = "heatmap.coverage-decision-taken-back";
    public const string SeriesBreak = "heatmap.series-break";
    public const string SeriesBreakTakenBack = "heatmap.series-break-taken-back";
    public const string EventAdd = "heatmap.event-add";
    public const string EventRemove = "heatmap.event-remove";
    public const string NoteAdd = "heatmap.note-add";
    public const string NoteRemove = "heatmap.note-remove";
    public const string Freeze = "heatmap.freeze";
    public const string Publish = "heatmap.publish";
    public const string Export = "heatmap.export";

    /// <summary>Somebody asked for the figures of an area of their own drawing; written by the database.</summary>
    public const string DrawnArea = "heatmap.area";

    /// <summary>True figures left the database.</summary>
    public const string InternalExport = "heatmap.export-internal";
    public const string ClaimKeyExport = "access.claim-key";
    public const string DatabaseBackup = "db.backup";

    /// <summary>Stands at the end of the chain that came with the backup; what the database held before is told in the detail.</summary>
    public const string DatabaseRestore = "db.restore";
    public const string ProjectAdd = "site.project-add";
    public const string SiteDecision = "site.decision";

    /// <summary>Somebody had a place judged; the subject is its delbydel, nothing finer.</summary>
    public const string SiteLook = "site.look";

    /// <summary>Somebody had many places judged; the detail counts them by delbydel.</summary>
    public const string SiteScreen = "site.screen";
    public const string RuleAdopt = "site.rule-adopt";
}
