namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>Cells that can move together and keep every sum that the reader knows.</summary>
/// <param name="Hidden">Per arc: not shown.</param>
/// <param name="Free">Per arc: hiding it leaves the reader in doubt.</param>
/// <param name="InformedRoom">Per arc: how far it can fall to a reader who knows which hidden cells are not zero.</param>
/// <param name="PlainRoom">Per arc: how far it can fall to one who does not.</param>
internal sealed record Layer(bool[] Hidden, bool[] Free, int[] InformedRoom, int[] PlainRoom);
