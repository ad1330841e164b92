namespace PRIOslo.Bomiljo.BrowserTests;

/// <summary>A test in a real Chromium; skipped where none is installed, unless BOMILJO_TEST_BROWSER=1 demands it.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.WhyNot;
}

/// <inheritdoc cref="BrowserFactAttribute"/>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Browser.WhyNot;
}
