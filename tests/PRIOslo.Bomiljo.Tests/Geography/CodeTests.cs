using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Tests.Geography;

public sealed class CodeTests
{
    [Theory]
    [InlineData("0105", "0105")]
    [InlineData("105", "0105")]
    [InlineData("011", "0101")]
    [InlineData("11", "0101")]
    [InlineData("0301010105", "0105")]
    [InlineData("0301171701", "1701")]
    [InlineData(" 0105 ", "0105")]
    [InlineData("1601", "1601")]
    [InlineData("9999", "9999")]
    [InlineData("0301", "0301")]
    public void Every_form_of_a_delbydel_code_is_read(string text, string code)
    {
        Assert.True(DelbydelCode.TryParse(text, out var read));
        Assert.Equal(code, read.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("01")]
    [InlineData("0100")]
    [InlineData("0001")]
    [InlineData("10000")]
    [InlineData("4601010105")]
    [InlineData("0301010205")]
    [InlineData("03010101051")]
    [InlineData("-105")]
    [InlineData("1,05")]
    [InlineData("٠١٠٥")]
    [InlineData("Sagene")]
    public void Anything_else_is_no_delbydel_code(string? text)
    {
        Assert.False(DelbydelCode.TryParse(text, out var code));
        Assert.True(code.IsNone);
    }

    [Fact]
    public void The_default_code_means_none()
    {
        Assert.True(default(DelbydelCode).IsNone);
        Assert.Equal("", default(DelbydelCode).ToString());
        Assert.True(default(DelbydelCode).Bydel.IsNone);
        Assert.Throws<FormatException>(() => DelbydelCode.Parse(""));
    }

    [Fact]
    public void Four_digits_come_back_as_they_were() => Prop.ForAll(
        (from bydel in Gen.Choose(1, 99) from number in Gen.Choose(1, 99) select (bydel * 100) + number).ToArbitrary(),
        number =>
        {
            var text = number.ToString("0000", System.Globalization.CultureInfo.InvariantCulture);
            var code = DelbydelCode.Parse(text);
            return code.ToString() == text && code.Bydel.ToString() == text[..2]
                && DelbydelCode.Parse($"0301{text[..2]}{text}") == code
                && (number >= 1000 || DelbydelCode.Parse(text[1..]) == code);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0101", false)]
    [InlineData("1601", true)]
    [InlineData("1701", true)]
    [InlineData("9901", true)]
    [InlineData("9999", true)]
    public void Sentrum_marka_and_unknown_are_special(string code, bool special) => Assert.Equal(special, DelbydelCode.Parse(code).IsSpecial);

    [Fact]
    public void Codes_are_ordered_by_number()
    {
        Assert.True(DelbydelCode.Parse("0105") < DelbydelCode.Parse("0201"));
        Assert.True(BydelCodeOf("2") < BydelCodeOf("10"));
    }

    [Theory]
    [InlineData("01", "01")]
    [InlineData("1", "01")]
    [InlineData("030101", "01")]
    [InlineData("17", "17")]
    public void Every_form_of_a_bydel_code_is_read(string text, string code) => Assert.Equal(code, BydelCodeOf(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("00")]
    [InlineData("030100")]
    [InlineData("460101")]
    [InlineData("001")]
    [InlineData("a")]
    public void Anything_else_is_no_bydel_code(string? text)
    {
        Assert.False(BydelCode.TryParse(text, out var code));
        Assert.Equal("", code.ToString());
    }

    private static BydelCode BydelCodeOf(string text) => BydelCode.TryParse(text, out var code) ? code : throw new FormatException(text);
}
