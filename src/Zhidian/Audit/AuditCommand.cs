using System.CommandLine;
using System.Globalization;
using Zhidian.Cli;
using Zhidian.Registry.Audit;
using Zhidian.Registry.Storage;

namespace Zhidian.Audit;

/// <summary><c>zhidian audit</c>: checks that the record of decisions is what was written.</summary>
public static class AuditCommand
{
    /// <summary><c>audit verify</c>: exit 0 the chain is whole, 1 it is broken (says where), 2 it could not be read.</summary>
    public static Command Build()
    {
        var head = new Option<AuditHead?>("--head")
        {
            Description = "Last line of an earlier check, kept elsewhere: proves that nothing up to there was cut off or forged.",
            CustomParser = given =>
            {
                var read = AuditHead.TryParse(given.Tokens[0].Value);
                if (read is null)
                    given.AddError("--head wants NUMBER:HASH, as an earlier check printed it: 12:9f86d081... (64 hexadecimal digits).");
                return read;
            },
        };
        var verify = new Command("verify", "Read the whole audit chain and name the first entry that is not what was written.")
        {
            CommandLine.Database,
            head,
        };
        verify.SetAction(parsed =>
            Verify(
                CommandLine.RegistryOf(parsed),
                parsed.GetValue(head),
                parsed.InvocationConfiguration.Output,
                parsed.InvocationConfiguration.Error
            )
        );
        return new Command("audit", "The append-only record of every decision.") { verify };
    }

    private static int Verify(string place, AuditHead? known, TextWriter output, TextWriter messages)
    {
        try
        {
            using var registry = RegistryDatabase.Open(place, readOnly: true);
            var result = new AuditLog(registry).Verify(known);
            if (result.Break is { } found)
            {
                messages.WriteLine($"The audit of {registry.Where} is broken: {found.Problem}.");
                messages.WriteLine(
                    result.Head is { } last
                        ? $"Entries 1 to {last.Sequence.ToString(CultureInfo.InvariantCulture)} are whole. Compare the rest with a backup; do not write to it before."
                        : "No entry before it is whole. Compare with a backup; do not write to it before."
                );
                return ExitCode.InputHasErrors;
            }
            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"The audit of {registry.Where} is whole: {result.Entries} entries.")
            );
            if (result.Head is { } head)
            {
                output.WriteLine("Keep the next line elsewhere and give it to a later check as --head:");
                output.WriteLine(head);
            }
            return ExitCode.Done;
        }
        catch (RegistryException e)
        {
            messages.WriteLine("zhidian: " + e.Message);
            return ExitCode.CouldNotRun;
        }
    }
}
