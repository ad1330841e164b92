namespace PRIOslo.Bomiljo.Publishing.Attack;

/// <summary>Whole-number unknowns under equations; a weighted sum of some of them is made least.</summary>
internal sealed class IntegerProgram
{
    private readonly List<(int Low, int High, int Weight)> _columns = [];
    private readonly List<(IReadOnlyList<(int Unknown, int Factor)> Terms, int Sum)> _rows = [];

    public int Columns => _columns.Count;

    /// <param name="low">Least value.</param>
    /// <param name="high">Largest value, above the least.</param>
    /// <param name="weight">In the sum that is made least.</param>
    /// <returns>The unknown's number, from 1.</returns>
    public int Unknown(int low, int high, int weight = 0)
    {
        _columns.Add((low, high, weight));
        return _columns.Count;
    }

    /// <summary>Σ factor × unknown = sum.</summary>
    public void Equation(IReadOnlyList<(int Unknown, int Factor)> terms, int sum) => _rows.Add((terms, sum));

    /// <summary>The program in GLPK's own format (GLPK 5.0 reference manual, appendix C).</summary>
    public IEnumerable<string> Lines()
    {
        yield return Text($"p mip min {_rows.Count} {_columns.Count} {_rows.Sum(row => row.Terms.Count)}");
        for (var row = 0; row < _rows.Count; row++)
            yield return Text($"i {row + 1} s {_rows[row].Sum}");
        for (var column = 0; column < _columns.Count; column++)
            yield return Text($"j {column + 1} i d {_columns[column].Low} {_columns[column].High}");
        for (var column = 0; column < _columns.Count; column++)
        {
            if (_columns[column].Weight != 0)
                yield return Text($"a 0 {column + 1} {_columns[column].Weight}");
        }

        for (var row = 0; row < _rows.Count; row++)
        {
            foreach (var (unknown, factor) in _rows[row].Terms)
                yield return Text($"a {row + 1} {unknown} {factor}");
        }

        yield return "e o f";
    }

    /// <summary>Whether values satisfy every bound and equation, in whole numbers: the solver reckons in floating point.</summary>
    /// <param name="values">Of each unknown, at its number.</param>
    public bool Holds(int[] values) =>
        _columns.Select((column, at) => values[at + 1] >= column.Low && values[at + 1] <= column.High).All(within => within)
        && _rows.TrueForAll(row => row.Terms.Sum(term => (long)term.Factor * values[term.Unknown]) == row.Sum);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
