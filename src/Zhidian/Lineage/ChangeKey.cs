using System.Globalization;
using Zhidian.Classification;

namespace Zhidian.Lineage;

/// <summary>
/// The place of a change in the list of its two versions, for paging: code, kind, id, and a number where one entry has several changes of
/// a kind (work types). As text <c>2-02-10-03~renamed~Z000324~0</c>.
/// </summary>
public readonly record struct ChangeKey(Code Code, ChangeKind Kind, string Id, int Number)
{
    /// <summary>Changes with their keys; the order of <see cref="History.Changes(ClassificationVersion, ClassificationVersion)"/> is the order of keys.</summary>
    public static IEnumerable<(ChangeKey Key, Change Change)> Of(IEnumerable<Change> changes)
    {
        ChangeKey? before = null;
        foreach (var change in changes)
        {
            var key = new ChangeKey((change.Code ?? change.OldCode)!.Value, change.Kind, change.Id, 0);
            if (before is { } b && b with { Number = 0 } == key)
                key = key with { Number = b.Number + 1 };
            before = key;
            yield return (key, change);
        }
    }

    /// <summary>Null for what <see cref="ToString"/> never wrote.</summary>
    public static ChangeKey? Parse(string text) =>
        text.Split('~') is [var code, var kind, { Length: > 0 } id, var number]
        && Code.TryParse(code, out var parsed)
        && Enum.TryParse<ChangeKind>(kind, out var known)
        && Enum.IsDefined(known)
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? new ChangeKey(parsed, known, id, place)
            : null;

    /// <summary>Whether it comes after <paramref name="other"/> in the list.</summary>
    public bool IsAfter(ChangeKey other)
    {
        if (Code != other.Code)
            return Code > other.Code;
        if (Kind != other.Kind)
            return Kind > other.Kind;
        return Id == other.Id ? Number > other.Number : string.CompareOrdinal(Id, other.Id) > 0;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code.Text}~{Kind}~{Id}~{Number}");
}
