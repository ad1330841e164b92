using System.Globalization;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Tests.Import;

public sealed class FixedTimeFormatTests
{
    private static readonly string[] Formats = ["dd.MM.yyyy HH:mm", "dd.MM.yyyy", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd", "MMddyyyy"];

    [Fact]
    public void It_reads_what_the_general_reader_reads_and_nothing_else()
    {
        var random = new Random(7);
        foreach (var format in Formats)
        {
            var fixedFormat = FixedTimeFormat.Of(format);
            Assert.NotNull(fixedFormat);
            for (var round = 0; round < 20_000; round++)
            {
                var text = new DateTime(1, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddSeconds(random.NextInt64(315_000_000_000)).ToString(format, CultureInfo.InvariantCulture).ToCharArray();
                if (round % 2 == 0)
                    text[random.Next(text.Length)] = "0123456789 .-:/TxÅ٣"[random.Next(19)];
                var expected = DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock);

                Assert.True(expected == fixedFormat.TryRead(text, out var read), $"{format}: {new string(text)}");
                Assert.Equal(clock, read);
            }
        }
    }

    [Theory]
    [InlineData("d.M.yyyy")]
    [InlineData("dd.MM.yy")]
    [InlineData("dd MMM yyyy")]
    [InlineData("hh:mm dd.MM.yyyy")]
    [InlineData("yyyy-MM")]
    [InlineData("dd.MM.yyyy'T'")]
    [InlineData("dd.MM.yyyy dd")]
    public void A_format_with_parts_of_varying_length_is_left_to_the_general_reader(string format) => Assert.Null(FixedTimeFormat.Of(format));
}
