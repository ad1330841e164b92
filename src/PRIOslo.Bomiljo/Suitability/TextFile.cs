using System.Text;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Suitability;

/// <summary>Reads a whole text file in UTF-8, with a byte order mark or without.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ProblemException">BOM-002, BOM-003, BOM-301, BOM-304, BOM-305.</exception>
    public static string Read(string path)
    {
        if (Directory.Exists(path))
            throw new ProblemException(ProblemCode.NotAFile, path, "this is a folder.", "Name a file.");

        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(
                ProblemCode.FileNotFound, path, "the file cannot be read.", "Check that it exists and may be read.", failure);
        }

        if (bytes.AsSpan().Contains((byte)0))
            throw new ProblemException(ProblemCode.BinaryFile, path, "the file is not text.", "Save it as CSV or JSON in UTF-8.");
        try
        {
            var text = Strict.GetString(bytes).TrimStart('\uFEFF');
            return string.IsNullOrWhiteSpace(text)
                ? throw new ProblemException(ProblemCode.EmptyFile, path, "the file is empty.", "Give a file with content.")
                : text;
        }
        catch (DecoderFallbackException failure)
        {
            throw new ProblemException(ProblemCode.WrongEncoding, path, "the file is not UTF-8.", "Save it as UTF-8.", failure);
        }
    }
}
