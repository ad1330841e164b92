using System.Globalization;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary>The parameter <c>bbox</c>: lower and upper corner, in the order of the axes of <c>bbox-crs</c> (17-069r4, 7.15.3).</summary>
internal static class BoundingBox
{
    private const string Parameter = "bbox";

    /// <param name="text">Four numbers, or six with heights, which the areas do not have; null for none.</param>
    /// <param name="crs">Of the numbers.</param>
    /// <returns>West, south, east, north; west &gt; east where it crosses the antimeridian.</returns>
    /// <exception cref="ProblemException">BOM-821: not as above, or upside down.</exception>
    public static double[]? Parse(string? text, Crs crs)
    {
        if (text is null)
            return null;
        var numbers = text.Split(',').Select(Number).ToArray();
        double[] box = numbers.Length switch
        {
            4 => numbers,
            6 => [numbers[0], numbers[1], numbers[3], numbers[4]],
            _ => throw Wrong(),
        };
        if (crs.LatitudeFirst)
            box = [box[1], box[0], box[3], box[2]];
        return box[1] <= box[3] && (crs.IsGeographic || box[0] <= box[2]) ? box : throw Wrong();
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw Wrong();

    private static ProblemException Wrong() => ServiceProblems.BadParameter(Parameter, "these are not four numbers, lower corner first.",
        "Write them with commas between and full stops as decimal points, in the order of the axes of bbox-crs.");
}
