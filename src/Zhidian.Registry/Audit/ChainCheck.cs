using System.Globalization;
using System.Text;

namespace Zhidian.Registry.Audit;

/// <summary>The last entry of a chain: who notes it down elsewhere can later prove that nothing before it was changed.</summary>
public sealed record AuditHead(long Sequence, string Hash)
{
    /// <summary>Reads <c>12:9f86d0...</c>, the form <see cref="ToString"/> writes; null when it is not that.</summary>
    public static AuditHead? TryParse(string text) =>
        text.Split(':') is [var number, { Length: 64 } hash]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
        && sequence > 0
        && hash.All(char.IsAsciiHexDigit)
            ? new AuditHead(sequence, hash.ToLowerInvariant())
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");
}

/// <summary>The first broken place of a chain.</summary>
/// <param name="Sequence">The entry that is changed, missing or out of place.</param>
/// <param name="Problem">What is wrong with it, naming the hashes.</param>
public sealed record AuditBreak(long Sequence, string Problem);

/// <param name="Entries">Entries read and found whole.</param>
/// <param name="Head">The last whole entry; null when there is none.</param>
/// <param name="Break">Null when the chain is whole.</param>
public sealed record AuditVerification(long Entries, AuditHead? Head, AuditBreak? Break)
{
    public bool Whole => Break is null;
}

internal static class ChainCheck
{
    public static AuditVerification Run(IEnumerable<AuditEntry> entries, AuditHead? known)
    {
        AuditHead? head = null;
        AuditVerification Broken(long sequence, string problem) => new(head?.Sequence ?? 0, head, new AuditBreak(sequence, problem));

        using var chain = entries.GetEnumerator();
        while (true)
        {
            var expected = (head?.Sequence ?? 0) + 1;
            try
            {
                if (!chain.MoveNext())
                    break;
            }
            catch (Exception e) when (e is FormatException or InvalidCastException or InvalidOperationException or OverflowException)
            {
                // SQLite lets any column hold anything: a value of the wrong kind is a changed entry, not a crash.
                return Broken(expected, $"entry {expected} cannot be read: {e.Message}");
            }
            var entry = chain.Current;
            if (entry.Sequence != expected)
                return Broken(
                    expected,
                    $"entry {expected} is missing: entry {entry.Sequence} comes {(head is null ? "first" : $"after {head.Sequence}")}"
                );
            if (Hash(entry) is var computed && entry.Hash != computed)
                return Broken(
                    expected,
                    $"entry {expected} is not what was written: its hash is {entry.Hash}, what it says now gives {computed}"
                );
            var previous = head?.Hash ?? AuditEntry.NoPreviousHash;
            if (entry.PreviousHash != previous)
                return Broken(
                    expected,
                    $"entry {expected} does not continue the chain: it names {entry.PreviousHash} as the hash before, which is {previous}"
                );
            head = new AuditHead(entry.Sequence, entry.Hash);
            if (known?.Sequence == entry.Sequence && known.Hash != entry.Hash)
                return Broken(expected, $"entry {expected} was forged: its hash is {entry.Hash}, noted earlier was {known.Hash}");
        }
        if (known is not null && known.Sequence > (head?.Sequence ?? 0))
            return Broken(
                (head?.Sequence ?? 0) + 1,
                $"the chain ends at entry {head?.Sequence ?? 0}, but entry {known.Sequence} was noted earlier: the newest entries were cut off"
            );
        return new AuditVerification(head?.Sequence ?? 0, head, null);
    }

    private static string Hash(AuditEntry entry)
    {
        try
        {
            return entry.ComputeHash();
        }
        catch (EncoderFallbackException)
        {
            return "nothing (it is not valid text)";
        }
    }
}
