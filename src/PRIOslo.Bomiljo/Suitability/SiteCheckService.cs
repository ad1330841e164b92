using Npgsql;
using PRIOslo.Bomiljo.Geography.Addresses;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Suitability;

/// <summary>Site checks against the database's layers, which are kept in memory until a newer import is in force.</summary>
/// <remarks>
/// Every question first asks the caller's own connection which layers are in force, so that the database refuses who may not
/// know, whatever is kept in memory. Layers of existing homes are never read. Safe to use from several threads, each with
/// its own connection. What is seen is of one moment.
/// </remarks>
public sealed class SiteCheckService(RuleFile rules) : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile SiteLayers? _layers;

    /// <param name="connection">Open, in the name of somebody who may check sites.</param>
    /// <param name="point">The place.</param>
    /// <param name="groups">The groups to judge for; null: all nine.</param>
    /// <param name="cancel">Stops waiting for the database.</param>
    /// <exception cref="ProblemException">BOM-501: a layer holds what cannot be measured.</exception>
    public async Task<SiteReport> CheckAsync(
        NpgsqlConnection connection, SitePoint point, IReadOnlyList<GroupCode>? groups, CancellationToken cancel) =>
        SiteCheck.Check(Site.At(point), await LayersAsync(connection, cancel), rules, groups ?? GroupCode.All);

    /// <summary>Checks many sites, lazily and in their order, on all processors.</summary>
    /// <param name="connection">Open, in the name of somebody who may check sites.</param>
    /// <param name="sites">Each is judged for its own group where it has one, else for <paramref name="groups"/>.</param>
    /// <param name="groups">Null: all nine.</param>
    /// <param name="cancel">Stops waiting for the database, and the checks.</param>
    /// <exception cref="ProblemException">BOM-501: a layer holds what cannot be measured.</exception>
    public async Task<IEnumerable<SiteReport>> ScreenAsync(
        NpgsqlConnection connection, IReadOnlyList<Site> sites, IReadOnlyList<GroupCode>? groups, CancellationToken cancel)
    {
        var layers = await LayersAsync(connection, cancel);
        return sites.AsParallel().AsOrdered().WithCancellation(cancel).Select(site => SiteCheck.Check(
            site, layers, rules, site.Group is { } group ? [group] : groups ?? GroupCode.All));
    }

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
        var inForce = await LayerVintageQuery.RunAsync(connection, cancel);
        if (_layers is { } known && known.AreOf(inForce))
            return known;

        await _loading.WaitAsync(cancel);
        try
        {
            // Another caller may have read them meanwhile.
            if (_layers is { } justRead && justRead.AreOf(inForce))
                return justRead;
            return _layers = await SiteLayers.LoadAsync(connection, cancel);
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Dispose() => _loading.Dispose();
}
