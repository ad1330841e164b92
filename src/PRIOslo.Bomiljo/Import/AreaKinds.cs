using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Import;

/// <summary>How the database writes <see cref="AreaKind"/>, in its order.</summary>
internal static class AreaKinds
{
    public static readonly string[] Texts = ["delbydel", "grunnkrets", "grid-cell"];
}
