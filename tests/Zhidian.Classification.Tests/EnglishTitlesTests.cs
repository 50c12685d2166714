using System.Text.RegularExpressions;

namespace Zhidian.Classification.Tests;

/// <summary>data/english: our own titles of the complete versions, and the glossary they keep to.</summary>
public sealed partial class EnglishTitlesTests
{
    private static readonly List<FileRow> Titles = Rows("titles.csv", "id", "title", "english");

    [Fact]
    public void Every_entry_of_every_complete_version_has_an_english_title() =>
        Assert.All(Versions.Complete.SelectMany(v => v.Entries), e => Assert.False(string.IsNullOrWhiteSpace(e.English), e.Title));

    [Fact]
    public void No_two_entries_of_a_level_share_one()
    {
        foreach (var version in Versions.Complete)
        foreach (var level in version.Entries.GroupBy(e => e.Level))
            Assert.Empty(level.GroupBy(e => e.English, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void They_are_plain_text_in_sentence_case() =>
        Assert.All(
            Titles,
            t =>
            {
                Assert.Matches(Plain, t["english"]);
                Assert.All(
                    t["english"].Split(' ', '-', '(').Skip(1).Where(w => w.Length > 0 && char.IsUpper(w[0])),
                    w => Assert.Contains(w.TrimEnd(')', ','), Names)
                );
            }
        );

    /// <summary>Longest terms first, as a reader takes the words; plural and adjective endings do not count.</summary>
    [Fact]
    public void A_term_of_the_glossary_is_rendered_alike_in_every_title_but_the_named_exceptions()
    {
        var glossary = Rows("glossary.csv", "chinese", "english", "exceptions", "note");
        var terms = glossary.OrderByDescending(g => g["chinese"].Length).ToList();
        var broken = new List<string>();
        foreach (var title in Titles)
        {
            var words = Stems(title["english"]).ToHashSet();
            for (var at = 0; at < title["title"].Length; )
            {
                if (
                    terms.FirstOrDefault(g => string.CompareOrdinal(title["title"], at, g["chinese"], 0, g["chinese"].Length) == 0)
                    is not { } term
                )
                {
                    at++;
                    continue;
                }
                at += term["chinese"].Length;
                var kept = Alternatives.Split(term["english"]).Any(a => Stems(a).All(words.Contains));
                if (!kept && !term["exceptions"].Split('|').Contains(title["title"]))
                    broken.Add($"{title["title"]} '{title["english"]}' does not render {term["chinese"]} as '{term["english"]}'");
            }
        }
        Assert.Empty(broken);
    }

    private static IEnumerable<string> Stems(string text) =>
        Word.Matches(text.ToLowerInvariant())
            .Select(m => m.Value.EndsWith("ies", StringComparison.Ordinal) ? m.Value[..^3] + "y" : m.Value.TrimEnd('s'))
            .Select(w => w[..Math.Min(5, w.Length)]);

    private static List<FileRow> Rows(string file, params string[] columns)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "english", file);
        using var reader = new StreamReader(path);
        return EditionFile.Read(reader, path, columns).ToList();
    }

    [GeneratedRegex("[a-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"[|]| / |, ", RegexOptions.NonBacktracking)]
    private static partial Regex Alternatives { get; }

    [GeneratedRegex(@"^[A-Z0-9][A-Za-z0-9 ,()'-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Plain { get; }

    /// <summary>Proper nouns and acronyms.</summary>
    private static readonly HashSet<string> Names =
    [
        "China",
        "Chinese",
        "Communist",
        "Conference",
        "Consultative",
        "Internet",
        "League",
        "Party",
        "People's",
        "Political",
        "Things",
        "Western",
        "Youth",
    ];
}
