using System.Globalization;
using System.Text;
using System.Xml;

namespace Zhidian.Feeds;

/// <summary>Atom 1.0 (RFC 4287).</summary>
public static class AtomFeed
{
    public const string MediaType = "application/atom+xml";
    private const string Namespace = "http://www.w3.org/2005/Atom";

    public static byte[] Write(FeedDocument feed)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true };
        using (var xml = XmlWriter.Create(bytes, settings))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteAttributeString("xml", "lang", null, feed.Language);
            Element(xml, "id", feed.Id);
            Element(xml, "title", feed.Title);
            Element(xml, "updated", Time(feed.Updated));
            xml.WriteStartElement("author", Namespace);
            Element(xml, "name", "Zhidian 职典");
            xml.WriteEndElement();
            xml.WriteStartElement("generator", Namespace);
            xml.WriteString("Zhidian");
            xml.WriteEndElement();
            Element(xml, "icon", feed.Icon);
            Link(xml, "self", feed.Self, MediaType);
            Link(xml, "alternate", feed.Home, "text/html");
            Link(xml, "alternate", feed.Other, JsonFeed.MediaType);
            if (feed.First != feed.Last)
            {
                Link(xml, "first", feed.First, MediaType);
                Link(xml, "previous", feed.Previous, MediaType);
                Link(xml, "next", feed.Next, MediaType);
                Link(xml, "last", feed.Last, MediaType);
            }
            foreach (var entry in feed.Entries)
                Write(xml, entry);
            xml.WriteEndElement();
        }
        return bytes.ToArray();
    }

    private static void Write(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", Namespace);
        Element(xml, "id", entry.Id);
        Element(xml, "title", entry.Title);
        Element(xml, "updated", Time(entry.Updated));
        Element(xml, "published", Time(entry.Updated));
        Link(xml, "alternate", entry.Page, "text/html");
        Link(xml, "alternate", entry.Data, "application/json");
        foreach (var category in entry.Categories)
        {
            xml.WriteStartElement("category", Namespace);
            xml.WriteAttributeString("term", category);
            xml.WriteEndElement();
        }
        Element(xml, "summary", entry.Summary);
        xml.WriteStartElement("content", Namespace);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(entry.Html);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, text);

    private static void Link(XmlWriter xml, string relation, string? address, string type)
    {
        if (address is null)
            return;
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    internal static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
