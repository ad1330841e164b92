using System.Runtime.InteropServices;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Geography.Addresses;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Accepted rows that wait for the file's end, by incident, in about 150 bytes each.</summary>
internal sealed class HeldRows
{
    private const int PageRows = 1_024; // pages, so that growth never needs old and new table together
    private readonly Dictionary<Guid, int> _places = [];
    private readonly List<Row[]> _pages = [];

    /// <summary>What an <see cref="Accepted"/> says, without objects of its own.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(
        Guid Key, int Line, int Count, long UtcTicks, short OffsetMinutes, string Category, string Precision, (double East, double North) Point, (double East, double North) Written,
        bool HasPoint, AreaKind AreaKind, string? AreaCode, AddressText? Address)
    {
        public static Row Of(Accepted row) => new(
            row.Incident.Key, row.Line, row.Incident.Count, row.Incident.OccurredAt.UtcTicks, (short)row.Incident.OccurredAt.TotalOffsetMinutes, row.Incident.Category, row.Incident.Precision,
            row.Incident.Point.GetValueOrDefault(), row.Written.GetValueOrDefault(), row.Incident.Point is not null, row.Incident.Area.Kind, row.Incident.Area.Code, row.Address);

        public Accepted ToAccepted()
        {
            var at = new DateTimeOffset(UtcTicks, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(OffsetMinutes));
            return new(new Incident(Line, Key, Category, at, Precision, OsloTime.YearOf(at), Count, HasPoint ? Point : null, new(AreaKind, AreaCode)))
            {
                Address = Address,
                Written = HasPoint ? Written : null,
            };
        }
    }

    /// <summary>Holds the row if it is the first of its incident, or earlier than the one that is held; of two at one time the first stays.</summary>
    /// <returns>The line of the row that gives way: its own or that of the one before; null where it is the first.</returns>
    public int? Hold(Accepted row)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, row.Incident.Key, out var isKnown);
        if (!isKnown)
        {
            place = _places.Count - 1;
            if (place % PageRows == 0)
                _pages.Add(new Row[PageRows]);
        }

        ref var held = ref _pages[place / PageRows][place % PageRows];
        if (isKnown && row.Incident.OccurredAt.UtcTicks >= held.UtcTicks)
            return row.Line;
        var before = isKnown ? held.Line : (int?)null;
        held = Row.Of(row);
        return before;
    }

    /// <returns>One row of each incident, by line.</returns>
    public IEnumerable<Accepted> InOrder()
    {
        var lines = new int[_places.Count];
        var places = new int[_places.Count];
        for (var place = 0; place < places.Length; place++)
            (lines[place], places[place]) = (_pages[place / PageRows][place % PageRows].Line, place);
        Array.Sort(lines, places);
        foreach (var place in places)
            yield return _pages[place / PageRows][place % PageRows].ToAccepted();
    }
}
