namespace PRIOslo.Bomiljo.Samples;

/// <summary>A small seeded random generator whose numbers are the same on every machine and in every version.</summary>
/// <remarks>
/// PCG-XSH-RR 64/32: M. E. O'Neill, «PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for
/// Random Number Generation», Harvey Mudd College, 2014, HMC-CS-2014-0905. The framework's own generator does not promise
/// its algorithm. Not for secrets.
/// </remarks>
internal sealed class Pcg32
{
    private const ulong Multiplier = 6364136223846793005UL;
    private readonly ulong _increment;
    private ulong _state;

    /// <param name="seed">Where the sequence starts.</param>
    /// <param name="stream">Which of 2⁶³ independent sequences; one a file, so that files do not depend on each other.</param>
    public Pcg32(ulong seed, ulong stream)
    {
        _increment = (stream << 1) | 1;
        NextUInt();
        _state += seed;
        NextUInt();
    }

    /// <summary>Uniform over all 32-bit values.</summary>
    public uint NextUInt()
    {
        var old = _state;
        _state = unchecked((old * Multiplier) + _increment);
        return uint.RotateRight((uint)(((old >> 18) ^ old) >> 27), (int)(old >> 59));
    }

    /// <summary>Uniform over 0 … <paramref name="below"/> − 1, without bias (values beyond the last whole multiple are drawn again).</summary>
    public int Next(int below)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(below);
        var bound = (uint)below;
        var threshold = unchecked(0u - bound) % bound;
        while (true)
        {
            var value = NextUInt();
            if (value >= threshold)
                return (int)(value % bound);
        }
    }

    /// <summary>Uniform over [0, 1), 32 bits.</summary>
    public double NextDouble() => NextUInt() * (1.0 / 4294967296.0);

    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>Nearly normal, mean 0, standard deviation 1, within ±6.</summary>
    /// <remarks>The sum of twelve uniforms less six (Irwin–Hall): additions only, so the same to the last bit everywhere.</remarks>
    public double NextNormal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
            sum += NextDouble();
        return sum;
    }

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];
}
