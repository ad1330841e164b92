namespace PRIOslo.Bomiljo.Geography.Addresses;

/// <summary>How an address was found in the register.</summary>
public enum GeocodeMethod : byte
{
    /// <summary>Not found, or more than one address could be meant.</summary>
    Failed,

    /// <summary>Street, number and letter stand in the register as written; letter case does not matter.</summary>
    Exact,

    /// <summary>The same after spellings were made alike, or with a small difference in the house's letter.</summary>
    Normalised,

    /// <summary>The street's name differs by one or two letters.</summary>
    Fuzzy,

    /// <summary>The street is known, the house is not: the address nearest the middle of the street's addresses.</summary>
    Street,
}

/// <summary>What the register says to an address.</summary>
/// <param name="Method">How it was found; <see cref="GeocodeMethod.Failed"/> for <c>default</c>.</param>
/// <param name="Confidence">0 to 1; <see cref="GeocodeConfidence"/> tells how it is computed.</param>
/// <param name="Address">Which address of the book; meaningless where none was found.</param>
public readonly record struct Geocoded(GeocodeMethod Method, double Confidence, int Address);

/// <summary>
/// How sure a match is, as a product of three factors: how the street was found, what the postcode says, and how well the house
/// fits. The factors are judgements, not probabilities: they put matches in an order, for a threshold per source to cut.
/// </summary>
public static class GeocodeConfidence
{
    public const double Exact = 1;

    public const double Normalised = 0.98;

    /// <summary>A lost letter («?») could be any.</summary>
    public const double AnyLetter = 0.95;

    /// <summary>The house is not known; times the factor of the street.</summary>
    public const double StreetMiddle = 0.4;

    /// <summary>No postcode, but only one address of the register fits.</summary>
    public const double NoPostcode = 0.98;

    /// <summary>The postcode is another one, but only one address of the register fits.</summary>
    public const double OtherPostcode = 0.8;

    /// <summary>The register knows neither the postcode nor the place, of which one is given: perhaps another municipality.</summary>
    public const double UnknownPlace = 0.45;

    /// <summary>Without a letter, where the register has the number with letters only: the first of them.</summary>
    public const double FirstLetter = 0.95;

    /// <summary>The end of «12-14», where the register has no 12.</summary>
    public const double RangeEnd = 0.9;

    /// <summary>With a letter, where the register has the number without one only.</summary>
    public const double LetterLeftOut = 0.75;

    /// <summary>A street's name that differs: 0.95, less the share of its letters that had to be changed.</summary>
    public static double Fuzzy(int distance, int letters) => 0.95 - ((double)distance / Math.Max(letters, 1));
}
