using System.Globalization;

namespace PRIOslo.Bomiljo.Web.Language;

/// <summary>Numbers as readers see them, in the page's language: decimal comma in bokmål.</summary>
public static class Numbers
{
    /// <summary>A rate with one decimal; two below 1, so that rare events do not all read 0.</summary>
    public static string Rate(double rate) => rate.ToString(rate < 1 && rate > 0 ? "N2" : "N1", CultureInfo.CurrentCulture);

    /// <summary>Both ends with as many decimals as the upper one has.</summary>
    public static string Interval(double low, double high) => $"{End(low, high)}–{Rate(high)}";

    /// <summary>The lower end of an interval, written as its upper end is.</summary>
    public static string End(double low, double high) => low.ToString(high < 1 ? "N2" : "N1", CultureInfo.CurrentCulture);

    public static string Whole(double number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>At most two decimals, none that say nothing.</summary>
    public static string Measured(double number) => number.ToString("#,0.##", CultureInfo.CurrentCulture);

    /// <summary>For attributes that a machine reads: decimal point.</summary>
    public static string Machine(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
