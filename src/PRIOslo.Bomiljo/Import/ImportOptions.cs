namespace PRIOslo.Bomiljo.Import;

/// <summary>How a file is taken in.</summary>
/// <param name="DryRun">True does everything but store.</param>
/// <param name="Replaces">The delivery whose place the file takes; null for none.</param>
/// <param name="Beside">True takes a file's new rows in also where it looks like a corrected version of one that is in, or was replaced by one.</param>
public sealed record ImportOptions(bool DryRun = false, int? Replaces = null, bool Beside = false)
{
    /// <summary>Told every few hundred rows, from the import's own threads; null for nobody.</summary>
    public IProgress<ImportProgress>? Progress { get; init; }
}
