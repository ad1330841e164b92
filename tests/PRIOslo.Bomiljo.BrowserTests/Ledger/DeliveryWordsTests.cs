using System.Globalization;
using PRIOslo.Bomiljo.Import.Looks;
using PRIOslo.Bomiljo.Web.Ledger;

namespace PRIOslo.Bomiljo.BrowserTests.Ledger;

/// <summary>What a delivery's status says: first in a chain of three, in the middle, in force; and withdrawn by hand.</summary>
public sealed class DeliveryWordsTests
{
    private static readonly DateTimeOffset End = new(2024, 3, 31, 22, 30, 0, TimeSpan.Zero); // past midnight in Oslo

    [Theory]
    [InlineData("nb", true, 2, "tatt inn 05.02.2024, erstattet av leveranse 2 01.04.2024")]
    [InlineData("nb", true, 3, "tatt inn 05.02.2024, erstattet av leveranse 3 01.04.2024")]
    [InlineData("nb", false, null, "tatt inn 05.02.2024")]
    [InlineData("nb", true, null, "tatt inn 05.02.2024, trukket tilbake 01.04.2024")]
    [InlineData("en", true, 2, "taken in 05/02/2024, replaced by delivery 2 01/04/2024")]
    public void A_delivery_that_another_took_the_place_of_is_told_as_replaced_and_not_as_withdrawn(string language, bool ended, int? replacedBy, string expected)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language == "nb" ? "nb-NO" : "en-GB");

            Assert.Equal(expected, DeliveryWords.Imported(new(1, "renovasjon", "a.csv", new DateTimeOffset(2024, 2, 5, 12, 0, 0, TimeSpan.Zero), null, null, 0, 0, 0, 0, 0, 0, ended ? End : null, replacedBy)));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
