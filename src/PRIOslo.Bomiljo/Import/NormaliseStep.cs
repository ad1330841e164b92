using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Geography.Addresses;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Import step 2 of 4 (read → normalise → place → store): one raw row in, one outcome out.</summary>
/// <remarks>
/// Knows no clock, database or log, so a sample tests it completely. It remembers which rows have been seen in the file:
/// without an id two equal events are two incidents, two equal counts are one count told twice, two different counts of the same
/// thing are both taken in and marked, and the same file again gives the same keys.
/// </remarks>
public sealed class NormaliseStep
{
    private static readonly string[] Precisions = ["minute", "day", "month", "year"]; // in the order of TimePrecision
    private readonly SourceMapping _mapping;
    private readonly DateOnly _lastDay;
    private readonly CoordinateTransform _transform;
    private readonly TimeReader _time;
    private readonly int _timePosition;
    private readonly int _categoryPosition;
    private readonly ShownCategory _shown;
    private readonly HealedCategory _healed;
    private readonly int _countPosition;
    private readonly int _areaPosition;
    private readonly (int Position, Predicate<string> Keeps, string Reason)[] _keep;
    private readonly CellText _category;
    private readonly Func<string[], AddressText>? _address;
    private readonly CellText? _id, _group, _east, _north, _area, _count;
    private readonly KeySet _seenRows = new();
    private readonly KeySet _seenKeys = new();
    private readonly Dictionary<Guid, int> _repeats = [];

    /// <param name="mapping">How the source writes.</param>
    /// <param name="columns">Where the mapped columns stand in a row.</param>
    /// <param name="lastDay">Rows after this day are rejected: a delivery cannot tell of the future.</param>
    public NormaliseStep(SourceMapping mapping, MappedColumns columns, DateOnly lastDay)
    {
        _mapping = mapping;
        _lastDay = lastDay;
        _transform = CoordinateTransform.Create(mapping.Epsg, CoordinateTransform.StorageEpsg);
        _time = new TimeReader(mapping.OccurredAt);
        _timePosition = columns.PositionOf(mapping.OccurredAt.Column);
        _countPosition = mapping.Count?.ShownColumn() is { Length: > 0 } counted ? columns.PositionOf(counted) : -1;
        _areaPosition = mapping.Area?.ShownColumn() is { Length: > 0 } stated ? columns.PositionOf(stated) : -1;
        _keep = [.. (mapping.Keep ?? []).Select(rule => (columns.PositionOf(rule.Column), rule.Compile(), rule.Reason.En))];
        _category = mapping.Category.Compile(columns.PositionOf);
        _categoryPosition = mapping.Category.ShownColumn() is { Length: > 0 } category ? columns.PositionOf(category) : -1;
        _shown = new ShownCategory(mapping);
        _healed = new HealedCategory(mapping);
        _id = mapping.Id?.Compile(columns.PositionOf);
        _group = mapping.GroupBy?.Compile(columns.PositionOf);
        _east = mapping.East?.Compile(columns.PositionOf);
        _north = mapping.North?.Compile(columns.PositionOf);
        _address = mapping.Address?.Compile(columns.PositionOf);
        _area = mapping.Area?.Compile(columns.PositionOf);
        _count = mapping.Count?.Compile(columns.PositionOf);
    }

    /// <summary>Rows so far in whose category letters that a wrong encoding lost could be told.</summary>
    public int HealedRows => _healed.Rows;

    /// <summary>Rows so far whose category a wrong encoding has probably changed.</summary>
    public int MisreadRows => _healed.MisreadRows;

    /// <returns>Accepted, Rejected, Ignored or Duplicate, never null. Rows of one group are accepted each, with the same key.</returns>
    public RowOutcome Apply(RawRow row)
    {
        if (row.Values is not { } values)
            return new Rejected(row.Line, "", ProblemCode.BadRow);

        foreach (var (position, keeps, why) in _keep)
        {
            if (!keeps(values[position]))
                return new Ignored(row.Line, why);
        }

        var written = _category(values);
        var sourceCategory = _healed.Of(written) ?? written;
        if (_mapping.Ignore?.TryGetValue(sourceCategory, out var reason) == true)
            return new Ignored(row.Line, reason.En);
        if (sourceCategory.Length == 0)
            return Reject(row, _mapping.Category, ProblemCode.MissingValue);
        if (!_mapping.Categories.TryGetValue(sourceCategory, out var category))
        {
            _healed.NoteUnmapped(sourceCategory);
            return new Rejected(row.Line, _mapping.Category.ShownColumn(), ProblemCode.CategoryNotMapped, _shown.Of(sourceCategory));
        }

        if (!_time.TryRead(values[_timePosition], out var occurredAt))
            return new Rejected(row.Line, _mapping.OccurredAt.Column, ProblemCode.BadDate);
        if (OsloTime.DayOf(occurredAt) > _lastDay)
            return new Rejected(row.Line, _mapping.OccurredAt.Column, ProblemCode.DateInFuture);

        var count = 1;
        if (_count is not null && !TryReadCount(_count(values), out count))
        {
            var told = _count(values);
            return Reject(row, _mapping.Count!, told.Length == 0 ? ProblemCode.MissingValue : HiddenCount.IsOne(told) ? ProblemCode.HiddenCount : ProblemCode.BadCount);
        }

        if (count == 0)
            return new Ignored(row.Line, Reason.ZeroCount.En);

        if (!TryReadPoint(values, out var delivered, out var point, out var wrongField))
            return Reject(row, wrongField, ProblemCode.BadCoordinate);
        var area = default(StatedArea);
        if (_area?.Invoke(values) is { Length: > 0 } code && !StatedArea.TryParse(_mapping.AreaKind, code, _mapping.CellMetres, out area))
            return Reject(row, _mapping.Area!, ProblemCode.BadAreaCode);

        var day = occurredAt;
        var precision = _mapping.OccurredAt.Precision;
        if (_mapping.Coarsen is { } coarsen)
        {
            (occurredAt, precision) = coarsen.Apply(occurredAt, precision);
            point = coarsen.Apply(point);
        }

        return TryReadKey(row.Line, Healed(values, written, sourceCategory), day, area, out var key, out var repeated) is { } other
            ? other
            : new Accepted(new Incident(row.Line, key, category, occurredAt, Precisions[(int)precision], OsloTime.YearOf(occurredAt), count, point, area))
            {
                Address = point is null ? _address?.Invoke(values) : null,
                Written = delivered,
                IsFurtherCount = repeated && _countPosition >= 0,
            };
    }

    /// <summary>The row as it would have come without the lost letters, so that a mended file's row is the same row.</summary>
    private string[] Healed(string[] values, string written, string healed)
    {
        if (written == healed || _categoryPosition < 0 || values[_categoryPosition] != written)
            return values;
        string[] mended = [.. values];
        mended[_categoryPosition] = healed;
        return mended;
    }

    private static Rejected Reject(RawRow row, FieldMapping field, ProblemCode code) => new(row.Line, field.ShownColumn(), code);

    private bool TryReadCount(string text, out int count)
    {
        var read = NumberUnit.TryRead(text, _mapping.Count!.Unit, out var value) && value is >= 0 and <= 10_000_000 && value == Math.Floor(value);
        count = read ? (int)value : 0;
        return read;
    }

    private bool TryReadPoint(string[] values, out (double, double)? written, out (double, double)? point, out FieldMapping wrongField)
    {
        written = point = null;
        wrongField = _mapping.East!;
        if (_east is null || _north is null)
            return true;
        var (east, north) = (_east(values), _north(values));
        if (east.Length == 0 && north.Length == 0)
            return true;
        if (!NumberUnit.TryRead(east, _mapping.East!.Unit, out var x))
            return false;
        wrongField = _mapping.North!;
        if (!NumberUnit.TryRead(north, _mapping.North!.Unit, out var y))
            return false;
        written = (x, y);
        var (storedX, storedY) = _transform.Apply(x, y);
        point = (storedX, storedY);
        return double.IsFinite(storedX) && double.IsFinite(storedY);
    }

    /// <returns>Null and a key, or what became of the row instead.</returns>
    private RowOutcome? TryReadKey(int line, string[] values, DateTimeOffset day, StatedArea area, out Guid key, out bool repeated)
    {
        key = default;
        repeated = false;
        var id = _id?.Invoke(values);
        if (id is { Length: 0 })
            return new Rejected(line, _mapping.Id!.ShownColumn(), ProblemCode.MissingValue);
        if (_group is not null)
        {
            var group = _group(values);
            if (group.Length == 0)
                return new Rejected(line, _mapping.GroupBy!.ShownColumn(), ProblemCode.MissingValue);
            key = Hash(group);
            return id is not null && _seenRows.Add(Hash(id)) != KeySeen.Nowhere ? new Duplicate(line) : null;
        }

        if (id is not null)
        {
            key = Hash(id);
            return null;
        }

        var known = Known(values, day, area);
        if (_countPosition >= 0 && _seenRows.Add(Hash(string.Join('\u001F', known))) != KeySeen.Nowhere)
            return new Duplicate(line);
        key = Hash(string.Join('\u001F', known.Where((_, at) => at != _countPosition)));
        repeated = _seenKeys.Add(key) != KeySeen.Nowhere;
        if (!repeated)
            return null;
        ref var repeats = ref CollectionsMarshal.GetValueRefOrAddDefault(_repeats, key, out _);
        key = Hash($"{key}/{++repeats + 1}");
        return null;
    }

    /// <summary>The mapped columns with date and area in one spelling, so that a spreadsheet which drops a leading zero makes no new row of
    /// an old one. The count is no part of the key: a corrected count must not be added to the one it corrects.</summary>
    private string[] Known(string[] values, DateTimeOffset day, StatedArea area)
    {
        string[] known = [.. values];
        known[_timePosition] = _time.Spell(values[_timePosition], day);
        if (_areaPosition >= 0 && area.Code is { } code && _area!(values) == values[_areaPosition])
            known[_areaPosition] = area.Kind == AreaKind.GridCell ? code[..code.IndexOf('/', StringComparison.Ordinal)] : code;
        return known;
    }

    /// <summary>The first 16 bytes of SHA-256: the source's own id is not kept.</summary>
    private static Guid Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> bytes = text.Length <= 256 ? stackalloc byte[text.Length * 3] : new byte[text.Length * 3];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(text, bytes)], hash);
        return new Guid(hash[..16]);
    }
}
