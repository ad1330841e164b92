namespace PRIOslo.Bomiljo.Publishing.Report;

/// <summary>The style sheet of reports and fact sheets, <c>ReportStyle.css</c>.</summary>
public static class ReportStyle
{
    /// <summary>As it stands in the element <c>style</c>, byte for byte.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(ReportStyle).Assembly.GetManifestResourceStream("Publishing/Report/ReportStyle.css")
            ?? throw new InvalidOperationException("The style sheet is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
