using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Publishing.Services;

/// <summary>Reads what the open services give out.</summary>
/// <param name="connection">Open, in the name of any role that may read schema <c>published</c>.</param>
public sealed class OpenReader(NpgsqlConnection connection)
{
    /// <summary>The view whose columns are the properties of figures and tiles.</summary>
    public const string FigureView = "published.open_figure";

    /// <summary>The view whose columns are the properties of areas.</summary>
    public const string AreaView = "published.open_area";

    /// <summary>The view whose columns are the properties of the surfaces' bands.</summary>
    public const string SurfaceView = "published.open_surface";

    public async Task<OpenPage> FeaturesAsync(OpenRequest request, CancellationToken cancel)
    {
        var rows = await SqlRows.ReadAsync<OpenFeatureQuery, (int Matched, OpenFeature? Feature)>(connection,
            [
                Text("collection", request.Collection), Text("id", request.Id), Number("year", request.Year), Text("level", request.Level),
                Text("area", request.Area), Text("bydel", request.Bydel), Text("theme", request.Theme),
                Number("first_year", request.FirstYear), Number("last_year", request.LastYear),
                new("box", NpgsqlDbType.Array | NpgsqlDbType.Double) { Value = (object?)request.Box ?? DBNull.Value }, Number("box_srid", request.BoxSrid),
                Number("srid", request.Srid), new("latitude_first", request.LatitudeFirst), Number("decimals", request.Decimals),
                Number("offset", request.Offset), Number("limit", request.Limit),
            ], OpenFeatureQuery.Row, cancel);
        return new OpenPage(rows[0].Matched, [.. rows.Select(row => row.Feature).OfType<OpenFeature>()]);
    }

    public Task<IReadOnlyList<OpenExtent>> ExtentsAsync(CancellationToken cancel) =>
        SqlRows.ReadAsync<OpenExtentQuery, OpenExtent>(connection, [], OpenExtentQuery.Row, cancel);

    /// <param name="view"><see cref="FigureView"/>, <see cref="AreaView"/> or <see cref="SurfaceView"/>.</param>
    public Task<IReadOnlyList<OpenProperty>> PropertiesAsync(string view, CancellationToken cancel) =>
        SqlRows.ReadAsync<OpenPropertyQuery, OpenProperty>(connection, [Text("relation", view)], OpenPropertyQuery.Row, cancel);

    /// <returns>The tile; empty where nothing is there.</returns>
    public async Task<byte[]> TileAsync(TileRequest request, CancellationToken cancel)
    {
        var rows = await SqlRows.ReadAsync<TileQuery, byte[]>(connection,
            [
                Number("zoom", request.Zoom), Number("column", request.Column), Number("row", request.Row),
                Text("level", request.Level), Text("theme", request.Theme), Number("year", request.Year),
            ], TileQuery.Row, cancel);
        return rows[0];
    }

    private static NpgsqlParameter Text(string name, string? value) => new(name, NpgsqlDbType.Text) { Value = (object?)value ?? DBNull.Value };

    private static NpgsqlParameter Number(string name, int? value) => new(name, NpgsqlDbType.Integer) { Value = (object?)value ?? DBNull.Value };
}
