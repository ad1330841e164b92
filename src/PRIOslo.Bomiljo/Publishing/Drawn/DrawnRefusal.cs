using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Drawn;

/// <summary>Why a request for a drawn area is not taken, in words.</summary>
internal static class DrawnRefusal
{
    /// <param name="refusal">As the database names it.</param>
    /// <param name="year">That was asked for.</param>
    /// <param name="place">The delbydel that was cut before; else null.</param>
    public static ProblemException Of(string refusal, int year, string? place)
    {
        const string area = "the drawn area";
        return refusal switch
        {
            "not-decided" => new(ProblemCode.NotMeasured, $"year {year}", "the year is not out by decision.", $"Run `bomiljo measure publish {year}`."),
            "outside" => new(ProblemCode.DrawnOutside, area, "it touches no delbydel.", "Draw it inside the city."),
            "too-small" => new(ProblemCode.DrawnTooSmall, area, "fewer than 500 people live in it; parts of delbydeler with fewer are left out.",
                "Draw a larger one."),
            "cut-before" => new(ProblemCode.DrawnCutBefore, $"delbydel {place}", "another drawn area of the year cuts it; two cuts would give the difference away.",
                "Draw around it, or take all of it in."),
            "other-version" => new(ProblemCode.DrawnOtherVersion, $"year {year}",
                "earlier drawn areas rest on a version that has been corrected since; the difference would tell.", "Use whole delbydeler."),
            "invalid" => new(ProblemCode.DrawnInvalid, area, "its lines cross, or it has more than 2,000 corners.", "Draw it more simply."),
            "too-many" => new(ProblemCode.DrawnTooMany, area, "ten areas a person are answered in 24 hours.", "Ask tomorrow."),
            "busy" => new(ProblemCode.DrawnBusy, $"year {year}", "the year is being measured or published.", "Ask again in a minute."),
            _ => throw new InvalidOperationException($"The database refuses with {refusal}."),
        };
    }
}
