using System.CommandLine.Parsing;
using System.Globalization;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary>Reads the number of an option: with a decimal comma or point, as in a file of sites, and never with a sign between thousands.</summary>
/// <remarks>For an option's <c>CustomParser</c>; what cannot be taken becomes an error of its own (BOM-001).</remarks>
internal static class DecimalNumber
{
    public static double Parse(ArgumentResult result)
    {
        var written = result.Tokens[0].Value.Trim();
        if (!written.Contains('.', StringComparison.Ordinal))
            written = written.Replace(',', '.');
        if (double.TryParse(written, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return number;
        result.AddError($"{NameOf(result)}: this is not a number. Write it as 7.5 or 7,5, without a sign between thousands.");
        return double.NaN;
    }

    /// <inheritdoc cref="Parse"/>
    public static double? ParseGiven(ArgumentResult result) => Parse(result);

    /// <summary><see cref="Parse"/> of a number of metres from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public static Func<ArgumentResult, double> Metres(double least, double most) => result =>
    {
        var metres = Parse(result);
        if (!(metres >= least && metres <= most) && !result.Errors.Any())
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{NameOf(result)} is {least} to {most} metres."));
        return metres;
    };

    private static string? NameOf(ArgumentResult result) => (result.Parent as OptionResult)?.Option.Name;
}
