using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Zhidian.Operator;

/// <summary>Sign-in links printed on the console: each works once, within 15 minutes.</summary>
public sealed class SignInTickets(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _tickets = new();

    public string Issue()
    {
        var ticket = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _tickets[ticket] = clock.GetUtcNow() + Life;
        return ticket;
    }

    public bool IsOpen(string ticket) => _tickets.TryGetValue(ticket, out var until) && clock.GetUtcNow() <= until;

    /// <summary>True once for a ticket that is still good.</summary>
    public bool Redeem(string ticket) => _tickets.TryRemove(ticket, out var until) && clock.GetUtcNow() <= until;
}
