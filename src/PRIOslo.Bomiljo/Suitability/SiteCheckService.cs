using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Geography.Addresses;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Overrides;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;

namespace PRIOslo.Bomiljo.Suitability;

/// <summary>Site checks against the database's layers, which are kept in memory until a newer import is in force.</summary>
/// <remarks>
/// Every question first asks the caller's own connection which layers are in force, so that the database refuses who may not
/// know, whatever is kept in memory. Safe to use from several threads, each with its own connection. What is seen is of one
/// moment, and the rules are those that apply on that day.
/// </remarks>
/// <param name="rules">The location rules.</param>
/// <param name="clock">Tells the day; null takes the system's.</param>
public sealed class SiteCheckService(RuleFile rules, TimeProvider? clock = null) : IDisposable
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile SiteLayers? _layers;

    /// <summary>Checks one place, with the decisions that stand there.</summary>
    /// <param name="connection">Open, in the name of somebody who may check sites.</param>
    /// <param name="point">The place.</param>
    /// <param name="groups">The groups to judge for; null: all nine.</param>
    /// <param name="cancel">Stops waiting for the database.</param>
    /// <param name="units">How many homes are planned; null: not said.</param>
    /// <exception cref="ProblemException">BOM-501: a layer holds what cannot be measured.</exception>
    public async Task<SiteReport> CheckAsync(
        NpgsqlConnection connection, SitePoint point, IReadOnlyList<GroupCode>? groups, CancellationToken cancel, int? units = null) =>
        SiteReporting.Of(
            await ScreenAsync(connection, [Site.At(point, units)], groups, mayKnowHomes: true, cancel), 0, await OverridesAsync(connection, point, cancel));

    /// <summary>Checks one plot, from its boundary. Decisions stand at points: none is told.</summary>
    /// <param name="connection">Open, in the name of somebody who may check sites.</param>
    /// <param name="plot">Polygon or multipolygon, EPSG:25832.</param>
    /// <param name="cancel">Stops waiting for the database, and the check.</param>
    /// <param name="units">How many homes are planned; null: not said.</param>
    /// <exception cref="ProblemException">BOM-501: a layer holds what cannot be measured.</exception>
    public async Task<SiteReport> CheckAsync(NpgsqlConnection connection, Geometry plot, CancellationToken cancel, int? units = null) =>
        SiteReporting.Of(await ScreenAsync(connection, [new Site("", plot, Units: units)], groups: null, mayKnowHomes: true, cancel), 0);

    /// <summary>What people decided, in the projects that the caller may see.</summary>
    /// <param name="connection">Open, in the name of somebody who may check sites.</param>
    /// <param name="point">Within a metre of this place; null: everywhere.</param>
    /// <param name="cancel">Stops waiting for the database.</param>
    public static Task<SiteOverrides> OverridesAsync(NpgsqlConnection connection, SitePoint? point, CancellationToken cancel) =>
        SiteOverrideQuery.RunAsync(connection, point, cancel);

    /// <summary>Checks many sites on all processors.</summary>
    /// <param name="connection">Open, in the name of somebody who may check sites.</param>
    /// <param name="sites">Each is judged for its own group where it has one, else for <paramref name="groups"/>.</param>
    /// <param name="groups">Null: all nine.</param>
    /// <param name="mayKnowHomes">False withholds what tells where facilities and municipal flats are.</param>
    /// <param name="cancel">Stops waiting for the database, and the checks.</param>
    /// <exception cref="ProblemException">BOM-501: a layer holds what cannot be measured.</exception>
    public async Task<ScreeningResult> ScreenAsync(
        NpgsqlConnection connection, IReadOnlyList<Site> sites, IReadOnlyList<GroupCode>? groups, bool mayKnowHomes, CancellationToken cancel) =>
        Screen(await PresentAsync(connection, cancel), sites, groups, mayKnowHomes, cancel);

    /// <summary>The same against what <see cref="PresentAsync"/> gave.</summary>
    public ScreeningResult Screen(
        SiteLayers present, IReadOnlyList<Site> sites, IReadOnlyList<GroupCode>? groups, bool mayKnowHomes, CancellationToken cancel) =>
        ScreeningRun.Run(sites, present, present.Today is { } day ? rules.On(day) : rules, groups ?? GroupCode.All, mayKnowHomes, cancel);

    /// <summary>The layers in force with the delbydeler's figures and the day: all that a check rests on beside the rules.</summary>
    public async Task<SiteLayers> PresentAsync(NpgsqlConnection connection, CancellationToken cancel) => await LayersAsync(connection, cancel) with
    {
        Figures = await DelbydelFiguresQuery.RunAsync(connection, cancel),
        Today = OsloTime.DayOf(_clock.GetUtcNow()),
    };

    /// <summary>Finds «Street 12B», with postcode and place or without, in the address register.</summary>
    /// <returns>The place, called as the register spells the address.</returns>
    /// <exception cref="ProblemException">BOM-702: not there, or not understood.</exception>
    public static async Task<SitePoint> FindAddressAsync(NpgsqlConnection connection, string text, CancellationToken cancel)
    {
        var address = AddressText.Parse(text.Replace("\0", "", StringComparison.Ordinal));
        if (address.Number is null)
            throw new ProblemException(ProblemCode.AddressNotFound, "address", "this is not a street and number.", "Write it as Street 12B, 0123 Oslo.");
        return await AddressQuery.RunAsync(connection, address, cancel) ?? throw new ProblemException(
            ProblemCode.AddressNotFound,
            "address",
            "the address is not in the register, or more than one may be meant.",
            "Check spelling, number and postcode, or import the layer address.");
    }

    /// <summary>The layers in force.</summary>
    public async Task<SiteLayers> LayersAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var year = OsloTime.YearOf(_clock.GetUtcNow());
        var inForce = await LayerVintageQuery.RunAsync(connection, year, cancel);
        if (_layers is { } known && known.AreOf(inForce))
            return known;

        await _loading.WaitAsync(cancel);
        try
        {
            // Another caller may have read them meanwhile.
            if (_layers is { } justRead && justRead.AreOf(inForce))
                return justRead;
            return _layers = await SiteLayers.LoadAsync(connection, year, cancel);
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Dispose() => _loading.Dispose();
}
