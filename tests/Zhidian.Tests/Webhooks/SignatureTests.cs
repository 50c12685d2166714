using System.Diagnostics;
using System.Text;
using Zhidian.Webhooks;

namespace Zhidian.Tests.Webhooks;

/// <summary>Signatures against the specification's example, and as receivers in three languages verify them.</summary>
public sealed class SignatureTests
{
    // The example of the reference libraries of Standard Webhooks.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long At = 1614265330;
    private const string Body = "{\"test\": 2432232314}";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Fact]
    public void The_example_of_the_specification_is_signed_as_it_says() =>
        Assert.Equal(Signature, WebhookSignature.Of([Secret], Id, At, Body));

    [Fact]
    public void A_secret_has_the_form_and_strength_that_the_specification_asks_for()
    {
        var secret = WebhookSignature.NewSecret();
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.InRange(Convert.FromBase64String(secret["whsec_".Length..]).Length, 24, 64);
        Assert.NotEqual(secret, WebhookSignature.NewSecret());
    }

    /// <summary>A message and ways to spoil it; the last member says whether it is good.</summary>
    public static TheoryData<string, string, string, string, bool> Messages() =>
        new()
        {
            { Secret, $"{At}", Signature, Body, true },
            { Secret, $"{At}", "v1,AAAA " + Signature, Body, true },
            { Secret, $"{At}", $"v1a,xyz {Signature} v2,x", Body, true },
            {
                Secret,
                $"{At}",
                WebhookSignature.Of([WebhookSignature.NewSecret(), Secret], Id, At, "{\"职业\":\"😀\"}"),
                "{\"职业\":\"😀\"}",
                true
            },
            { Secret, $"{At}", Signature, Body + " ", false },
            { Secret, $"{At + 1}", Signature, Body, false },
            { Secret, $"{At - 301}", WebhookSignature.Of([Secret], Id, At - 301, Body), Body, false },
            { Secret, "soon", Signature, Body, false },
            { Secret, $"{At}", "", Body, false },
            { Secret, $"{At}", Signature.Replace("v1,", "", StringComparison.Ordinal), Body, false },
            { "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", $"{At}", Signature, Body, false },
        };

    [Theory]
    [MemberData(nameof(Messages))]
    public void The_documented_receiver_in_CSharp_tells_good_from_bad(
        string secret,
        string timestamp,
        string signatures,
        string body,
        bool good
    )
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(At);
        Assert.Equal(good, ReceiverSample.Verify(secret, Id, timestamp, signatures, Encoding.UTF8.GetBytes(body), now));
    }

    [Theory]
    [InlineData("python", "python3", "-c")]
    [InlineData("js", "node", "-e")]
    public void The_documented_receiver_in_another_language_tells_good_from_bad(string language, string program, string run)
    {
        var code = new StringBuilder(Snippet(language)).Append('\n');
        foreach (var row in Messages())
        {
            var (secret, timestamp, signatures, body, _) = row.Data;
            var hex = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(body));
            var (bytes, print) =
                language == "python" ? ($"bytes.fromhex('{hex}')", "print") : ($"Buffer.from('{hex}', 'hex')", "console.log");
            code.AppendLine(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{print}(verify('{secret}', '{Id}', '{timestamp}', '{signatures}', {bytes}, {At}))"
            );
        }
        Process process;
        try
        {
            process = Process.Start(
                new ProcessStartInfo(program, [run, code.ToString()]) { RedirectStandardOutput = true, UseShellExecute = false }
            )!;
        }
        catch (System.ComponentModel.Win32Exception) when (language == "js")
        {
            Assert.Skip("node is not installed");
            throw;
        }
        using (process)
        {
            var said = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(Messages().Select(m => m.Data.Item5), said.Select(line => bool.Parse(line.Trim())));
        }
    }

    [Fact]
    public void The_document_shows_the_CSharp_that_is_tested_here()
    {
        var source = File.ReadAllText(Path.Combine(Root(), "tests/Zhidian.Tests/Webhooks/ReceiverSample.cs"));
        var lines = source.Split("// <sample>\n")[1].Split("    // </sample>")[0].Split('\n').Select(l => l.Length > 4 ? l[4..] : "");
        Assert.Equal(string.Join('\n', lines).Trim(), Snippet("csharp").Trim());
    }

    private static string Snippet(string language) =>
        File.ReadAllText(Path.Combine(Root(), "docs/webhooks.md")).Split($"```{language}\n")[1].Split("```")[0];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Zhidian.slnx")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
