using ExcelDataReader;

namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>A workbook's sheets, one row at a time, forward only.</summary>
internal interface ISheets : IDisposable
{
    /// <summary>Of the sheet that is read.</summary>
    string Name { get; }

    /// <summary>At least as many as the row that was read has cells.</summary>
    int FieldCount { get; }

    /// <returns>False at the sheet's end. Rows that the file leaves out come as blank ones.</returns>
    bool Read();

    /// <returns>False after the last sheet.</returns>
    bool NextResult();

    /// <returns>True for an empty cell, and one that holds an error.</returns>
    bool IsBlank(int at);

    /// <param name="at">From 0; beyond the row's end every cell is blank.</param>
    /// <returns>string, double, bool, DateTime, TimeSpan or null.</returns>
    object? Value(int at);
}

/// <summary>Old and binary workbooks, by ExcelDataReader.</summary>
internal sealed class LibrarySheets(IExcelDataReader reader) : ISheets
{
    public string Name => reader.Name;

    public int FieldCount => reader.FieldCount;

    public bool Read() => reader.Read();

    public bool NextResult() => reader.NextResult();

    public bool IsBlank(int at) => Value(at) is null or "";

    public object? Value(int at) => at < reader.FieldCount ? reader.GetValue(at) : null;

    public void Dispose() => reader.Dispose();
}
