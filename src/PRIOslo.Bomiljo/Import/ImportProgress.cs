namespace PRIOslo.Bomiljo.Import;

/// <summary>How far a file has been taken in.</summary>
/// <param name="BytesRead">Of the file as it lies on the disk; packed bytes where it is packed.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Rows">Rows whose outcome is known.</param>
public readonly record struct ImportProgress(long BytesRead, long Bytes, int Rows);
