using System.Collections.Concurrent;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Reads rows on a thread of their own, a bounded number of them ahead of who asks; for formats that are slow to unpack.</summary>
internal static class ReadAhead
{
    private const int BatchRows = 256;
    private const int BatchesAhead = 16;

    /// <returns>The same rows in the same order; an error comes after the rows before it.</returns>
    public static IEnumerable<RawRow> Of(IEnumerable<RawRow> rows)
    {
        using var stop = new CancellationTokenSource();
        using var batches = new BlockingCollection<RawRow[]>(BatchesAhead);
        var reading = Task.Run(() => Fill(rows, batches, stop.Token), CancellationToken.None);
        try
        {
            foreach (var batch in batches.GetConsumingEnumerable(CancellationToken.None))
            {
                foreach (var row in batch)
                    yield return row;
            }

            reading.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            Task.WaitAny([reading], CancellationToken.None); // the file is still open to it; an error has been told above, or nobody asks
        }
    }

    private static void Fill(IEnumerable<RawRow> rows, BlockingCollection<RawRow[]> batches, CancellationToken stop)
    {
        var batch = new List<RawRow>(BatchRows);
        try
        {
            foreach (var row in rows)
            {
                batch.Add(row);
                if (batch.Count < BatchRows)
                    continue;
                batches.Add([.. batch], stop);
                batch.Clear();
            }
        }
        finally
        {
            try
            {
                if (batch.Count > 0)
                    batches.Add([.. batch], stop);
            }
            finally
            {
                batches.CompleteAdding();
            }
        }
    }
}
