using System.CommandLine;
using System.Globalization;
using Npgsql;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary>The options that name one place: metres, degrees or an address.</summary>
internal sealed class PlaceOptions
{
    private readonly Option<double?> _east = new("--east") { Description = "Metres, EPSG:25832.", CustomParser = DecimalNumber.ParseGiven };
    private readonly Option<double?> _north = new("--north") { Description = "Metres, EPSG:25832.", CustomParser = DecimalNumber.ParseGiven };
    private readonly Option<double?> _longitude = new("--lon") { Description = "Degrees, WGS84.", CustomParser = DecimalNumber.ParseGiven };
    private readonly Option<double?> _latitude = new("--lat") { Description = "Degrees, WGS84.", CustomParser = DecimalNumber.ParseGiven };
    private readonly Option<string?> _address = new("--address") { Description = "Street 12B, with postcode and place or without." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _east, _north, _longitude, _latitude, _address })
            command.Options.Add(option);
    }

    /// <summary>Whether any of them is given.</summary>
    public bool AreGiven(ParseResult parsed) => new Option[] { _east, _north, _longitude, _latitude, _address }.Any(option => parsed.GetResult(option) is not null);

    /// <exception cref="ProblemException">BOM-001: none, or more than one. BOM-702, BOM-703: it is not found.</exception>
    public async Task<SitePoint> ReadAsync(ParseResult parsed, NpgsqlConnection connection, CancellationToken cancel) =>
        (parsed.GetValue(_east), parsed.GetValue(_north), parsed.GetValue(_longitude), parsed.GetValue(_latitude), parsed.GetValue(_address)) switch
        {
            ({ } e, { } n, null, null, null) => new SitePoint(string.Create(CultureInfo.InvariantCulture, $"{e} {n}"), e, n),
            (null, null, { } lon, { } lat, null) => SitePoint.FromLonLat(string.Create(CultureInfo.InvariantCulture, $"{lon} {lat}"), lon, lat),
            (null, null, null, null, { } text) => await SiteCheckService.FindAddressAsync(connection, text, cancel),
            _ => throw new ProblemException(ProblemCode.BadArgument, "site", "one place is wanted.",
                "Give --east and --north, or --lon and --lat, or --address."),
        };
}
