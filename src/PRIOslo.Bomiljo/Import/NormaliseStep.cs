using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Import step 2 of 4 (read → normalise → place → store): one raw row in, one outcome out.</summary>
/// <remarks>
/// Knows no clock, database or log, so a sample tests it completely. It remembers which rows without an id have been seen in
/// the file: two equal events are two incidents, two equal counts are one count told twice, and the same file again gives the
/// same keys.
/// </remarks>
/// <param name="mapping">How the source writes.</param>
/// <param name="columns">Where the mapped columns stand in a row.</param>
/// <param name="lastDay">Rows after this day are rejected: a delivery cannot tell of the future.</param>
public sealed class NormaliseStep(SourceMapping mapping, MappedColumns columns, DateOnly lastDay)
{
    private const int LongestCategoryShown = 60;
    private readonly CoordinateTransform _transform = CoordinateTransform.Create(mapping.Epsg, CoordinateTransform.StorageEpsg);
    private readonly Dictionary<Guid, int> _seenWithoutId = [];
    private readonly HashSet<Guid> _countsSeen = [];
    private readonly string[] _formats = [.. mapping.OccurredAt.Formats];
    private readonly string _precision = mapping.OccurredAt.Precision.ToString().ToLowerInvariant();

    /// <returns>Accepted, Rejected or Ignored, never null.</returns>
    public RowOutcome Apply(RawRow row)
    {
        if (row.Values is null)
            return new Rejected(row.Line, "", ProblemCode.BadRow);

        foreach (var rule in mapping.Keep ?? [])
        {
            if (!rule.Values.Contains(row.Values[columns.PositionOf(rule.Column)]))
                return new Ignored(row.Line, rule.Reason);
        }

        var sourceCategory = Text(row, mapping.Category);
        if (mapping.Ignore?.TryGetValue(sourceCategory, out var reason) == true)
            return new Ignored(row.Line, reason);
        if (sourceCategory.Length == 0)
            return Reject(row, mapping.Category, ProblemCode.MissingValue);
        if (!mapping.Categories.TryGetValue(sourceCategory, out var category))
            return new Rejected(row.Line, mapping.Category.Column ?? "", ProblemCode.CategoryNotMapped, ShownCategory(sourceCategory));

        if (!TryReadTime(row, out var occurredAt))
            return new Rejected(row.Line, mapping.OccurredAt.Column, ProblemCode.BadDate);
        if (OsloTime.DayOf(occurredAt) > lastDay)
            return new Rejected(row.Line, mapping.OccurredAt.Column, ProblemCode.DateInFuture);

        var count = 1;
        if (mapping.Count is not null && !NumberReader.TryReadCount(Text(row, mapping.Count), out count))
            return Reject(row, mapping.Count, ProblemCode.BadCount);
        if (count == 0)
            return new Ignored(row.Line, "a count of zero");

        if (!TryReadPoint(row, out var point, out var wrongField))
            return Reject(row, wrongField, ProblemCode.BadCoordinate);
        var area = default(DelbydelCode);
        if (mapping.Area is not null && Text(row, mapping.Area) is { Length: > 0 } code && !DelbydelCode.TryParse(code, out area))
            return Reject(row, mapping.Area, ProblemCode.BadAreaCode);

        if (mapping.Id is null)
        {
            if (mapping.Count?.Column is not null && !_countsSeen.Add(Hash(string.Join('\u001F', row.Values))))
                return new Duplicate(row.Line);
        }
        else if (Text(row, mapping.Id).Length == 0)
        {
            return Reject(row, mapping.Id, ProblemCode.MissingValue);
        }

        var key = mapping.Id is null ? KeyWithoutId(row) : Hash(Text(row, mapping.Id));
        return new Accepted(new Incident(row.Line, key, category, occurredAt, _precision, OsloTime.YearOf(occurredAt), count, point, area));
    }

    private string Text(RawRow row, FieldMapping field) => field.Constant ?? row.Values![columns.PositionOf(field.Column!)];

    private static Rejected Reject(RawRow row, FieldMapping field, ProblemCode code) => new(row.Line, field.Column ?? "", code);

    private bool TryReadTime(RawRow row, out DateTimeOffset occurredAt)
    {
        var read = DateTime.TryParseExact(row.Values![columns.PositionOf(mapping.OccurredAt.Column)], _formats,
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) && clock.Year >= 1950;
        occurredAt = read ? OsloTime.ToInstant(clock) : default;
        return read;
    }

    private bool TryReadPoint(RawRow row, out (double, double)? point, out FieldMapping wrongField)
    {
        point = null;
        wrongField = mapping.East!;
        if (mapping.East is null || mapping.North is null)
            return true;
        var (east, north) = (Text(row, mapping.East), Text(row, mapping.North));
        if (east.Length == 0 && north.Length == 0)
            return true;
        if (!NumberReader.TryRead(east, out var x))
            return false;
        wrongField = mapping.North;
        if (!NumberReader.TryRead(north, out var y))
            return false;
        var (storedX, storedY) = _transform.Apply(x, y);
        point = (storedX, storedY);
        return double.IsFinite(storedX) && double.IsFinite(storedY);
    }

    /// <summary>Of all mapped columns but the count: a corrected count must not be added to the one it corrects.</summary>
    private Guid KeyWithoutId(RawRow row)
    {
        var count = mapping.Count?.Column is { } column ? columns.PositionOf(column) : -1;
        var key = Hash(string.Join('\u001F', row.Values!.Where((_, at) => at != count)));
        ref var seen = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_seenWithoutId, key, out _);
        return ++seen == 1 ? key : Hash($"{key}/{seen}");
    }

    /// <summary>The first 16 bytes of SHA-256: the source's own id is not kept.</summary>
    private static Guid Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return new Guid(hash[..16]);
    }

    /// <summary>A code is short and holds no long number; anything else in the category's column may be about a person.</summary>
    private static string? ShownCategory(string text) =>
        text.Length <= LongestCategoryShown && text.Count(char.IsAsciiDigit) <= 4 && !text.Contains('@', StringComparison.Ordinal)
        && !text.Any(char.IsControl) ? text : null;
}
