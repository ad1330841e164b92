using System.Text.Json;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>The codes that files use for enumerated values: the same as in JSON, such as <c>not-met</c>.</summary>
internal static class Codes
{
    public static string Of<T>(T value)
        where T : struct, Enum => Known<T>.Texts[Array.IndexOf(Known<T>.Values, value)];

    /// <exception cref="FormatException">No value has this code.</exception>
    public static T Parse<T>(string code)
        where T : struct, Enum => Array.IndexOf(Known<T>.Texts, code) is >= 0 and var found
            ? Known<T>.Values[found]
            : throw new FormatException($"No {typeof(T).Name} is called so.");

    private static class Known<T>
        where T : struct, Enum
    {
        public static readonly T[] Values = Enum.GetValues<T>();
        public static readonly string[] Texts = [.. Values.Select(value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()))];
    }
}
