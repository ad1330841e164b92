using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>What a synthetic city is made from. The same options give the same bytes.</summary>
public sealed record SampleOptions
{
    /// <summary>Defaults to 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>True incidents in the city over all sources and years; faulty, ignored, duplicate and outside rows come on
    /// top. 1 to 100,000,000, defaults to 60,000.</summary>
    public int Incidents { get; init; } = 60_000;

    public int FirstYear { get; init; } = 2020;

    /// <summary>Included.</summary>
    public int LastYear { get; init; } = 2024;

    /// <summary>Building footprints. 1,000 to 2,000,000, defaults to 60,000.</summary>
    public int Buildings { get; init; } = 60_000;

    /// <summary>Every folder in it with a <c>source.json</c> gets deliveries in the shape of its <c>sample.csv</c>.</summary>
    public required string ImportersFolder { get; init; }

    /// <summary>Holds <c>oslo/delbydeler.csv</c> and <c>oslo/population.csv</c>.</summary>
    public required string GeodataFolder { get; init; }

    /// <exception cref="ProblemException">BOM-001: a number is out of its range.</exception>
    public void Check()
    {
        Require(Incidents is >= 1 and <= 100_000_000, "--incidents", "Give a number from 1 to 100000000.");
        Require(Buildings is >= 1_000 and <= 2_000_000, "--buildings", "Give a number from 1000 to 2000000.");
        Require(FirstYear is >= 1950 and <= 2100 && LastYear is >= 1950 and <= 2100 && FirstYear <= LastYear, "--years",
            "Give a year or FROM-TO, as in 2020-2024.");
    }

    private static void Require(bool holds, string option, string remedy)
    {
        if (!holds)
            throw new ProblemException(ProblemCode.BadArgument, option, "the value is out of range.", remedy);
    }
}

/// <summary>A file that was written.</summary>
/// <param name="File">Its name within the folder.</param>
/// <param name="Kind">delivery, building, address, school, kindergarten, business, sites, population or truth.</param>
/// <param name="Rows">Rows or features, without headers.</param>
public sealed record SampleFile(string File, string Kind, long Rows);
