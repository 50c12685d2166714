using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Zhidian.Feeds;

/// <summary>JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).</summary>
public static class JsonFeed
{
    public const string MediaType = "application/feed+json";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), Indented = true };

    public static byte[] Write(FeedDocument feed)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("version", "https://jsonfeed.org/version/1.1");
            json.WriteString("title", feed.Title);
            json.WriteString("home_page_url", feed.Home);
            json.WriteString("feed_url", feed.Self);
            if (feed.Next is not null)
                json.WriteString("next_url", feed.Next);
            json.WriteString("icon", feed.Icon);
            json.WriteString("language", feed.Language);
            json.WriteStartArray("authors");
            json.WriteStartObject();
            json.WriteString("name", "Zhidian 职典");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartArray("items");
            foreach (var entry in feed.Entries)
                Write(json, feed, entry);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, FeedDocument feed, FeedEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", entry.Id);
        json.WriteString("url", entry.Page);
        json.WriteString("title", entry.Title);
        json.WriteString("summary", entry.Summary);
        json.WriteString("content_html", entry.Html);
        json.WriteString("date_published", AtomFeed.Time(entry.Updated));
        json.WriteString("date_modified", AtomFeed.Time(entry.Updated));
        json.WriteString("language", feed.Language);
        json.WriteStartArray("tags");
        foreach (var category in entry.Categories)
            json.WriteStringValue(category);
        json.WriteEndArray();
        if (entry.Data is not null)
        {
            json.WriteStartArray("attachments");
            json.WriteStartObject();
            json.WriteString("url", entry.Data);
            json.WriteString("mime_type", "application/json");
            json.WriteEndObject();
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
