namespace PRIOslo.Bomiljo.Access;

/// <summary>Who asks, as the sign-in told.</summary>
/// <param name="Id">The identity provider's lasting id of the person; it goes into the audit.</param>
/// <param name="Role">The one role taken on.</param>
/// <param name="Bydeler">Two-digit codes of the bydeler that the person's view of incidents is limited to; null: all.</param>
/// <param name="Projects">The site projects that the person is a member of.</param>
public sealed record Person(string Id, Role Role, IReadOnlyList<string>? Bydeler, IReadOnlyList<int> Projects);
