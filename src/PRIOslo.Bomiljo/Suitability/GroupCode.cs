using System.Diagnostics.CodeAnalysis;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Suitability;

/// <summary>A group of the matrix: «1» to «7» by level of functioning, «som-1-5» and «som-5-7» with somatic illness.</summary>
/// <remarks><c>default</c> means no group.</remarks>
public readonly record struct GroupCode : IComparable<GroupCode>
{
    private static readonly string[] Codes = ["", "1", "2", "3", "4", "5", "6", "7", "som-1-5", "som-5-7"];
    private readonly byte _number;

    private GroupCode(int number) => _number = (byte)number;

    /// <summary>The nine groups in the matrix's order.</summary>
    public static IReadOnlyList<GroupCode> All { get; } =
        [.. Enumerable.Range(1, Codes.Length - 1).Select(number => new GroupCode(number))];

    public bool IsNone => _number == 0;

    public static bool TryParse([NotNullWhen(true)] string? text, out GroupCode code)
    {
        code = default;
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
            return false;

        var number = Array.FindIndex(Codes, candidate => candidate.Equals(trimmed, StringComparison.OrdinalIgnoreCase));
        if (number < 1)
            return false;

        code = new GroupCode(number);
        return true;
    }

    /// <summary>Reads a list such as <c>3,5,som-5-7</c>.</summary>
    /// <returns>The groups in the matrix's order, each once.</returns>
    /// <exception cref="ProblemException">BOM-001: an entry is no group code.</exception>
    public static IReadOnlyList<GroupCode> ParseList(string text, string place)
    {
        var groups = new SortedSet<GroupCode>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!TryParse(part, out var group))
                throw Unknown(place);
            groups.Add(group);
        }

        return groups.Count > 0 ? [.. groups] : throw Unknown(place);
    }

    /// <returns>The code, or an empty text for <c>default</c>.</returns>
    public override string ToString() => Codes[_number];

    public int CompareTo(GroupCode other) => _number.CompareTo(other._number);

    public static bool operator <(GroupCode left, GroupCode right) => left.CompareTo(right) < 0;

    public static bool operator >(GroupCode left, GroupCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(GroupCode left, GroupCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(GroupCode left, GroupCode right) => left.CompareTo(right) >= 0;

    private static ProblemException Unknown(string place) => new(
        ProblemCode.BadArgument, place, "a group is not one of the matrix's.", "Use 1 to 7, som-1-5 or som-5-7, separated by commas.");
}
