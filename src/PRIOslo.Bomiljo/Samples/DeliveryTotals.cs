namespace PRIOslo.Bomiljo.Samples;

/// <summary>What an import of a delivery should find.</summary>
/// <param name="File">Its name.</param>
/// <param name="Source">The source's code.</param>
/// <param name="Year">Of the incidents.</param>
/// <param name="Rows">Rows below the header: accepted, rejected, duplicate and ignored ones.</param>
/// <param name="Accepted">Rows that can be read and count.</param>
/// <param name="Rejected">Rows with an impossible date, an unmapped category or an unreadable number.</param>
/// <param name="Duplicate">Rows that repeat the accepted row above, byte for byte; none where rows have no id to know them by.</param>
/// <param name="Ignored">Rows of ignored categories and of another municipality.</param>
/// <param name="Incidents">Sum of counts over accepted rows, those outside included.</param>
/// <param name="Outside">Accepted rows whose point lies outside the municipality.</param>
/// <param name="Sentrum">Accepted rows in Sentrum, which boundary files may lack.</param>
internal sealed record DeliveryTotals(string File, string Source, int Year, long Rows, long Accepted, long Rejected, long Duplicate,
    long Ignored, long Incidents, long Outside, long Sentrum);
