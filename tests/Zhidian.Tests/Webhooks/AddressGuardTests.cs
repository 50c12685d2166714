using System.Net;
using Zhidian.Webhooks;

namespace Zhidian.Tests.Webhooks;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.9.9.9", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:0:7f00:1::", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_addresses_of_the_public_internet_may_be_sent_to(string address, bool allowed) =>
        Assert.Equal(allowed, new AddressGuard(new WebhookOptions()).Allows(IPAddress.Parse(address)));

    [Fact]
    public void The_operator_may_open_a_network_and_loopback()
    {
        var options = new WebhookOptions { AllowLoopback = true };
        options.AllowNetworks.Add("10.1.0.0/16");
        var guard = new AddressGuard(options);
        Assert.True(guard.Allows(IPAddress.Parse("10.1.9.9")));
        Assert.True(guard.Allows(IPAddress.Parse("::ffff:10.1.9.9")));
        Assert.False(guard.Allows(IPAddress.Parse("10.2.0.1")));
        Assert.True(guard.Allows(IPAddress.IPv6Loopback));
        Assert.False(guard.Allows(IPAddress.Parse("169.254.169.254")));
    }
}
