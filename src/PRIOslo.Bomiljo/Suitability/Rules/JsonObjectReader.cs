using System.Globalization;
using System.Text.Json;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Suitability.Rules;

/// <summary>Reads one JSON object of a configuration file key by key; whatever is missing, wrong or unknown is a problem.</summary>
internal sealed class JsonObjectReader
{
    private readonly JsonElement _element;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <param name="place">File and, where known, the entry; named in problems.</param>
    /// <param name="element">Must be an object.</param>
    public JsonObjectReader(string place, JsonElement element)
    {
        Place = place;
        if (element.ValueKind != JsonValueKind.Object)
            throw Problem("an object is wanted here.", "Write { … }.");
        _element = element;
    }

    /// <summary>File and entry; may be made more precise once the entry's id has been read.</summary>
    public string Place { get; set; }

    public bool Has(string key) => Find(key) is not null;

    /// <summary>A text that is not blank.</summary>
    public string Text(string key) =>
        Find(key) is { ValueKind: JsonValueKind.String } value && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw Problem($"«{key}» is missing or not a text.", $"Give «{key}» as a text.");

    public BilingualText Bilingual(string key)
    {
        var inner = new JsonObjectReader(
            $"{Place} «{key}»",
            Find(key) ?? throw Problem($"«{key}» is missing.", "Give it as { \"nb\": …, \"en\": … }."));
        var text = new BilingualText(inner.Text("nb"), inner.Text("en"));
        inner.RequireNoMore();
        return text;
    }

    /// <summary>One of a closed set of texts.</summary>
    public T OneOf<T>(string key, IReadOnlyDictionary<string, T> choices) =>
        choices.TryGetValue(Text(key), out var choice)
            ? choice
            : throw Problem($"«{key}» is none of the known ones.", $"Use one of {string.Join(", ", choices.Keys)}.");

    /// <summary>A finite number that is not negative, or null where the key is absent.</summary>
    public double? Number(string key)
    {
        if (Find(key) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) && number >= 0
            ? number
            : throw Problem($"«{key}» is not a finite number of 0 or more.", "Give a plain number.");
    }

    /// <summary>A day as <c>2024-12-10</c>, or null where the key is absent.</summary>
    public DateOnly? Day(string key)
    {
        if (!Has(key))
            return null;
        return DateOnly.TryParseExact(Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Problem($"«{key}» is not a day.", "Write it as 2024-12-10.");
    }

    /// <summary>The object under the key, or null where the key is absent.</summary>
    public JsonObjectReader? Inner(string key) => Find(key) is { } value ? new JsonObjectReader($"{Place} «{key}»", value) : null;

    public IEnumerable<JsonElement> Array(string key) =>
        Find(key) is { ValueKind: JsonValueKind.Array } value
            ? value.EnumerateArray()
            : throw Problem($"«{key}» is missing or not a list.", "Give it as [ … ].");

    /// <summary>The groups of a list of codes, each once.</summary>
    public IReadOnlyList<GroupCode> Groups(string key)
    {
        var groups = new SortedSet<GroupCode>();
        foreach (var entry in Array(key))
        {
            if (entry.ValueKind != JsonValueKind.String || !GroupCode.TryParse(entry.GetString(), out var group))
                throw Problem($"«{key}» holds a group that the matrix does not know.", "Use \"1\" to \"7\", \"som-1-5\" or \"som-5-7\".");
            groups.Add(group);
        }

        return groups.Count > 0 ? [.. groups] : throw Problem($"«{key}» is empty.", "Name at least one group.");
    }

    /// <exception cref="ProblemException">BOM-102: the object holds a key that was never asked for.</exception>
    public void RequireNoMore()
    {
        foreach (var property in _element.EnumerateObject())
        {
            if (!_asked.Contains(property.Name))
            {
                throw new ProblemException(
                    ProblemCode.UnknownKey, Place, $"the key «{property.Name}» is not known here.", "Remove it, or correct its spelling.");
            }
        }
    }

    public ProblemException Problem(string what, string remedy) => new(ProblemCode.BadConfiguration, Place, what, remedy);

    private JsonElement? Find(string key)
    {
        _asked.Add(key);
        return _element.TryGetProperty(key, out var value) ? value : null;
    }
}
