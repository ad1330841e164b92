using System.Threading.Channels;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Reads, normalises and places on one thread while another counts and stores.</summary>
/// <param name="mapping">The source's.</param>
/// <param name="file">What is read.</param>
/// <param name="locate">Gives rows their position.</param>
/// <param name="vintages">Where incidents are placed.</param>
/// <param name="keys">Those that are in from before; those of the file are added.</param>
/// <param name="lastDay">No row may tell of a later day.</param>
internal sealed class ImportPipeline(SourceMapping mapping, DeliveryFile file, LocateStep locate, BoundaryVintages vintages, KeySet keys, DateOnly lastDay)
{
    private const int BatchRows = 512;
    private const int BatchesAhead = 8;

    /// <summary>A row on its way to the store.</summary>
    private readonly record struct Step(RowOutcome Outcome, Vintage? Vintage, Placement Placement);

    /// <summary>Rows that go together, and how much of the file had been read when they were whole.</summary>
    private readonly record struct Batch(Step[] Steps, long BytesRead);

    private readonly CoordinateCheck _coordinates = new(mapping.Epsg, file.Name, vintages.All is [.., var newest] ? newest.Locator : null);

    /// <summary>What the points of the whole file give to look at, once it is read; null for nothing.</summary>
    public ImportWarning? CoordinateWarning => _coordinates.Warning();

    /// <summary>Rows in whose category lost letters could be told, once the file is read.</summary>
    public int HealedRows { get; private set; }

    /// <summary>Rows whose category a wrong encoding has probably changed, once the file is read.</summary>
    public int MisreadRows { get; private set; }

    /// <summary>How the file was read, once it is.</summary>
    public string ReadAs { get; private set; } = "";

    /// <param name="tally">Counts every row.</param>
    /// <param name="store">Null stores nothing.</param>
    /// <param name="progress">Told after each batch; null for nobody.</param>
    public async Task RunAsync(Tally tally, StoreStep? store, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var channel = Channel.CreateBounded<Batch>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(channel.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in channel.Reader.ReadAllAsync(cancel))
            {
                foreach (var (outcome, vintage, placement) in batch.Steps)
                {
                    tally.Add(outcome, placement);
                    if (outcome is Accepted { Incident: var incident })
                        store?.Add(incident, vintage, placement);
                }

                progress?.Report(new(batch.BytesRead, file.SizeBytes, tally.Read));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        await reading;
    }

    private async Task ReadAsync(ChannelWriter<Batch> writer, CancellationToken cancel)
    {
        try
        {
            var batch = new List<Step>(BatchRows);
            using var stream = file.OpenAgain();
            foreach (var step in Steps(stream))
            {
                batch.Add(step);
                if (batch.Count < BatchRows)
                    continue;
                await writer.WriteAsync(new([.. batch], stream.Position), cancel);
                batch.Clear();
            }

            await writer.WriteAsync(new([.. batch], file.SizeBytes), cancel);
            writer.Complete();
        }
        catch (Exception failure)
        {
            writer.Complete(failure);
        }
    }

    private IEnumerable<Step> Steps(Stream stream)
    {
        var columns = new MappedColumns(mapping);
        var normalise = new NormaliseStep(mapping, columns, lastDay);
        var read = new ReadStep(mapping, columns, file.Name);
        var outcomes = read.Read(stream).Select(new PrivacyCheck(mapping, columns, file.Name).Demand).Select(normalise.Apply);
        foreach (var outcome in mapping.GroupBy is null ? outcomes : GroupStep.Apply(outcomes))
        {
            if (outcome is not Accepted { Incident: var incident } accepted)
            {
                yield return new(outcome, null, default);
            }
            else if (Seen(incident.Key) is not KeySeen.Nowhere and var seen)
            {
                yield return new(new Duplicate(outcome.Line) { FirstIn = seen == KeySeen.InAnEarlierDelivery ? incident.OccurredAt : null, Key = incident.Key }, null, default);
            }
            else
            {
                var located = locate.Apply(accepted);
                incident = located.Incident;
                var vintage = vintages.For(incident.Year);
                var placement = PlaceStep.Apply(incident.Point, incident.Area, vintage?.Locator);
                var delivered = accepted.Incident.Point;
                _coordinates.Add(accepted.Written, delivered == incident.Point ? placement : PlaceStep.Apply(delivered, default, vintage?.Locator));
                yield return new(located, vintage, placement);
            }
        }

        (ReadAs, HealedRows, MisreadRows) = (read.ReadAs, normalise.HealedRows, normalise.MisreadRows);
        _coordinates.Demand();
        file.DemandUnchanged(stream);
    }

    /// <summary>Where rows have no id of their own, or make groups, the steps before give each key once: they need not be kept here too.</summary>
    private KeySeen Seen(Guid key) => mapping.Id is not null && mapping.GroupBy is null ? keys.Add(key) : keys.Find(key);
}
