using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Stops a delivery that has personal data in a column that is read, before anything of the row is used.</summary>
public sealed class PrivacyCheck
{
    private readonly string _shownAs;
    private readonly IReadOnlyList<string> _names;
    private readonly bool[] _isNumber;

    /// <param name="mapping">Its numbers, ids and area codes may have eight digits.</param>
    /// <param name="columns">What is read.</param>
    /// <param name="shownAs">The file in messages.</param>
    public PrivacyCheck(SourceMapping mapping, MappedColumns columns, string shownAs)
    {
        _shownAs = shownAs;
        _names = columns.Names;
        var numbers = mapping.Fields().Where(pair => pair.Key != "category" && !pair.Key.StartsWith(AddressMapping.Key, StringComparison.Ordinal)).SelectMany(pair => pair.Field.ColumnsRead())
            .Select(column => column.Column).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _isNumber = [.. _names.Select(numbers.Contains)];
    }

    /// <returns>The row itself.</returns>
    /// <exception cref="ProblemException">BOM-312, with line and column, never the value.</exception>
    public RawRow Demand(RawRow row)
    {
        for (var at = 0; at < (row.Values?.Length ?? 0); at++)
        {
            var kind = PersonalData.Find(row.Values![at], _isNumber[at]);
            if (kind == PersonalDataKind.None)
                continue;
            var what = kind switch
            {
                PersonalDataKind.IdentityNumber => "a national identity number or D-number",
                PersonalDataKind.Email => "an e-mail address",
                _ => "a telephone number",
            };
            throw new ProblemException(ProblemCode.PersonalData, $"{_shownAs}, line {row.Line}, column {_names[at]}",
                $"the column holds what looks like {what}; nothing was stored.",
                "Delete the file, ask the source for a delivery without it, and report the incident as your routines say.");
        }

        return row;
    }
}
