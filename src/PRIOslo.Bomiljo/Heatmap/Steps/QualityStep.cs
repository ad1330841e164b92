using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Heatmap.Steps;

/// <summary>What a number cannot show; shares are 0–1, null where nothing is known.</summary>
/// <param name="Dominance">The largest single point's share of the incidents that have a point.</param>
/// <param name="SharePublic">Reported by the public, of the incidents whose source tells who reports: a rise may be more reporting.</param>
/// <param name="SharePoint">Position known by a point or an address.</param>
/// <param name="ShareStreet">Position known by a street.</param>
/// <param name="ShareArea">Position known by an area or a grid cell alone.</param>
public sealed record DataQuality(double? Dominance, double? SharePublic, double? SharePoint, double? ShareStreet, double? ShareArea)
{
    public static DataQuality Unknown { get; } = new(null, null, null, null, null);
}

/// <summary>Step 8: beside each figure what it cannot show.</summary>
internal static class QualityStep
{
    public static List<Figure> Add(List<Figure> figures, MeasurementData data, MeasurementParameters parameters, string theme)
    {
        var points = data.Points.Where(point => point.Theme == theme).ToList();
        var sources = data.Sources.Where(source => theme == Taxonomy.Total || source.Theme == theme).ToList();
        var largest = new Dictionary<(string Level, string Area), (int Largest, int WithPoint)>();
        foreach (var point in points)
        {
            foreach (var key in Keys(point.Delbydel))
            {
                var (most, all) = largest.GetValueOrDefault(key);
                largest[key] = (Math.Max(most, point.Largest), all + point.WithPoint);
            }
        }

        var sums = new Dictionary<(string Level, string Area), Sum>();
        foreach (var source in sources)
        {
            var reporter = parameters.ReportedBy.TryGetValue(source.Source, out var known) ? known : (Reporter?)null;
            foreach (var key in Keys(source.Delbydel))
            {
                sums[key] = sums.GetValueOrDefault(key) + new Sum(
                    source.Incidents, source.ByPoint, source.ByStreet, reporter is null ? 0 : source.Incidents, reporter == Reporter.Public ? source.Incidents : 0);
            }
        }

        return figures.ConvertAll(figure =>
        {
            var key = (figure.Area.Level, figure.Area.Code);
            var sum = sums.GetValueOrDefault(key);
            return figure with
            {
                Quality = new(
                    largest.TryGetValue(key, out var point) ? Share(point.Largest, point.WithPoint) : null,
                    Share(sum.Public, sum.ReporterKnown), Share(sum.ByPoint, sum.All), Share(sum.ByStreet, sum.All),
                    Share(sum.All - sum.ByPoint - sum.ByStreet, sum.All)),
            };
        });
    }

    private static (string Level, string Area)[] Keys(string delbydel) => [(Level.Delbydel, delbydel), (Level.Bydel, delbydel[..2]), (Level.City, Level.CityCode)];

    private static double? Share(int part, int whole) => whole == 0 ? null : part / (double)whole;

    private readonly record struct Sum(int All, int ByPoint, int ByStreet, int ReporterKnown, int Public)
    {
        public static Sum operator +(Sum one, Sum other) => new(
            one.All + other.All, one.ByPoint + other.ByPoint, one.ByStreet + other.ByStreet, one.ReporterKnown + other.ReporterKnown, one.Public + other.Public);
    }
}
