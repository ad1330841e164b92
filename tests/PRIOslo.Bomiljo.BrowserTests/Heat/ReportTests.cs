using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PRIOslo.Bomiljo.Publishing.Export;
using PRIOslo.Bomiljo.Publishing.Report;

namespace PRIOslo.Bomiljo.BrowserTests.Heat;

[Collection("city")]
public sealed partial class ReportTests(FilledCity city)
{
    [BrowserFact]
    public async Task The_report_is_shown_in_its_own_style_with_its_maps_and_without_a_complaint()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1000, 1200);
        await page.Page.GotoAsync("/rapport/2023");

        Assert.Equal("Bomiljøet i Oslo 2023", await page.TextAsync("h1"));
        Assert.Equal("rgb(42, 40, 89)", await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('h1')).color"));
        Assert.True(await page.Page.Locator("svg.map use").CountAsync() >= 24);
        Assert.True(await page.Page.Locator("svg.map use.hidden").CountAsync() > 0);
        page.AssertQuiet();
        await page.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true, Path = Path.Combine(ServedCity.Screenshots, "report.pdf") });
    }

    [BrowserFact]
    public async Task The_report_is_there_in_english()
    {
        using var client = new HttpClient { BaseAddress = city.Served.Address };

        Assert.Contains("What is hidden", await client.GetStringAsync("/rapport/2023?sprak=en"), StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData("/rapport/1999")]
    [InlineData("/faktaark/1999/0101")]
    [InlineData("/faktaark/2023/9999")]
    [InlineData("/fil/1999/csv")]
    [InlineData("/fil/2023/pdf")]
    [InlineData("/fil/2023/pdf/metadata")]
    public async Task What_is_not_there_is_told_on_the_sites_own_page(string path)
    {
        using var client = new HttpClient { BaseAddress = city.Served.Address };

        using var missing = await client.GetAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (missing.StatusCode, missing.Content.Headers.ContentType?.MediaType));
        Assert.Contains("<h1>Siden finnes ikke</h1>", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_record_of_a_file_tells_the_checksum_of_the_file_that_is_handed_out()
    {
        using var client = new HttpClient { BaseAddress = city.Served.Address };
        foreach (var format in HeatmapExport.Formats)
        {
            using var record = JsonDocument.Parse(await client.GetStringAsync($"/fil/2023/{format}/metadata"));
            var told = record.RootElement.GetProperty("dcat:distribution").GetProperty("spdx:checksum").GetProperty("spdx:checksumValue").GetProperty("@value").GetString();

            Assert.Equal((format, told), (format, Convert.ToHexStringLower(SHA256.HashData(await client.GetByteArrayAsync($"/fil/2023/{format}")))));
        }
    }

    [BrowserFact]
    public async Task Every_fact_sheet_fits_on_one_page_of_a4_also_in_english()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 794, 1123);
        await using var connection = await city.Served.Database.OpenConnectionAsync();
        var data = await new ReportReader(connection).ReadAsync(2023, default);
        // As long as it gets: six themes, five sources, all notices, a name of two lines, the widest word for a change.
        var area = data.Figures.First(figure => figure is { Level: "delbydel", Suppressed: true }).Area;
        var extra = Enumerable.Range(0, 6 - data.Themes.Count).Select(n => data.Themes[^1] with { Theme = $"t{n}", NameNb = "Bostabilitet og mer", NameEn = "Housing stability" }).ToList();
        var longest = data with
        {
            Release = data.Release with { Provisional = true, Approximate = true },
            Seal = data.Seal with
            {
                Sources = [new("boligbygg", null), new("brann", null), new("politi", null), new("renovasjon", null), new("rusken", new("Rusken i Oslo", "Tidy Oslo"))],
                Overrides =
                [
                    new("boligbygg", false, string.Join(' ', Enumerable.Repeat("Gjaldt et annet år.", 5))),
                    new("brann", true, string.Join(' ', Enumerable.Repeat("Mai manglet.", 8))),
                ],
            },
            Correction = new(1, string.Join(' ', Enumerable.Repeat("Avfall manglet i desember.", 7)), []),
            Themes = [.. data.Themes, .. extra],
            Figures = [.. data.Figures.Concat(extra.SelectMany(theme => data.Of("delbydel", data.Themes[^1].Theme).Select(figure => figure with { Theme = theme.Theme })))
                .Select(figure => figure with { AreaName = "Den aller lengste delbydelens navn nedre", Interpolated = true,
                    Classes = new(2, "no-earlier-year", "rising", "above-city", "hot", "high-low") { ChangeInterpolated = true, TrendInterpolated = true } })],
        };
        foreach (var english in new[] { false, true })
        {
            await page.Page.SetContentAsync(Encoding.UTF8.GetString(FactSheet.Write(longest, area, "Spørsmål om tallene? Oslo kommune, Velferdsetaten", english)));
            var printed = Encoding.Latin1.GetString(await page.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));
            await File.WriteAllTextAsync(Path.Combine(ServedCity.Screenshots, english ? "sheet-en.pdf" : "sheet.pdf"), printed, Encoding.Latin1);
            await page.ShootAsync(english ? "sheet-en" : "sheet");
            Assert.Single(PdfPage().Matches(printed));
            Assert.True(await page.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= 794"));
            await page.Page.SetViewportSizeAsync(1440, 900);
            Assert.Equal(0, await page.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('.scrolled')].filter(box => box.scrollWidth > box.clientWidth).length"));
            await page.Page.SetViewportSizeAsync(794, 1123);
        }
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PdfPage();
}
