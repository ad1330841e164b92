using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Geography.Addresses;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Counts outcomes while a file is read.</summary>
internal sealed class Tally
{
    private readonly Dictionary<string, int> _ignoredByReason = new(StringComparer.Ordinal);
    private readonly int[] _placements = new int[3];
    private readonly int[] _geocoded = new int[5];

    public int Read { get; private set; }

    public int Accepted { get; private set; }

    public int Duplicate { get; private set; }

    public int Ignored { get; private set; }

    public int Merged { get; private set; }

    /// <summary>Duplicates of rows that earlier deliveries brought.</summary>
    public int AlreadyIn { get; private set; }

    /// <summary>What of those may be other rows under the same numbers.</summary>
    public ReusedIds ReusedIds { get; } = new();

    /// <summary>Accepted incidents by category and month.</summary>
    public MonthlyCounts Months { get; } = new();

    public long Incidents { get; private set; }

    /// <summary>Accepted rows in a delbydel.</summary>
    public int Placed => _placements[(int)PlacementOutcome.Placed];

    public DateOnly? FirstDay { get; private set; }

    public DateOnly? LastDay { get; private set; }

    /// <summary>First day of accepted rows and of those that are in already.</summary>
    public DateOnly? FirstKnownDay { get; private set; }

    /// <summary>Last day of accepted rows and of those that are in already.</summary>
    public DateOnly? LastKnownDay { get; private set; }

    public List<Rejected> Rejections { get; } = [];

    /// <summary>Lines of accepted rows whose date, place and category an earlier row of the file has with another count.</summary>
    public List<int> FurtherCounts { get; } = [];

    public void Add(RowOutcome outcome, Placement placement)
    {
        Read++;
        switch (outcome)
        {
            case Accepted accepted:
                Accepted++;
                if (accepted.IsFurtherCount)
                    FurtherCounts.Add(accepted.Line);
                Incidents += accepted.Incident.Count;
                _placements[(int)placement.Outcome]++;
                if (accepted.Incident.Position.Method is { } method)
                    _geocoded[(int)method]++;
                var day = OsloTime.DayOf(accepted.Incident.OccurredAt);
                FirstDay = FirstDay is { } first && first < day ? first : day;
                var lastDay = accepted.Incident.LastDay;
                LastDay = LastDay is { } last && last > lastDay ? last : lastDay;
                Months.Add(accepted.Incident.Category, day.Year, day.Month, accepted.Incident.Count);
                Know(day);
                Know(lastDay);
                break;
            case Rejected rejected:
                Rejections.Add(rejected);
                break;
            case Ignored ignored:
                Ignored++;
                _ignoredByReason[ignored.Reason] = _ignoredByReason.GetValueOrDefault(ignored.Reason) + 1;
                break;
            case Import.Duplicate duplicate:
                Duplicate++;
                if (duplicate.FirstIn is { } instant)
                {
                    AlreadyIn++;
                    ReusedIds.Add(duplicate.Key, instant);
                    Know(OsloTime.DayOf(instant));
                }

                break;
            case Import.Merged:
                Merged++;
                break;
            default:
                throw new InvalidOperationException($"No such outcome: {outcome.GetType().Name}.");
        }
    }

    public ImportReport ToReport(string source, string file, string sha256, int? deliveryId, bool dryRun, IReadOnlyList<ImportWarning> warnings) => new(
        source, file, sha256, Read, Accepted, Rejections.Count, Duplicate, Ignored, Merged,
        _placements[(int)PlacementOutcome.Placed], _placements[(int)PlacementOutcome.Unplaced], _placements[(int)PlacementOutcome.Outside],
        Incidents, Geocoded,
        new RejectedRows(Rejections),
        _ignoredByReason, deliveryId, AlreadyIn: false, dryRun, 0, warnings);

    /// <summary>Normalised ones count as exact: the name is the same, spelled otherwise.</summary>
    private GeocodedCounts Geocoded => new(
        _geocoded[(int)GeocodeMethod.Exact] + _geocoded[(int)GeocodeMethod.Normalised],
        _geocoded[(int)GeocodeMethod.Fuzzy], _geocoded[(int)GeocodeMethod.Street], _geocoded[(int)GeocodeMethod.Failed]);

    private void Know(DateOnly day)
    {
        FirstKnownDay = FirstKnownDay is { } first && first < day ? first : day;
        LastKnownDay = LastKnownDay is { } last && last > day ? last : day;
    }
}
