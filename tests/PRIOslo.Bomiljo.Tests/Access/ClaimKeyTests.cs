using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Tests.Access;

public sealed class ClaimKeyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bomiljo-key-");

    private string KeyFile => Path.Combine(_folder.FullName, "key");

    [Fact]
    public async Task A_key_comes_back_from_its_file_which_only_its_owner_may_read()
    {
        var key = Enumerable.Range(100, 32).Select(value => (byte)value).ToArray();
        await ClaimKey.WriteFileAsync(key, KeyFile, default);
        Assert.Equal(key, await ClaimKey.ReadFileAsync(KeyFile, default));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten()
    {
        await File.WriteAllTextAsync(KeyFile, "mine");
        var refused = await Assert.ThrowsAsync<ProblemException>(() => ClaimKey.WriteFileAsync(new byte[32], KeyFile, default));
        Assert.Equal(ProblemCode.CannotWriteFile, refused.Code);
        Assert.Equal("mine", await File.ReadAllTextAsync(KeyFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    public async Task A_file_without_a_key_is_refused_and_its_text_not_repeated(string text)
    {
        await File.WriteAllTextAsync(KeyFile, text);
        MakePrivate();
        var refused = await Assert.ThrowsAsync<ProblemException>(() => ClaimKey.ReadFileAsync(KeyFile, default));
        Assert.Equal(ProblemCode.NoWebConnection, refused.Code);
        Assert.True(text.Length == 0 || !refused.Message.Contains(text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task A_key_that_others_may_read_or_change_is_refused(UnixFileMode others)
    {
        if (OperatingSystem.IsWindows())
            return;
        await ClaimKey.WriteFileAsync(new byte[32], KeyFile, default);
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | others);
        var refused = await Assert.ThrowsAsync<ProblemException>(() => ClaimKey.ReadFileAsync(KeyFile, default));
        Assert.Equal(ProblemCode.NoWebConnection, refused.Code);
    }

    [Fact]
    public async Task A_missing_file_is_told_with_the_remedy()
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(() => ClaimKey.ReadFileAsync(KeyFile, default));
        Assert.Equal(ProblemCode.NoWebConnection, refused.Code);
        Assert.Contains("bomiljo db claim-key --out FILE", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void MakePrivate()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
