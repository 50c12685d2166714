using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Zhidian.Classification;
using Zhidian.Layout;

namespace Zhidian.Coding;

/// <summary>A list someone had coded.</summary>
/// <param name="Key">Unguessable: who has the address can read the list.</param>
public sealed record CodedList(
    string Key,
    DateTimeOffset Made,
    ClassificationVersion Version,
    string Coder,
    string? Column,
    int Empty,
    IReadOnlyList<CodedView> Items
)
{
    /// <summary>The columns of <c>zhidian code</c>: code, title_zh, level, confidence, abstained, alternatives.</summary>
    public string Csv()
    {
        var csv = new StringBuilder("\uFEFFtitle,code,title_zh,level,confidence,abstained,alternatives\r\n");
        foreach (var item in Items)
            csv.AppendJoin(
                    ',',
                    CsvText.Field(item.Title),
                    item.Code ?? "",
                    CsvText.Field(item.CodeTitle ?? ""),
                    item.Level ?? "",
                    item.Confidence.ToString("0.####", CultureInfo.InvariantCulture),
                    item.Abstained ? "true" : "false",
                    string.Join(
                        ';',
                        item.Alternatives.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Code}:{a.Confidence:0.####}"))
                    )
                )
                .Append("\r\n");
        return csv.ToString();
    }
}

/// <summary>Coded lists of the last hour, in memory alone: what people upload is not stored. The oldest go when there are too many.</summary>
public sealed class CodedLists
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private const int MaxRows = 400_000;

    private readonly ConcurrentDictionary<string, CodedList> _lists = new();

    public CodedList Add(ClassificationVersion version, string coder, string? column, int empty, IReadOnlyList<CodedView> items)
    {
        var list = new CodedList(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            DateTimeOffset.UtcNow,
            version,
            coder,
            column,
            empty,
            items
        );
        _lists[list.Key] = list;
        var rows = 0;
        foreach (var old in _lists.Values.OrderByDescending(l => l.Made).ToList())
        {
            rows += old.Items.Count;
            if (old != list && (rows > MaxRows || DateTimeOffset.UtcNow - old.Made > Kept))
                _lists.TryRemove(old.Key, out _);
        }
        return list;
    }

    public CodedList? Find(string key) => _lists.TryGetValue(key, out var list) && DateTimeOffset.UtcNow - list.Made <= Kept ? list : null;
}
