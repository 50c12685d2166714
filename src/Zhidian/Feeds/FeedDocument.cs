namespace Zhidian.Feeds;

/// <summary>One entry of a feed, in one language.</summary>
/// <param name="Id">A tag URI (RFC 4151): the same in every language, at every address of this server, for ever.</param>
/// <param name="Page">Address of the page for people.</param>
/// <param name="Data">Address of the same as JSON; null where there is none.</param>
/// <param name="Html">A fragment without scripts or styles; texts in it are escaped.</param>
public sealed record FeedEntry(
    string Id,
    string Title,
    DateTimeOffset Updated,
    string Page,
    string? Data,
    string Summary,
    string Html,
    IReadOnlyList<string> Categories
);

/// <summary>A page of a feed (RFC 5005, section 3); addresses are absolute.</summary>
/// <param name="Self">Of this page.</param>
/// <param name="Other">Of the same feed in the other format.</param>
/// <param name="Previous">Of the page with newer entries; null on the first.</param>
/// <param name="Next">Of the page with older entries; null on the last.</param>
public sealed record FeedDocument(
    string Id,
    string Title,
    string Language,
    string Home,
    string Icon,
    DateTimeOffset Updated,
    string Self,
    string Other,
    string First,
    string? Previous,
    string? Next,
    string Last,
    IReadOnlyList<FeedEntry> Entries
);
