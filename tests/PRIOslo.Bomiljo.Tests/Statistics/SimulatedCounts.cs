namespace PRIOslo.Bomiljo.Tests.Statistics;

/// <summary>Seeded counts of mean μ and variance φμ, drawn as a Poisson number of gamma-mixed events: apart from the code under test.</summary>
internal sealed class SimulatedCounts(int seed)
{
    private readonly Random _random = new(seed);

    public int Draw(double mean, double dispersion)
    {
        var rate = dispersion > 1 ? Gamma(mean / (dispersion - 1)) * (dispersion - 1) : mean;
        return Poisson(rate);
    }

    /// <summary>Log-uniform over the interval.</summary>
    public double Between(double low, double high) => low * Math.Pow(high / low, _random.NextDouble());

    private int Poisson(double mean)
    {
        var count = 0;
        for (; mean > 20; mean -= 20)
            count += Knuth(20);
        return count + Knuth(mean);
    }

    private int Knuth(double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), _random.NextDouble(), 0);
        for (; product > limit; product *= _random.NextDouble())
            count++;
        return count;
    }

    private double Gamma(double shape)
    {
        if (shape < 1)
            return Gamma(shape + 1) * Math.Pow(_random.NextDouble(), 1 / shape);
        double d = shape - (1.0 / 3), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
            var v = Math.Pow(1 + (c * normal), 3);
            if (v > 0 && Math.Log(1 - _random.NextDouble()) < (0.5 * normal * normal) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }
}
