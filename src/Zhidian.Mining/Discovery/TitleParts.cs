using System.Collections.Frozen;

namespace Zhidian.Mining.Discovery;

/// <summary>What the last word of a title says about the work.</summary>
public enum HeadRole
{
    /// <summary>No head known.</summary>
    None,

    /// <summary>Says what is done, and needs a core to say to what: 运营, 测试工程师.</summary>
    Work,

    /// <summary>Names an occupation by itself: 主播, 骑手.</summary>
    Whole,

    /// <summary>Names a well-known occupation whatever stands before it: 销售, 会计, 产品经理.</summary>
    Known,
}

/// <summary>
/// A title type cut in two: the core says what the work is on (大数据), the function what is done to it (engineer).
/// Title types with the same two are spelling variants of one job: 大数据开发工程师, 大数据研发, 大数据架构师.
/// Heads and level words are data (<c>data/terms/heads.csv</c>, <c>noise.csv</c>), cores of the same meaning are joined by the
/// variants in <c>data/terms/skills.csv</c> (ai and 人工智能).
/// </summary>
public sealed record TitleParts(string Core, string Function, HeadRole Role)
{
    private const int LongestHead = 12;
    private const int LongestNoise = 8;

    /// <summary>A title of more alternatives than this lists jobs instead of naming one.</summary>
    private const int MostAlternatives = 2;
    private static readonly FrozenDictionary<string, (string Function, string Role)> Heads = EmbeddedTable
        .Read("terms/heads.csv")
        .ToFrozenDictionary(r => r[0], r => (r[1], r[2]));
    private static readonly FrozenSet<string> Noise = EmbeddedTable
        .Read("terms/noise.csv")
        .Select(r => r[0].ToLowerInvariant())
        .ToFrozenSet();

    /// <summary>Noise that may be cut off a title. Forms of employer and fillers may be part of the work's name (连锁经营, 推荐算法).</summary>
    private static readonly FrozenSet<string> Cuttable = EmbeddedTable
        .Read("terms/noise.csv")
        .Where(r => r[1] is not ("employer-form" or "filler"))
        .Select(r => r[0].ToLowerInvariant())
        .ToFrozenSet();
    private static readonly FrozenDictionary<string, string> Generic = EmbeddedTable
        .Read("terms/generic.csv")
        .ToFrozenDictionary(r => r[0], r => r[1]);

    /// <summary>Title types with the same group are spelling variants of one job.</summary>
    public string Group => Core + "/" + Function;

    /// <summary>
    /// Whether the parts say what the work is. They do not where the core is a word that fits any work (管理, 平台), a trade without a
    /// function (金融), a level, perk or other noise, or missing next to a head that needs one.
    /// </summary>
    public bool NamesWork =>
        Core.Length == 0 ? Role == HeadRole.Whole
        : Core.Length < 2 || (Role == HeadRole.None && IsShort(Core)) || Core.All(c => !char.IsLetter(c)) || Noise.Contains(Core) ? false
        : Generic.GetValueOrDefault(Core) switch
        {
            "never" => false,
            "alone" => Role is HeadRole.Work or HeadRole.Whole,
            _ => true,
        };

    /// <summary>Whether one core contains another: 大数据 in 大数据平台, but im not in bim.</summary>
    public static bool Contains(string core, string part)
    {
        for (var at = core.IndexOf(part, StringComparison.Ordinal); at >= 0; at = core.IndexOf(part, at + 1, StringComparison.Ordinal))
            if (!SplitsWord(core, at) && !SplitsWord(core, at + part.Length))
                return true;
        return false;
    }

    private static bool SplitsWord(string text, int at) =>
        at > 0 && at < text.Length && char.IsAsciiLetterOrDigit(text[at - 1]) && char.IsAsciiLetterOrDigit(text[at]);

    /// <summary>Whether the core is a trade or quality (智能, 数据) that many unlike jobs have in their names.</summary>
    public bool IsBroad => Generic.ContainsKey(Core);

    /// <summary>
    /// A short word without a head may stand for anything (SE, BOSS, 主办, 外勤), unless the dictionary of terms knows it.
    /// </summary>
    private static bool IsShort(string core) =>
        core.Length <= (core.All(char.IsAsciiLetterOrDigit) ? 4 : 2) && SkillTerms.Instance.KindOf(core) is null;

    /// <param name="titleKey">See <see cref="Text.TitleNormaliser.Key"/>. Of alternatives (前端/后端) the first that names work counts.</param>
    public static TitleParts Of(string titleKey)
    {
        TitleParts? first = null;
        var alternatives = titleKey.Split(['/', '|', '、', '&'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (alternatives.Length > MostAlternatives)
            return new TitleParts("", "", HeadRole.None);
        foreach (var alternative in alternatives)
        {
            var parts = One(alternative);
            if (parts.NamesWork)
                return parts;
            first ??= parts;
        }
        return first ?? new TitleParts("", "", HeadRole.None);
    }

    private static TitleParts One(string title)
    {
        var rest = Clean(title);
        var function = "";
        var role = HeadRole.None;
        while (rest.Length > 0)
        {
            var head = HeadOf(rest, out var meaning);
            if (head == 0 || role != HeadRole.None)
                break;
            rest = Clean(rest[..^head]);
            if (meaning.Role == "level")
                continue;
            function = meaning.Function;
            role = meaning.Role switch
            {
                "whole" => HeadRole.Whole,
                "known" => HeadRole.Known,
                _ => HeadRole.Work,
            };
        }
        // 客服工程师, 销售运营: a core that is itself a well-known job decides.
        if (Heads.TryGetValue(rest, out var core) && core.Role == "known")
            role = HeadRole.Known;
        return new TitleParts(SkillTerms.Canonical(rest), function, role);
    }

    private static int HeadOf(string text, out (string Function, string Role) meaning)
    {
        for (var length = Math.Min(LongestHead, text.Length); length > 0; length--)
        {
            if (!Heads.TryGetValue(text[^length..], out meaning))
                continue;
            // An English head is a word of its own: "lead" does not end "overlead".
            if (char.IsAsciiLetter(text[^length]) && length < text.Length && char.IsAsciiLetterOrDigit(text[^(length + 1)]))
                continue;
            // A one-character head that would leave one character is part of the word: 电工, 律师.
            if (length == 1 && text.Length <= 2)
                continue;
            return length;
        }
        meaning = default;
        return 0;
    }

    /// <summary>Without punctuation and noise words at either end.</summary>
    private static string Clean(string text)
    {
        while (true)
        {
            var trimmed = text.Trim(' ', '/', '-', '_', '.', ',', '·', '+', '（', '）', '(', ')', '与', '和', '的', '及');
            if (trimmed.EndsWith('c') && text.EndsWith("c++", StringComparison.Ordinal))
                trimmed = text.TrimStart();
            var start = NoiseAt(trimmed, fromStart: true);
            var end = NoiseAt(trimmed[start..], fromStart: false);
            if (start + end == 0)
                return trimmed;
            text = trimmed[start..^end];
        }
    }

    private static int NoiseAt(string text, bool fromStart)
    {
        for (var length = Math.Min(LongestNoise, text.Length); length > 1; length--)
        {
            var word = fromStart ? text[..length] : text[^length..];
            // English noise is a whole word.
            if (
                char.IsAsciiLetter(word[0])
                && length < text.Length
                && char.IsAsciiLetterOrDigit(fromStart ? text[length] : text[^(length + 1)])
            )
                continue;
            if (Cuttable.Contains(word))
                return length;
        }
        return 0;
    }
}
