using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Audit;

namespace PRIOslo.Bomiljo.Tests.Audit;

public class AuditChainTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_unbroken_chain_of_any_length_has_no_finding() => Prop.ForAll(
        Gen.Choose(0, 40).ToArbitrary(), length => Findings(Chain(length), head: null).Count == 0).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_one_field_changed_is_found() => Prop.ForAll(
        Places(), Gen.Choose(0, 7).ToArbitrary(), (place, field) =>
        {
            var chain = Chain(place.Length);
            chain[place.At] = Changed(chain[place.At], field);
            return Findings(chain, Chain(place.Length)[^1]).Count > 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_one_entry_taken_out_is_found_by_its_number() => Prop.ForAll(
        Places(), place =>
        {
            var chain = Chain(place.Length);
            var head = chain[^1];
            chain.RemoveAt(place.At);
            return Findings(chain, head).Any(finding => finding.Seq == place.At + 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_two_entries_exchanged_are_found() => Prop.ForAll(
        Places(), Places(), (one, other) =>
        {
            var (length, a, b) = (Math.Max(one.Length, other.Length), one.At, other.At);
            var chain = Chain(length);
            var head = chain[^1];
            (chain[a], chain[b]) = (chain[b] with { Seq = a + 1 }, chain[a] with { Seq = b + 1 });
            return a == b || Findings(chain, head).Count > 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_entry_written_anew_with_its_hash_is_found_at_the_next_or_at_the_head() => Prop.ForAll(
        Places(), place =>
        {
            var chain = Chain(place.Length);
            var head = chain[^1];
            var forged = chain[place.At] with { Actor = "somebody else" };
            chain[place.At] = forged with { Hash = forged.ComputeHash() };
            return Findings(chain, head) is [var finding]
                && finding == (place.At + 1 == place.Length ? new AuditFinding(place.Length, AuditFault.HeadDiffers) : new AuditFinding(place.At + 2, AuditFault.Unchained));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_chain_written_anew_with_its_head_is_found_by_a_place_noted_outside_and_only_so()
    {
        var noted = Chain(9)[6];
        var anew = Chain(9, actor: "somebody else");
        Assert.Empty(Findings(anew, head: null));
        Assert.Equal([new AuditFinding(7, AuditFault.Rewritten)], Findings(anew, head: null, new AuditPlace(7, noted.Hash)));
        Assert.Equal([new AuditFinding(7, AuditFault.Rewritten)], Findings(Chain(6), head: null, new AuditPlace(7, noted.Hash)));
        Assert.Empty(Findings(Chain(20), head: null, new AuditPlace(7, noted.Hash)));
    }

    [Fact]
    public void Moving_a_character_from_one_field_to_the_next_gives_another_hash()
    {
        var entry = Chain(1)[0];
        Assert.NotEqual(
            (entry with { Actor = "ab", Role = "c" }).ComputeHash(),
            (entry with { Actor = "a", Role = "bc" }).ComputeHash());
    }

    [Fact]
    public void A_place_is_read_as_it_is_written_and_nothing_else_is()
    {
        var place = new AuditPlace(12, Chain(1)[0].Hash);
        Assert.Equal(place.ToString(), AuditPlace.TryParse(place.ToString())!.ToString());
        foreach (var wrong in new[] { "", "12", "12:", ":", "x:" + new string('0', 64), "1:" + new string('g', 64), "1:00", "-1:" + new string('0', 64), "1:" + new string('0', 64) + ":1" })
            Assert.Null(AuditPlace.TryParse(wrong));
    }

    private static Arbitrary<(int Length, int At)> Places() =>
        Gen.Choose(1, 30).SelectMany(length => Gen.Choose(0, length - 1).Select(at => (length, at))).ToArbitrary();

    private static List<AuditEntry> Chain(int length, string actor = "per")
    {
        var chain = new List<AuditEntry>();
        for (var seq = 1; seq <= length; seq++)
        {
            var entry = new AuditEntry(seq, Start.AddMinutes(seq), actor, "analyst", "incident.look", $"delivery {seq % 3}", "{}", chain is [.., var last] ? last.Hash : new byte[32], []);
            chain.Add(entry with { Hash = entry.ComputeHash() });
        }

        return chain;
    }

    private static AuditEntry Changed(AuditEntry entry, int field) => field switch
    {
        0 => entry with { At = entry.At.AddMicroseconds(1) },
        1 => entry with { Actor = entry.Actor + " " },
        2 => entry with { Role = "viewer" },
        3 => entry with { Action = "sign-in" },
        4 => entry with { Subject = "delivery 9" },
        5 => entry with { Detail = "{ }" },
        6 => entry with { Previous = [.. entry.Previous.Select(value => (byte)(value ^ 1))] },
        _ => entry with { Hash = [.. entry.Hash.Select(value => (byte)(value ^ 1))] },
    };

    /// <param name="head">The entry that the head tells of; null: the last.</param>
    private static IReadOnlyList<AuditFinding> Findings(List<AuditEntry> entries, AuditEntry? head, AuditPlace? known = null)
    {
        var chain = new AuditChain(known);
        entries.ForEach(chain.Add);
        return chain.Finish(head is null ? chain.Last : new AuditPlace(head.Seq, head.Hash));
    }
}
