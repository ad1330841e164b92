namespace PRIOslo.Bomiljo.Incidents;

/// <summary>What a source is called in bokmål and in English, as its mapping gives it.</summary>
public sealed record SourceName(string Nb, string En);
