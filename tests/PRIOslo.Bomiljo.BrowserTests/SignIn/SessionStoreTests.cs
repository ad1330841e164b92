using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.BrowserTests.SignIn;

public sealed class SessionStoreTests
{
    private readonly FixedClock _clock = new(new(2025, 3, 1, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_session_ends_after_half_an_hour_without_a_request()
    {
        var store = new SessionStore(_clock);
        var key = await store.StoreAsync(Ticket());
        _clock.Time += SessionStore.Idle - TimeSpan.FromSeconds(1);
        Assert.NotNull(await store.RetrieveAsync(key));
        _clock.Time += SessionStore.Idle - TimeSpan.FromSeconds(1);
        Assert.NotNull(await store.RetrieveAsync(key));
        _clock.Time += SessionStore.Idle;
        Assert.Null(await store.RetrieveAsync(key));
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public async Task A_session_ends_after_eight_hours_however_busy()
    {
        var store = new SessionStore(_clock);
        var key = await store.StoreAsync(Ticket());
        for (var minutes = 10; minutes < 480; minutes += 10)
        {
            _clock.Time += TimeSpan.FromMinutes(10);
            Assert.NotNull(await store.RetrieveAsync(key));
            await store.RenewAsync(key, Ticket());
        }

        _clock.Time += TimeSpan.FromMinutes(10);
        Assert.Null(await store.RetrieveAsync(key));
    }

    [Fact]
    public async Task A_removed_session_cannot_be_renewed_and_another_key_finds_nothing()
    {
        var store = new SessionStore(_clock);
        var key = await store.StoreAsync(Ticket());
        await store.RemoveAsync(key);
        await store.RenewAsync(key, Ticket());
        Assert.Null(await store.RetrieveAsync(key));
        Assert.Null(await store.RetrieveAsync("x"));
    }

    [Fact]
    public async Task There_are_never_more_sessions_than_the_store_holds()
    {
        var store = new SessionStore(_clock);
        var first = await store.StoreAsync(Ticket());
        _clock.Time += TimeSpan.FromSeconds(1);
        for (var n = 0; n < SessionStore.Capacity + 5; n++)
            await store.StoreAsync(Ticket());
        Assert.Equal(SessionStore.Capacity, store.Count);
        Assert.Null(await store.RetrieveAsync(first));
    }

    [Fact]
    public void A_state_counts_once_and_for_ten_minutes()
    {
        var states = new OneTimeStates(_clock);
        var (key, late) = (states.Protect(new AuthenticationProperties { RedirectUri = "/sted" }), states.Protect(new AuthenticationProperties()));
        Assert.Null(states.Unprotect("x"));
        Assert.Null(states.Unprotect(null));
        Assert.Equal("/sted", states.Unprotect(key)?.RedirectUri);
        Assert.Null(states.Unprotect(key));
        _clock.Time += OneTimeStates.Lifetime;
        Assert.Null(states.Unprotect(late));
    }

    [Fact]
    public void Sign_ins_that_nobody_ends_take_no_more_than_their_room()
    {
        var states = new OneTimeStates(_clock);
        var first = states.Protect(new AuthenticationProperties());
        for (var n = 0; n < OneTimeStates.Capacity * 3; n++)
        {
            var key = states.Protect(new AuthenticationProperties());
            if (n % 2 == 0)
                Assert.NotNull(states.Unprotect(key));
            Assert.InRange(states.Count, 0, OneTimeStates.Capacity);
        }

        Assert.Null(states.Unprotect(first));
        _clock.Time += OneTimeStates.Lifetime;
        states.Protect(new AuthenticationProperties());
        Assert.Equal(1, states.Count);
    }

    private static AuthenticationTicket Ticket() => new(new ClaimsPrincipal(new ClaimsIdentity("x")), "x");
}
