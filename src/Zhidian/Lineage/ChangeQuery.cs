using System.Diagnostics.CodeAnalysis;
using Zhidian.Classification;
using Zhidian.Layout;

namespace Zhidian.Lineage;

/// <summary>What a reader wants to see of the changes between two versions, as the address says it.</summary>
/// <param name="Text">In a code, a title of either side or of a related entry, a work type or our English title; empty: all.</param>
/// <param name="After">Key of the last change of the page before.</param>
public sealed record ChangeQuery(ChangeFilter Filter, string Text, ChangeKey? After)
{
    public const int MaxText = 100;

    public bool Narrows => Text.Length > 0 || Filter.Kinds.Count > 0 || Filter.Level is not null || Filter.Under is not null;

    /// <summary>Reads <c>kind</c> (any number), <c>level</c>, <c>under</c>, <c>q</c> and <c>after</c>; empty fields of a form are absent.</summary>
    public static bool TryRead(
        IQueryCollection query,
        [NotNullWhen(true)] out ChangeQuery? wanted,
        [NotNullWhen(false)] out Func<Language, string>? fault
    )
    {
        wanted = null;
        // Several as kind=a&kind=b, as a form sends them, or kind=a,b.
        var kinds = query["kind"].OfType<string>().SelectMany(k => k.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (!ChangeFilter.TryRead(kinds, Given("level"), Given("under"), out var filter, out fault))
            return false;
        var text = (Given("q") ?? "").Trim();
        if (text.Length > MaxText)
        {
            fault = l => l[$"q 至多 {MaxText} 个字符。", $"q must have at most {MaxText} characters."];
            return false;
        }
        ChangeKey? after = null;
        if (Given("after") is { } place && (after = ChangeKey.Parse(place)) is null)
        {
            fault = l => l["after 须取自上一页的“下一页”链接。", "after must come from the link to the next page of the page before."];
            return false;
        }
        wanted = new ChangeQuery(filter, text, after);
        return true;

        string? Given(string key) => query[key].ToString() is { Length: > 0 } value ? value : null;
    }

    /// <summary>The changes wanted, on whatever page, with their keys in order.</summary>
    public IEnumerable<(ChangeKey Key, Change Change)> Of(
        IReadOnlyList<Change> changes,
        ClassificationVersion older,
        ClassificationVersion newer
    ) => ChangeKey.Of(changes).Where(c => Filter.Takes(c.Change) && (Text.Length == 0 || Says(c.Change, older, newer)));

    private bool Says(Change c, ClassificationVersion older, ClassificationVersion newer) =>
        Has(c.OldCode?.Text)
        || Has(c.Code?.Text)
        || Has(c.OldTitle)
        || Has(c.Title)
        || Has(c.Text)
        || Has(older.FindById(c.Id)?.English)
        || Has(newer.FindById(c.Id)?.English)
        || c.Related.Any(r => Has(r.Title) || Has(r.Code.Text));

    private bool Has(string? text) => text?.Contains(Text, StringComparison.OrdinalIgnoreCase) == true;
}
