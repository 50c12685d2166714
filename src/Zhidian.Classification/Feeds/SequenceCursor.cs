using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Zhidian.Classification.Feeds;

/// <summary>
/// A place of the sequence as opaque text that stays good when new versions come and in later builds. It names the version and holds a
/// mark of what the follower had read: after a whole version that is its content; inside a version also what came before it, since
/// that decides the order. An edition that is only partly known may grow, and then a cursor inside it, or inside the version after it, is stale.
/// </summary>
public static class SequenceCursor
{
    private const string Prefix = "c1.";

    public static string Write(ChangeSequence sequence, SequencePlace place) =>
        Prefix
        + Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{place.Offset}:{Mark(sequence, place)}:{sequence.History.Versions[place.Version].Name}"
                )
            )
        );

    /// <summary>Whether a text is a cursor at all, rather than a date or a version.</summary>
    public static bool IsCursor(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The place that a cursor stands for; null when it was not made by <see cref="Write"/>.</summary>
    /// <param name="stale">The cursor is one, but what it had read is not what the sequence says now: begin anew.</param>
    public static SequencePlace? Read(ChangeSequence sequence, string cursor, out bool stale)
    {
        stale = false;
        if (!IsCursor(cursor) || !Base64Url.IsValid(cursor.AsSpan(Prefix.Length)))
            return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor.AsSpan(Prefix.Length))).Split(':', 3);
        if (parts.Length != 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            return null;
        stale = true;
        if (sequence.History.Find(parts[2]) is not { } version || version.Name != parts[2])
            return null;
        var index = sequence.History.IndexOf(version);
        // After a whole version the offset is that of the build that made the cursor; how many items there are now does not matter.
        var end = sequence.After(version);
        var place =
            parts[1] == Mark(sequence, end) ? end
            : offset < end.Offset ? new SequencePlace(index, offset)
            : (SequencePlace?)null;
        if (place is not { } found || parts[1] != Mark(sequence, found))
            return null;
        stale = false;
        return found;
    }

    private static string Mark(ChangeSequence sequence, SequencePlace place)
    {
        var versions = sequence.History.Versions;
        var count = sequence.Items(place.Version).Count;
        var content = versions[place.Version].ContentHash;
        var read =
            place.Offset == count ? "whole " + content
            : place.Version == 0 ? string.Create(CultureInfo.InvariantCulture, $"in {content} of {count}")
            : string.Create(CultureInfo.InvariantCulture, $"in {content} of {count} after {versions[place.Version - 1].ContentHash}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(read)))[..12];
    }
}
