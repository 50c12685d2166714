using CsCheck;
using Zhidian.Classification.Search;

namespace Zhidian.Classification.Tests.Search;

public sealed class OneEditTests
{
    private static readonly Gen<string> Text = Gen.Char["abc中文"].Array[1, 12].Select(c => new string(c));

    [Fact]
    public void It_agrees_with_the_table_of_distances() =>
        Gen.Select(Text, Text)
            .Sample(
                (text, typed) =>
                {
                    var match = OneEdit.Match(text, typed);
                    Assert.Equal(Distance(text, typed) <= 1, match == OneEdit.Whole);
                    Assert.Equal(Enumerable.Range(0, text.Length + 1).Any(n => Distance(text[..n], typed) <= 1), match != OneEdit.No);
                },
                iter: 20_000
            );

    /// <summary>Damerau-Levenshtein distance in its restricted form, by the textbook table.</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        for (var j = 0; j <= b.Length; j++)
        {
            if (i == 0 || j == 0)
            {
                d[i, j] = i + j;
                continue;
            }
            d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
        }
        return d[a.Length, b.Length];
    }
}
