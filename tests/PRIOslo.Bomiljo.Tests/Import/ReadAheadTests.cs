using PRIOslo.Bomiljo.Import;

namespace PRIOslo.Bomiljo.Tests.Import;

public sealed class ReadAheadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(10_000)]
    public void Rows_come_out_as_they_went_in(int rows) =>
        Assert.Equal(Enumerable.Range(1, rows), ReadAhead.Of(Lines(rows)).Select(row => row.Line));

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(1_000)]
    public void An_error_comes_after_the_rows_before_it(int rows)
    {
        var seen = 0;
        var error = Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (var row in ReadAhead.Of(Lines(rows).Concat(Broken())))
                seen = row.Line;
        });

        Assert.Equal("broken", error.Message);
        Assert.Equal(rows, seen);
    }

    [Fact]
    public void Who_stops_asking_stops_the_reading_and_has_it_closed()
    {
        var (read, closed) = (0, false);

        Assert.Equal(3, ReadAhead.Of(Endless()).Take(3).Last().Line);

        Assert.True(closed);
        Assert.InRange(read, 3, 100_000);

        IEnumerable<RawRow> Endless()
        {
            try
            {
                while (true)
                    yield return new RawRow(++read, []);
            }
            finally
            {
                closed = true;
            }
        }
    }

    private static IEnumerable<RawRow> Lines(int rows) => Enumerable.Range(1, rows).Select(line => new RawRow(line, []));

    private static IEnumerable<RawRow> Broken() => Enumerable.Range(0, 1).Select<int, RawRow>(_ => throw new InvalidOperationException("broken"));
}
