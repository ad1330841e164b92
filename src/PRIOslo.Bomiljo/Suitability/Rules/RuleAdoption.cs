using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Suitability.Rules;

/// <summary>A threshold that the organisation has adopted, to become a new version of a rule.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Met">From here it is met; in <paramref name="Unit"/>.</param>
/// <param name="Partly">From here it is met in part; null: the decision names no such step.</param>
/// <param name="Unit">As the metric has it, so that nobody adopts 50 % as 50.</param>
/// <param name="Adoption">Who decided, when and where.</param>
/// <param name="ValidFrom">The first day on which it applies.</param>
public sealed record AdoptedThreshold(string Rule, double Met, double? Partly, string Unit, Adoption Adoption, DateOnly ValidFrom);

/// <summary>Writes an adopted threshold into a rule file as a new version; the versions that are there are kept letter by letter.</summary>
public static class RuleAdoption
{
    /// <summary>How far a threshold may be moved at once, as a multiple of the rule's own (or of 1), and as its part downwards (but to 0): beyond it a slip of the pen is likelier.</summary>
    public const int MostTimes = 10;

    private static readonly JsonWriterOptions Written = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Changes the file, or leaves it as it is.</summary>
    /// <exception cref="ProblemException">BOM-004: it cannot be written. BOM-665: the threshold cannot be adopted; else as <see cref="RuleFile.Load(string)"/>.</exception>
    public static void Write(string path, AdoptedThreshold adopted)
    {
        var text = Apply(path, TextFile.Read(path), adopted);
        var unfinished = path + ".part";
        try
        {
            File.WriteAllText(unfinished, text);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(ProblemCode.CannotWriteFile, path, "the rule file cannot be written.", "Check the folder, its rights and the space left.", failure);
        }
        finally
        {
            if (File.Exists(unfinished))
                File.Delete(unfinished);
        }
    }

    /// <summary>Says whether <see cref="Write"/> would change the file, before anything is put on record.</summary>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static void Demand(string path, AdoptedThreshold adopted) => Apply(path, TextFile.Read(path), adopted);

    /// <returns>The file's text with the new version behind the others of its rule, or last where the rule is of a file that it extends. Pure but for that file.</returns>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static string Apply(string path, string json, AdoptedThreshold adopted)
    {
        var before = RuleFile.Parse(path, json);
        var current = before.On(adopted.ValidFrom).Rules.FirstOrDefault(rule => rule.Id == adopted.Rule)
            ?? throw Problem(adopted, "the file has no such rule on that day.", "Write its id as site rules list shows it.");
        Demand(current, adopted, before);

        var bytes = Encoding.UTF8.GetBytes(json);
        var at = EndOf(bytes, adopted.Rule);
        var text = $"{Encoding.UTF8.GetString(bytes, 0, at)},\n{Entry(current, adopted)}{Encoding.UTF8.GetString(bytes, at, bytes.Length - at)}";
        try
        {
            RuleFile.Parse(path, text);
        }
        catch (ProblemException failure)
        {
            throw new ProblemException(ProblemCode.CannotAdopt, $"rule {adopted.Rule}", failure.Message[$"{failure.Code} {failure.Place}: ".Length..], "Nothing was written.", failure);
        }

        return text;
    }

    private static void Demand(LocationRule current, AdoptedThreshold adopted, RuleFile before)
    {
        if (current.BasisKind == BasisKind.Law)
            throw Problem(adopted, "the rule is from law or plan, which the organisation cannot decide otherwise.", "Change the rule file where law or plan has changed.");
        if (current.Threshold is null)
            throw Problem(adopted, "the rule is for information and has no threshold.", "Adopt one for a rule that has.");
        if (current.Metric.Unit != adopted.Unit)
            throw Problem(adopted, "the unit is not the rule's.", $"Give the value in «{current.Metric.Unit}»{(current.Metric.Unit == "share" ? ", such as 0.5 for half" : "")}.");
        if (!double.IsFinite(adopted.Met) || adopted.Partly is { } partly && !double.IsFinite(partly))
            throw Problem(adopted, "the value is no number.", "Give a plain number.");
        if (Math.Max(adopted.Met, adopted.Partly ?? 0) > MostTimes * Math.Max(1, current.Threshold.Met))
            throw Problem(adopted, $"the value is more than {MostTimes} times the one in force.", "Look for a slip in the number or its unit; adopt one nearer first if it is meant.");
        if (IsFarBelow(adopted.Met, current.Threshold.Met) || adopted.Partly is { } step && IsFarBelow(step, Math.Min(current.Threshold.Met, current.Threshold.Partly ?? current.Threshold.Met)))
            throw Problem(adopted, $"the value is less than the one in force divided by {MostTimes}.", "Look for a slip in the number or its unit; adopt one nearer first if it is meant.");
        if (current.Metric.Unit is "dwellings" or "homes" && !(double.IsInteger(adopted.Met) && double.IsInteger(adopted.Partly ?? 0)))
            throw Problem(adopted, "the value is no whole number, and the unit counts.", $"Give a whole number of {current.Metric.Unit}.");
        if (before.Rules.Any(rule => rule.Id == adopted.Rule && rule.ValidFrom == adopted.ValidFrom))
            throw Problem(adopted, "a version is valid from that day already.", "Give another day with --valid-from.");
    }

    // None at all is a decision of its own kind, where the rule file takes it.
    private static bool IsFarBelow(double value, double inForce) => value != 0 && value < inForce / MostTimes;

    /// <returns>How many bytes of the file there are up to the end of the rule's last version, or of its last rule.</returns>
    private static int EndOf(byte[] json, string id)
    {
        using var document = JsonDocument.Parse(json);
        var ids = document.RootElement.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()).ToList();
        var wanted = ids.LastIndexOf(id) is >= 0 and var own ? own : ids.Count - 1;

        var reader = new Utf8JsonReader(json);
        var (isRules, number) = (false, -1);
        while (reader.Read())
        {
            if (reader is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName })
                isRules = reader.ValueTextEquals("rules");
            else if (isRules && reader is { CurrentDepth: 2, TokenType: JsonTokenType.EndObject } && ++number == wanted)
                return (int)reader.BytesConsumed;
        }

        throw new InvalidOperationException("A rule file that was read has its rules.");
    }

    private static string Entry(LocationRule rule, AdoptedThreshold adopted)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Written))
            WriteRule(json, rule, adopted);
        return string.Join('\n', Encoding.UTF8.GetString(stream.ToArray()).Split('\n').Select(line => "    " + line.TrimEnd('\r')));
    }

    private static void WriteRule(Utf8JsonWriter json, LocationRule rule, AdoptedThreshold adopted)
    {
        var (threshold, by) = (rule.Threshold!, adopted.Adoption);
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("valid_from", Day(adopted.ValidFrom));
        Bilingual("label", rule.Label.Nb, rule.Label.En);
        json.WritePropertyName("groups");
        json.WriteRawValue($"[{string.Join(", ", rule.Groups.Select(group => $"\"{group}\""))}]");
        json.WriteString("metric", rule.Metric.Name);
        json.WriteString("unit", rule.Metric.Unit);
        json.WriteString("layer", rule.Layer);
        json.WriteString("role", Screening.Codes.Of(rule.Role));
        json.WriteString("comparison", Screening.Codes.Of(threshold.Comparison));
        json.WriteNumber("met", adopted.Met);
        if (adopted.Partly is { } partly)
            json.WriteNumber("partly", partly);
        // One that the threshold gives is left to be given by the new one.
        if (rule.Metric.RadiusMetres is null && rule.RadiusMetres > ThresholdReach.Metres(rule.Metric, threshold))
            json.WriteNumber("radius", Math.Max(rule.RadiusMetres, ThresholdReach.Metres(rule.Metric, threshold with { Met = adopted.Met, Partly = adopted.Partly })));
        json.WriteNumber("weight", rule.Weight);
        Bilingual("basis", rule.Basis.Nb, rule.Basis.En);
        json.WriteString("basis_kind", Screening.Codes.Of(BasisKind.Adopted));
        json.WriteStartObject("adopted");
        json.WriteString("body", by.Body);
        json.WriteString("date", Day(by.On));
        json.WriteString("reference", by.Reference);
        json.WriteEndObject();
        Bilingual("reason", $"Vedtatt av {by.Body} {Day(by.On)}, {by.Reference}.", $"Adopted by {by.Body} on {Day(by.On)}, {by.Reference}.");
        json.WriteEndObject();

        void Bilingual(string key, string nb, string en)
        {
            json.WriteStartObject(key);
            json.WriteString("nb", nb);
            json.WriteString("en", en);
            json.WriteEndObject();
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static ProblemException Problem(AdoptedThreshold adopted, string what, string remedy) => new(ProblemCode.CannotAdopt, $"rule {adopted.Rule}", what, remedy);
}
