namespace PRIOslo.Bomiljo.PostgisTests;

/// <inheritdoc cref="PostgisFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgisTheoryAttribute : TheoryAttribute
{
    public PostgisTheoryAttribute() => Skip = new PostgisFactAttribute().Skip;
}
