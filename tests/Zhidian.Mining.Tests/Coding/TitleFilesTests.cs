using Zhidian.Classification;
using Zhidian.Mining.Coding;

namespace Zhidian.Mining.Tests.Coding;

public sealed class TitleFilesTests
{
    private static readonly string[] Kinds = ["synonym", "industry", "stem", "jargon", "english"];
    private static readonly ClassificationVersion Version = Versions.Get(TitleIndex.IndexVersion);
    private static readonly IReadOnlyList<FileRow> Rows = [.. TitleIndex.IndexRows()];

    private static string Fold(string title) => title.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);

    [Fact]
    public void There_are_enough() => Assert.True(Rows.Count >= 3_000, $"{Rows.Count} rows");

    [Fact]
    public void Every_code_is_an_occupation_of_the_version() =>
        Assert.Empty(Rows.Where(r => Version.Find(Code.Parse(r["code"]))?.Level != Level.Occupation).Select(r => r["title"]));

    [Fact]
    public void Every_kind_is_known() => Assert.Empty(Rows.Where(r => !Kinds.Contains(r["kind"])).Select(r => r["title"]));

    [Fact]
    public void No_title_stands_twice_without_condition()
    {
        var twice = Rows.Where(r => r["when"].Length == 0).GroupBy(r => Fold(r["title"])).Where(g => g.Count() > 1).Select(g => g.Key);
        Assert.Empty(twice);
    }

    [Fact]
    public void Official_titles_and_work_types_are_not_repeated()
    {
        var official = Version.Occupations.SelectMany(o => o.WorkTypes.Append(o.Title).Select(t => (o.Code.Text, Fold(t)))).ToHashSet();
        Assert.Empty(Rows.Where(r => r["when"].Length == 0 && official.Contains((r["code"], Fold(r["title"])))).Select(r => r["title"]));
    }

    [Fact]
    public void Conditions_have_no_empty_words() =>
        Assert.DoesNotContain(Rows, r => r["when"].Length > 0 && r["when"].Split('|').Any(string.IsNullOrWhiteSpace));
}
