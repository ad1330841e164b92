using System.Text.Json;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>The reasons of a verdict on one line: rule ids with outcome, measured value and threshold.</summary>
internal static class ScreeningReasons
{
    /// <returns>Such as <c>shielded-nearest-dwelling not-met: 34.2 m, at-least 100 m</c>, rules separated by « | »; information is left out.</returns>
    public static string Of(GroupReport group, IFormatProvider numbers) => string.Join(
        " | ",
        group.Rules.Where(rule => rule.Role != RuleRole.Info).Select(rule => string.Create(
            numbers,
            $"{rule.Id} {Code(rule.Outcome)}: {Measured(rule, numbers)}, {Code(rule.Comparison)} {rule.Threshold} {rule.Unit}")));

    /// <summary>The code that JSON gives the same value.</summary>
    public static string Code<T>(T value) => JsonNamingPolicy.KebabCaseLower.ConvertName($"{value}");

    private static string Measured(RuleReport rule, IFormatProvider numbers) =>
        rule.Measured is { } measured
            ? string.Create(numbers, $"{measured} {rule.Unit}")
            : Code(rule.Unknown);
}
