using PRIOslo.Bomiljo.Heatmap.Surfaces;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Publishing.Bands;

/// <summary>What bands of all themes rest on, and everybody may know.</summary>
/// <param name="Grid">Cells whose centre lies in an area of the city.</param>
/// <param name="Near">Per cell, the areas of which a part lies within the reach of its centre, as places in <paramref name="Areas"/>.</param>
/// <param name="Areas">Residents by area, 0 where the number is not known.</param>
/// <param name="Residents">One point per building with dwellings, or per area where it has none.</param>
/// <param name="Addresses">Weight 1 each.</param>
public sealed record BandCity(KernelGrid Grid, IReadOnlyList<int[]> Near, IReadOnlyList<double> Areas, WeightedPoints Residents, WeightedPoints Addresses);

/// <summary>A theme's incidents of a year. Those of areas that are not told are in no way part of the bands.</summary>
/// <param name="Told">Per area: its count is shown, and is the number of its incidents.</param>
/// <param name="Points">Addresses with their incidents; whole numbers.</param>
/// <param name="Areas">The area that each point's incidents are counted in.</param>
public sealed record BandTheme(IReadOnlyList<bool> Told, WeightedPoints Points, IReadOnlyList<int> Areas);
