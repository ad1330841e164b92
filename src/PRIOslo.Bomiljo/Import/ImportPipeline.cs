using System.Threading.Channels;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Reads, normalises and places on one thread while another counts and stores.</summary>
/// <param name="mapping">The source's.</param>
/// <param name="file">What is read.</param>
/// <param name="locate">Gives rows their position.</param>
/// <param name="vintages">Where incidents are placed.</param>
/// <param name="known">Keys that are in from before.</param>
/// <param name="lastDay">No row may tell of a later day.</param>
internal sealed class ImportPipeline(SourceMapping mapping, DeliveryFile file, LocateStep locate, BoundaryVintages vintages, HashSet<Guid> known, DateOnly lastDay)
{
    private const int BatchRows = 2_048;
    private const int BatchesAhead = 8;

    /// <summary>A row on its way to the store.</summary>
    private readonly record struct Step(RowOutcome Outcome, Vintage? Vintage, Placement Placement);

    /// <param name="tally">Counts every row.</param>
    /// <param name="store">Null stores nothing.</param>
    public async Task RunAsync(Tally tally, StoreStep? store, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var channel = Channel.CreateBounded<Step[]>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(channel.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in channel.Reader.ReadAllAsync(cancel))
            {
                foreach (var (outcome, vintage, placement) in batch)
                {
                    tally.Add(outcome, placement);
                    if (outcome is Accepted { Incident: var incident })
                        store?.Add(incident, vintage, placement);
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        await reading;
    }

    private async Task ReadAsync(ChannelWriter<Step[]> writer, CancellationToken cancel)
    {
        try
        {
            var batch = new List<Step>(BatchRows);
            foreach (var step in Steps())
            {
                batch.Add(step);
                if (batch.Count < BatchRows)
                    continue;
                await writer.WriteAsync([.. batch], cancel);
                batch.Clear();
            }

            await writer.WriteAsync([.. batch], cancel);
            writer.Complete();
        }
        catch (Exception failure)
        {
            writer.Complete(failure);
        }
    }

    private IEnumerable<Step> Steps()
    {
        var columns = new MappedColumns(mapping);
        var normalise = new NormaliseStep(mapping, columns, lastDay);
        var check = new CoordinateCheck(mapping.Epsg, file.Name, vintages.All is [.., var newest] ? newest.Locator : null);
        using var stream = file.OpenAgain();
        var outcomes = new ReadStep(mapping, columns, file.Name).Read(stream).Select(new PrivacyCheck(mapping, columns, file.Name).Demand).Select(normalise.Apply);
        var inFile = new HashSet<Guid>();
        foreach (var outcome in mapping.GroupBy is null ? outcomes : GroupStep.Apply(outcomes))
        {
            if (outcome is not Accepted { Incident: var incident } accepted)
            {
                yield return new(outcome, null, default);
            }
            else if (known.Contains(incident.Key))
            {
                yield return new(new Duplicate(outcome.Line) { FirstIn = incident.OccurredAt }, null, default);
            }
            else if (!inFile.Add(incident.Key))
            {
                yield return new(new Duplicate(outcome.Line), null, default);
            }
            else
            {
                var located = locate.Apply(accepted);
                incident = located.Incident;
                var vintage = vintages.For(incident.Year);
                var placement = PlaceStep.Apply(incident.Point, incident.Area, vintage?.Locator);
                var delivered = accepted.Incident.Point;
                check.Add(delivered, delivered == incident.Point ? placement : PlaceStep.Apply(delivered, default, vintage?.Locator));
                yield return new(located, vintage, placement);
            }
        }

        check.Demand();
        file.DemandUnchanged(stream);
    }
}
