using Microsoft.Playwright;

namespace PRIOslo.Bomiljo.BrowserTests;

/// <summary>Where on the screen a place lies, after the map has fitted all areas with 24 pixels around, 64 above (web Mercator).</summary>
public sealed class MapPixels
{
    private const double PaddingPixels = 24;
    private const double TopPaddingPixels = 64;
    private readonly double _scale;
    private readonly (double X, double Y) _middle;
    private readonly (double X, double Y) _screenMiddle;

    private MapPixels(LocatorBoundingBoxResult box, double[] bounds)
    {
        var (west, south) = Mercator(bounds[0], bounds[1]);
        var (east, north) = Mercator(bounds[2], bounds[3]);
        _scale = Math.Min((box.Width - (2 * PaddingPixels)) / (east - west), (box.Height - PaddingPixels - TopPaddingPixels) / (south - north));
        _middle = ((west + east) / 2, (south + north) / 2);
        _screenMiddle = (box.X + (box.Width / 2), box.Y + ((box.Height + TopPaddingPixels - PaddingPixels) / 2));
    }

    public static async Task<MapPixels> OfAsync(IPage page, ServedCity city)
    {
        await page.Locator("#map").ScrollIntoViewIfNeededAsync();
        var bounds = await city.ScalarAsync<double[]>(
            "SELECT ARRAY[ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e)] FROM (SELECT ST_Extent(geom) AS e FROM published.area) AS all_areas");
        return new MapPixels((await page.Locator("#map canvas").BoundingBoxAsync())!, bounds);
    }

    public (float X, float Y) At(double longitude, double latitude)
    {
        var (x, y) = Mercator(longitude, latitude);
        return ((float)(_screenMiddle.X + ((x - _middle.X) * _scale)), (float)(_screenMiddle.Y + ((y - _middle.Y) * _scale)));
    }

    private static (double X, double Y) Mercator(double longitude, double latitude) =>
        (longitude / 360, -Math.Log(Math.Tan((Math.PI / 4) + (latitude * Math.PI / 360))) / (2 * Math.PI));
}

/// <summary>Clicks on the map.</summary>
public static class MapClicks
{
    public static async Task ClickMapAsync(this WatchedPage page, ServedCity city, double longitude, double latitude)
    {
        var (x, y) = (await MapPixels.OfAsync(page.Page, city)).At(longitude, latitude);
        await page.Page.Mouse.ClickAsync(x, y);
    }
}
