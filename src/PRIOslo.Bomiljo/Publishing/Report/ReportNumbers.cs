using System.Globalization;

namespace PRIOslo.Bomiljo.Publishing.Report;

/// <summary>Numbers and days on paper. The formats are fixed here, so that the same report has the same bytes on every machine.</summary>
internal sealed class ReportNumbers(bool english)
{
    private readonly NumberFormatInfo _format = english
        ? new() { NumberDecimalSeparator = ".", NumberGroupSeparator = "," }
        : new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u00a0" };

    public string Whole(double number) => number.ToString("#,0", _format);

    /// <summary>One decimal; two below 1, so that rare events do not all read 0.</summary>
    public string Rate(double rate) => rate.ToString(rate is > 0 and < 1 ? "#,0.00" : "#,0.0", _format);

    /// <summary>Both ends with as many decimals as the upper one has.</summary>
    public string Interval(double low, double high) => $"{low.ToString(high < 1 ? "0.00" : "#,0.0", _format)}–{Rate(high)}";

    public string Limit(double limit) => limit.ToString("#,0.##", _format);

    public string Day(DateOnly day) => day.ToString(english ? "yyyy-MM-dd" : "dd.MM.yyyy", CultureInfo.InvariantCulture);
}
