namespace Zhidian.Mining.Coding;

/// <summary>Examples for the model: every title known without condition, and official titles again as adverts would head them.</summary>
internal static class TrainingExamples
{
    /// <summary>Endings of official titles and what adverts write for them.</summary>
    private static readonly (string Official, string Everyday)[] Endings =
    [
        ("工程技术人员", "工程师"),
        ("专业人员", "专员"),
        ("人员", "员"),
        ("医师", "医生"),
        ("教师", "老师"),
        ("驾驶员", "司机"),
        ("制作员", "师傅"),
        ("烹调师", "厨师"),
    ];

    public static IReadOnlyList<(string Key, int Occupation, float Weight)> Of(TitleIndex index) =>
        [.. index.Titles.Where(t => t.When.Count == 0 && t.Key.Length > 0).SelectMany(Variants).Distinct()];

    private static IEnumerable<(string, int, float)> Variants(KnownTitle title)
    {
        yield return (title.Key, title.Occupation, 1);
        if (title.Source is TitleSource.Official or TitleSource.WorkType)
            foreach (var (official, everyday) in Endings)
                if (title.Key.EndsWith(official, StringComparison.Ordinal))
                {
                    yield return (title.Key[..^official.Length] + everyday, title.Occupation, 1);
                    yield break;
                }
    }
}
