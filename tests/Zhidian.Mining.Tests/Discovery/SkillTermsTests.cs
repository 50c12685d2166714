using CsCheck;
using Zhidian.Mining.Discovery;

namespace Zhidian.Mining.Tests.Discovery;

public sealed class SkillTermsTests
{
    private static readonly SkillTerms Terms = SkillTerms.Instance;

    private static string[] In(string text)
    {
        var found = new HashSet<int>();
        Terms.Find(text, found);
        return [.. found.Select(t => Terms.Terms[t]).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Variants_count_as_their_term_and_case_does_not_matter()
    {
        Assert.Contains("Kubernetes", In("熟悉K8S集群"));
        Assert.Contains("Python", In("PYTHON开发"));
    }

    [Fact]
    public void English_terms_match_whole_words_only()
    {
        Assert.DoesNotContain("Java", In("javascript"));
        Assert.Contains("Java", In("会java和spring"));
    }

    [Fact]
    public void A_term_inside_a_longer_term_counts_too() =>
        Assert.True(In("深度学习算法").Length >= 1 && In("数据分析与数据可视化").Length >= 2);

    [Fact]
    public void The_automaton_finds_exactly_what_a_plain_search_finds() =>
        Gen.Int[0, Terms.Terms.Count - 1]
            .Array[1, 6]
            .Select(AnyOf("", " ", "，", "和", "x"))
            .Sample(
                (picked, glue) =>
                {
                    var text = string.Join(glue, picked.Select(i => Terms.Terms[i]));
                    var found = In(text);
                    return found.All(t => Terms.Spellings(t).Any(s => text.Contains(s, StringComparison.OrdinalIgnoreCase)))
                        && (glue is "" or "x" || picked.All(i => found.Contains(Terms.Terms[i])));
                },
                iter: 2000
            );

    private static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
