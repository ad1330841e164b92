using System.Collections.Concurrent;
using PRIOslo.Bomiljo.Problems;
using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>Transforms points from one coordinate system to another, named by EPSG code.</summary>
/// <remarks>
/// Axes are always east (or longitude) first, then north (or latitude). ETRS89 and WGS84 are taken as the same, as
/// Kartverket does for uses coarser than a metre. NGO1948 goes over by the seven parameters of EPSG:1653 (NGO 1948 to ETRS89),
/// whose stated accuracy is 3 m: the old network has local strains that no seven parameters follow, and Kartverket's own
/// transformation by areas is not open. Against PROJ, which uses the same parameters, it agrees within 5 cm. Safe to use
/// from several threads.
/// </remarks>
public sealed class CoordinateTransform
{
    /// <summary>The system that everything is stored in: ETRS89 / UTM zone 32N, metres.</summary>
    public const int StorageEpsg = 25832;

    private static readonly ConcurrentDictionary<(int From, int To), CoordinateTransform> Known = new();
    private readonly MathTransform? _transform;

    private CoordinateTransform(MathTransform? transform) => _transform = transform;

    /// <summary>The EPSG codes that files may use.</summary>
    public static IReadOnlyList<int> KnownEpsg { get; } = [25832, 25833, 32632, 32633, 4326, 4258, 3857, 5110, 27393];

    /// <exception cref="ProblemException">BOM-504: the program does not know one of the codes.</exception>
    public static CoordinateTransform Create(int fromEpsg, int toEpsg) => Known.GetOrAdd((fromEpsg, toEpsg), static pair =>
    {
        var from = WellKnownText(pair.From);
        var to = WellKnownText(pair.To);
        if (pair.From == pair.To)
            return new CoordinateTransform(null);
        var systems = new CoordinateSystemFactory();
        return new CoordinateTransform(new CoordinateTransformationFactory()
            .CreateFromCoordinateSystems(systems.CreateFromWkt(from), systems.CreateFromWkt(to)).MathTransform);
    });

    /// <param name="x">East in metres, or longitude in degrees.</param>
    /// <param name="y">North in metres, or latitude in degrees.</param>
    /// <returns>The point in the target system; not finite where the point is beyond the projection's reach.</returns>
    public (double X, double Y) Apply(double x, double y) => _transform is null ? (x, y) : _transform.Transform(x, y);

    /// <summary>A coordinate system as text (OGC's WKT 1).</summary>
    /// <exception cref="ProblemException">BOM-504: the program does not know the code.</exception>
    public static string WellKnownText(int epsg)
    {
        using var stream = typeof(CoordinateTransform).Assembly.GetManifestResourceStream($"Geography/crs/{epsg}.wkt")
            ?? throw new ProblemException(ProblemCode.UnknownEpsg, $"EPSG:{epsg}", "the program does not know this coordinate system.",
                $"Use one of {string.Join(", ", KnownEpsg)}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
