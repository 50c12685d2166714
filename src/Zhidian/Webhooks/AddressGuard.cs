using System.Net;
using System.Net.Sockets;

namespace Zhidian.Webhooks;

/// <summary>
/// Decides what a webhook may be sent to, so that nobody can use this server to reach what only it can reach. Addresses are checked when
/// the connection is made, after the name is resolved: a name that turns to a private address later gets nowhere either.
/// </summary>
public sealed class AddressGuard(WebhookOptions options)
{
    /// <summary>
    /// Blocks that are not the public internet (IANA's special-purpose registries for IPv4 and IPv6): this host, private, shared,
    /// link-local with the metadata services of clouds, documentation, benchmarks, multicast, reserved.
    /// </summary>
    private static readonly IPNetwork[] Special = new[]
    {
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    }
        .Select(IPNetwork.Parse)
        .ToArray();

    /// <summary>The public part of IPv6, and the blocks in it that are not.</summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    /// <summary>Teredo and 6to4 lead to an IPv4 address inside; they are out of use, so refused as a whole.</summary>
    private static readonly IPNetwork[] Special6 = new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }
        .Select(IPNetwork.Parse)
        .ToArray();

    private readonly IPNetwork[] _allowed = options.AllowNetworks.Select(IPNetwork.Parse).ToArray();

    /// <summary>Whether a message may be sent to an address.</summary>
    public bool Allows(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (_allowed.Any(network => network.Contains(address)) || (options.AllowLoopback && IPAddress.IsLoopback(address)))
            return true;
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Special.Any(network => network.Contains(address))
            // NAT64 (64:ff9b::/96), unique local, link-local and all else outside the public part are refused too.
            : Global6.Contains(address) && !Special6.Any(network => network.Contains(address));
    }

    /// <summary>Resolves a host and connects to the first address that is allowed and answers.</summary>
    /// <exception cref="AddressRefusedException">None of its addresses may be sent to.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var end = context.DnsEndPoint;
        var found = IPAddress.TryParse(end.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(end.Host, cancel);
        var allowed = found.Where(Allows).ToArray();
        if (allowed.Length == 0)
            throw new AddressRefusedException(end.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, end.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A host that has no address which a webhook may be sent to. The address itself is not told: it may be a secret of the network.</summary>
public sealed class AddressRefusedException(string host)
    : Exception($"{host} is at no address that may be sent to: private, loopback, link-local and reserved addresses are refused.");
