using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Tests.Import;

/// <summary>Samples with random damage: bytes changed, cut, doubled and put in.</summary>
public sealed class DamagedFilePropertyTests
{
    private static readonly SourceFolder[] Sources =
        [.. new[] { "boligbygg", "brann", "politi", "renovasjon" }.Select(source => SourceFolder.Load(source, TestSource.Taxonomy))];

    private static readonly byte[][] Nasty =
        [[0], "\""u8.ToArray(), "\"\""u8.ToArray(), ";"u8.ToArray(), "\n"u8.ToArray(), "\r"u8.ToArray(), "\r\n\r\n"u8.ToArray(), [0xFF], [0xE6], "æ"u8.ToArray(),
            "\uFEFF"u8.ToArray(), "99999999999999999999"u8.ToArray(), "-"u8.ToArray(), "31.02.2023"u8.ToArray(), "9999-12"u8.ToArray(), ","u8.ToArray()];

    private static readonly Arbitrary<(int Source, byte[] File)> Files =
        (from source in Gen.Choose(0, Sources.Length - 1)
         from edits in Gen.ListOf(from at in Gen.Choose(0, 4_000) from cut in Gen.Choose(0, 12) from put in Gen.Elements(Nasty) select (at, cut, put))
         from length in Gen.Choose(0, 6_000)
         select (source, Damage(File.ReadAllBytes(Sources[source].SamplePath), edits, length))).ToArbitrary();

    [Fact]
    public void Every_row_of_a_damaged_file_has_one_outcome_or_the_file_is_refused_with_a_code() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Files, file =>
        {
            try
            {
                var outcomes = TestSource.Outcomes(Sources[file.Source].Mapping, file.File);
                var tally = new Tally();
                foreach (var outcome in outcomes)
                    tally.Add(outcome, Placement.Unplaced);
                return tally.Read == outcomes.Count
                    && tally.Read == tally.Accepted + tally.Rejections.Count + tally.Duplicate + tally.Ignored
                    && outcomes.Zip(outcomes.Skip(1)).All(pair => pair.First.Line < pair.Second.Line);
            }
            catch (ProblemException problem)
            {
                return problem.Code.Number is (>= 301 and <= 305) or 311;
            }
        }));

    /// <summary>In turn, each cell of each sample holds a secret, alone or beside what was there.</summary>
    [Theory]
    [InlineData("hemmelig-01017012345")]
    [InlineData("hemmelig@example.no")]
    public void A_cell_never_appears_in_a_rejection_or_a_message(string secret)
    {
        foreach (var source in Sources)
        {
            var shape = source.Mapping.File;
            var encoding = shape.Encodings[0] == "utf-8" ? new UTF8Encoding(true) : TestSource.Windows1252;
            var lines = File.ReadAllLines(source.SamplePath, encoding);
            for (var line = PRIOslo.Bomiljo.Samples.DeliveryTemplate.Read(source).TitleLines; line < Math.Min(lines.Length, 6); line++)
            {
                var cells = lines[line].Split(shape.Separators[0]);
                for (var cell = 0; cell < cells.Length; cell++)
                {
                    foreach (var put in new[] { secret, cells[cell] + secret, "\"" + secret, secret + "\"", secret + shape.Separators[0] })
                    {
                        string[] changed = [.. cells[..cell], put, .. cells[(cell + 1)..]];
                        var file = string.Join('\n', [.. lines[..line], string.Join(shape.Separators[0], changed), .. lines[(line + 1)..]]);
                        Assert.DoesNotContain("hemmelig", WhatIsTold(source.Mapping, file), StringComparison.OrdinalIgnoreCase);
                    }
                }
            }
        }
    }

    private static string WhatIsTold(SourceMapping mapping, string file)
    {
        try
        {
            return string.Join('\n', TestSource.Outcomes(mapping, file).OfType<Rejected>().Select(row =>
                row + RejectionTexts.Of(new RejectedRow(row.Line, row.Column, row.Code.ToString(), row.Category))));
        }
        catch (ProblemException problem)
        {
            return problem.ToString();
        }
    }

    private static byte[] Damage(byte[] file, IEnumerable<(int At, int Cut, byte[] Put)> edits, int length)
    {
        var bytes = file.ToList();
        foreach (var (at, cut, put) in edits)
        {
            var from = Math.Min(at, bytes.Count);
            bytes.RemoveRange(from, Math.Min(cut, bytes.Count - from));
            bytes.InsertRange(from, put);
        }

        return [.. bytes.Take(length)];
    }
}
