using System.CommandLine.Parsing;
using System.Globalization;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary>Reads the number of an option: with a decimal comma or point, as in a file of sites, and never with a sign between thousands.</summary>
internal static class DecimalNumber
{
    /// <summary>For an option's <c>CustomParser</c>; what is no number becomes an error of its own (BOM-001).</summary>
    public static double Parse(ArgumentResult result)
    {
        var written = result.Tokens[0].Value.Trim();
        if (!written.Contains('.', StringComparison.Ordinal))
            written = written.Replace(',', '.');
        if (double.TryParse(written, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return number;
        result.AddError($"{(result.Parent as OptionResult)?.Option.Name}: this is not a number. Write it as 7.5 or 7,5, without a sign between thousands.");
        return double.NaN;
    }

    /// <inheritdoc cref="Parse"/>
    public static double? ParseGiven(ArgumentResult result) => Parse(result);
}
