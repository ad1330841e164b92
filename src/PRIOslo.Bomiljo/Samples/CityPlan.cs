using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>The built city: footprints gathered around the centre points, denser inwards, with empty fringes.</summary>
internal sealed class CityPlan
{
    /// <summary>No dwelling stands this near a business area, metres.</summary>
    public const double BusinessMarginMetres = 130;

    private const double FringeFromMetres = 1300;
    private const double BusinessFromMetres = 950;
    private const double LotMetres = 20;
    private const double ResidentsPerDwelling = 2.0;

    /// <summary>Workplaces and visitors of Sentrum, as so many residents.</summary>
    public const int SentrumAsResidents = 6_000;

    private CityPlan(IReadOnlyList<BuiltArea> areas) => Areas = areas;

    /// <summary>The delbydeler with residents, and Sentrum, ordered by code.</summary>
    public IReadOnlyList<BuiltArea> Areas { get; }

    /// <param name="areas">Of the register; those that nobody lives in stay empty, save Sentrum.</param>
    /// <param name="buildings">How many footprints in all.</param>
    /// <param name="seed">The same seed gives the same buildings.</param>
    public static CityPlan Build(IReadOnlyList<CityArea> areas, int buildings, ulong seed)
    {
        var built = areas.Where(area => area.IsLivedIn || area.Code == DelbydelCode.Sentrum).ToArray();
        var centre = areas.FirstOrDefault(area => area.Code == DelbydelCode.Sentrum) ?? areas[0];
        var landSquareMetres = built.Sum(area => Math.PI * area.RadiusMetres * area.RadiusMetres);
        // At most two lots in five are built on, whatever the number asked for.
        var lotMetres = Math.Min(LotMetres, Math.Sqrt(0.4 * landSquareMetres / buildings));
        var shares = Shares(built, buildings, lotMetres);
        return new CityPlan([.. built.Select((area, index) => Build(area, centre, shares[index], lotMetres,
            new Pcg32(seed, 1000 + (ulong)index), hasBusiness: index % 2 == 0))]);
    }

    /// <summary>People that incidents are in proportion to.</summary>
    public static int PeopleOf(CityArea area) => area.Code == DelbydelCode.Sentrum ? SentrumAsResidents : area.Residents;

    private static int[] Shares(CityArea[] areas, int buildings, double lotMetres)
    {
        // Half of a disc's lots: what a small disc cannot hold goes to the others.
        var room = areas.Select(area => (int)(0.5 * Math.PI * area.RadiusMetres * area.RadiusMetres / (lotMetres * lotMetres))).ToArray();
        var shares = new int[areas.Length];
        for (var left = buildings; left > 0;)
        {
            var open = Enumerable.Range(0, areas.Length).Where(i => shares[i] < room[i]).ToArray();
            var people = open.Sum(i => (long)PeopleOf(areas[i]));
            var before = left;
            foreach (var i in open)
            {
                var wanted = Math.Max(1, (int)(before * (long)PeopleOf(areas[i]) / people));
                var given = Math.Min(Math.Min(wanted, room[i] - shares[i]), left);
                shares[i] += given;
                left -= given;
            }
        }

        return shares;
    }

    private static BuiltArea Build(CityArea area, CityArea centre, int count, double lotMetres, Pcg32 random, bool hasBusiness)
    {
        var outward = Outward(area, centre);
        var isFringe = area.IsLivedIn && area.NearestMetres >= FringeFromMetres;
        var business = hasBusiness && area.IsLivedIn && area.NearestMetres >= BusinessFromMetres
            ? new Footprint(Centimetres(area.East - (0.28 * area.NearestMetres * outward.North)),
                Centimetres(area.North + (0.28 * area.NearestMetres * outward.East)), 90, 60)
            : (Footprint?)null;

        var lots = new HashSet<(int, int)>();
        var footprints = new List<Footprint>(count);
        while (footprints.Count < count)
        {
            var (east, north) = Spot(area, outward, isFringe, random);
            var lot = ((int)(east / lotMetres), (int)(north / lotMetres));
            if (lots.Add(lot))
                footprints.Add(OnLot(lot, lotMetres, random));
        }

        return new BuiltArea(area, outward, isFringe, business, Furnish(area, business, footprints, random));
    }

    private static (double East, double North) Spot(CityArea area, (double East, double North) outward, bool isFringe, Pcg32 random)
    {
        while (true)
        {
            // Two in three by a bell around the centre, the rest evenly, so that a full centre never stops the building.
            var bell = random.Next(3) < 2;
            var dx = bell ? 0.45 * random.NextNormal() : (2 * random.NextDouble()) - 1;
            var dy = bell ? 0.45 * random.NextNormal() : (2 * random.NextDouble()) - 1;
            if ((dx * dx) + (dy * dy) > 1)
                continue;
            var outwards = (dx * outward.East) + (dy * outward.North);
            if (isFringe && outwards > 0)
            {
                dx -= 2 * outwards * outward.East;
                dy -= 2 * outwards * outward.North;
            }

            return (area.East + (dx * area.RadiusMetres), area.North + (dy * area.RadiusMetres));
        }
    }

    private static Footprint OnLot((int East, int North) lot, double lotMetres, Pcg32 random) => new(
        Centimetres((lot.East + 0.5) * lotMetres), Centimetres((lot.North + 0.5) * lotMetres),
        Centimetres(lotMetres * (0.2 + (0.22 * random.NextDouble()))), Centimetres(lotMetres * (0.2 + (0.22 * random.NextDouble()))));

    private static List<CityBuilding> Furnish(CityArea area, Footprint? business, List<Footprint> footprints, Pcg32 random)
    {
        var kinds = footprints.ConvertAll(place => KindOf(area, business, place, random));
        var homes = Math.Max(1, kinds.Count(kind => kind == BuildingKind.Residential));
        var meanDwellings = Math.Max(1, area.Residents / ResidentsPerDwelling / homes);
        return [.. footprints.Zip(kinds, (place, kind) =>
            new CityBuilding(place, kind, kind == BuildingKind.Residential ? Dwellings(meanDwellings, random) : 0))];
    }

    private static BuildingKind KindOf(CityArea area, Footprint? business, Footprint place, Pcg32 random) =>
        !area.IsLivedIn || business?.IsWithin(BusinessMarginMetres + LotMetres, place.East, place.North) == true
            ? BuildingKind.Business
            : random.Next(100) switch
            {
                < 80 => BuildingKind.Residential,
                < 86 => BuildingKind.Business,
                < 97 => BuildingKind.Outbuilding,
                _ => BuildingKind.Other,
            };

    // Skewed: many small houses, few large blocks. 3u² has mean 1.
    private static int Dwellings(double mean, Pcg32 random)
    {
        var u = random.NextDouble();
        return 1 + (int)Math.Round((mean - 1) * 3 * u * u);
    }

    private static (double East, double North) Outward(CityArea area, CityArea centre)
    {
        var (dx, dy) = (area.East - centre.East, area.North - centre.North);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        return length == 0 ? (0, 1) : (dx / length, dy / length);
    }

    private static double Centimetres(double metres) => Math.Round(metres * 100) / 100;
}
