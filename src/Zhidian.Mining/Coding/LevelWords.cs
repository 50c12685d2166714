namespace Zhidian.Mining.Coding;

/// <summary>Endings that say how high in a trade someone stands, not which trade it is.</summary>
internal static class LevelWords
{
    private static readonly string[] Endings =
    [
        "副经理",
        "经理",
        "主管",
        "总监",
        "负责人",
        "组长",
        "班长",
        "助理",
        "学徒",
        "专员",
        "人员",
        "主任",
        "专家",
        "管培生",
        "培训生",
        "部长",
        "课长",
        "科长",
        "领班",
        "师傅",
        "顾问",
        "文员",
        "技工",
        " manager",
        " director",
        " assistant",
        " specialist",
        " lead",
        " supervisor",
        " leader",
    ];

    /// <summary>The title without such an ending, if at least two characters remain; else the title.</summary>
    public static ReadOnlySpan<char> Stem(ReadOnlySpan<char> title)
    {
        foreach (var ending in Endings)
            if (title.Length >= ending.Length + 2 && title.EndsWith(ending, StringComparison.Ordinal))
                return title[..^ending.Length];
        return title;
    }
}
