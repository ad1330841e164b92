using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Import;

namespace PRIOslo.Bomiljo.Tests.Import;

public sealed class KeySetTests
{
    [Fact]
    public void A_key_is_new_once_and_known_by_where_it_came_from_after_that()
    {
        var keys = new KeySet();
        var (earlier, here) = (Guid.NewGuid(), Guid.NewGuid());
        keys.AddEarlier(earlier);

        Assert.Equal(KeySeen.InAnEarlierDelivery, keys.Find(earlier));
        Assert.Equal(KeySeen.InAnEarlierDelivery, keys.Add(earlier));
        Assert.Equal(KeySeen.Nowhere, keys.Find(here));
        Assert.Equal(KeySeen.Nowhere, keys.Add(here));
        Assert.Equal(KeySeen.InThisFile, keys.Add(here));
        Assert.Equal(KeySeen.InThisFile, keys.Find(earlier)); // twice in the file, it counts once among the rows that are in from before
        Assert.Equal(2, keys.Count);
    }

    [Fact]
    public void It_says_the_same_as_a_set_of_whole_keys() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var (keys, whole) = (new KeySet(), new HashSet<Guid>());
        var drawn = new byte[1_000 * 16];
        random.NextBytes(drawn);
        for (var row = 0; row < 3_000; row++)
        {
            var key = new Guid(drawn.AsSpan(random.Next(1_000) * 16, 16));
            if (whole.Add(key) != (keys.Add(key) == KeySeen.Nowhere))
                return false;
        }

        return keys.Count == whole.Count;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void It_holds_three_hundred_thousand_keys_and_takes_none_of_them_for_another()
    {
        var random = new Random(4);
        var keys = new KeySet();
        var all = new Guid[300_000];
        var bytes = new byte[16];
        for (var at = 0; at < all.Length; at++)
        {
            random.NextBytes(bytes);
            all[at] = new Guid(bytes);
            Assert.Equal(KeySeen.Nowhere, keys.Add(all[at]));
        }

        Assert.All(all, key => Assert.Equal(KeySeen.InThisFile, keys.Find(key)));
        Assert.Equal(all.Length, keys.Count);
    }
}
