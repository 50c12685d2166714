namespace Zhidian.Mining.Text;

/// <summary>Takes employer, hiring words, places and filler off the ends of one part of a title.</summary>
internal static class PartCleaner
{
    /// <summary>After 招聘 these make it a recruiter's title, not a call for applicants.</summary>
    private static readonly string[] RecruiterRoles =
    [
        "专员",
        "主管",
        "经理",
        "顾问",
        "助理",
        "总监",
        "专家",
        "实习",
        "岗",
        "人员",
        "主任",
        "负责人",
        "运营",
        "hr",
        "老师",
        "师",
        "官",
        "文员",
        "客服",
        "销售",
        "专业",
        "及",
        "与",
        "培训",
        "/",
        "猎头",
        "bp",
        "配置",
        "管理",
        "组长",
        "合伙人",
        "产品",
        "平台",
        "网站",
    ];

    private static readonly string[] RecruiterFields =
    [
        "人事",
        "人力",
        "人力资源",
        "hr",
        "社会",
        "校园",
        "海外",
        "猎头",
        "技术",
        "行政",
        "员工",
        "负责",
    ];

    private static readonly string[] NotPlaces = ["大理石", "中山装", "西安全", "德州扑克", "长沙发", "黄山毛峰"];

    public static ReadOnlySpan<char> Clean(ReadOnlySpan<char> part)
    {
        while (true)
        {
            var before = part.Length;
            part = Trim(part);
            part = AfterEmployer(part);
            part = AfterHiring(part);
            part = WithoutPlaces(part);
            part = WithoutFiller(part);
            if (part.Length == before)
                break;
        }
        return IsNoise(part) ? default : part;
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> part) => part.Trim(" /-:\n").TrimEnd('.');

    private static ReadOnlySpan<char> AfterEmployer(ReadOnlySpan<char> part)
    {
        var at = part.LastIndexOf("公司");
        return at >= 0 && part.Length - at > 3 ? part[(at + 2)..] : part;
    }

    private static ReadOnlySpan<char> AfterHiring(ReadOnlySpan<char> part)
    {
        for (var i = part.Length - 1; i >= 0; i--)
        {
            var length = TitleTerms.Match(part, i, TermKind.Hire);
            if (length == 0)
                continue;
            var right = part[(i + length)..];
            if (right.IsEmpty)
                return length > 1 && i > 1 && !IsAny(part[..i], RecruiterFields) ? part[..i] : part;
            if (
                length == 1
                && (
                    right[0]
                        is '商'
                            or '标'
                            or '生'
                            or '投'
                            or '聘'
                            or '行'
                            or '待'
                            or '募'
                            or '牌'
                            or '录'
                            or '证'
                            or '银'
                            or '呼'
                            or '揽'
                            or '才'
                    || part[i] == '聘'
                )
            )
                continue;
            if (right.Length < 2 || (length > 1 && StartsWithAny(right, RecruiterRoles)))
                return part;
            return right;
        }
        return part;
    }

    private static ReadOnlySpan<char> WithoutPlaces(ReadOnlySpan<char> part)
    {
        while (!part.IsEmpty)
        {
            var length = TitleTerms.Match(part, 0, TermKind.Place);
            if (length == 0 || StartsWithAny(part, NotPlaces))
                break;
            var right = part[length..];
            if (right.Length > 0 && IsPlaceEnding(right))
                right = right[1..];
            right = Trim(right);
            if (right.Length == 1)
                break;
            part = right;
        }
        var tail = TitleTerms.MatchEnd(part, TermKind.Place);
        return tail > 0 && part.Length - tail > 1 ? part[..^tail] : part;
    }

    private static bool IsPlaceEnding(ReadOnlySpan<char> right)
    {
        var next = right.Length > 1 ? right[1] : ' ';
        return right[0] switch
        {
            '市' => next is not ('场' or '政' or '民' or '容' or '调' or '值'),
            '区' => next is not ('域' or '块'),
            '省' => next is not ('心' or '钱'),
            '县' or '镇' => true,
            _ => false,
        };
    }

    private static ReadOnlySpan<char> WithoutFiller(ReadOnlySpan<char> part)
    {
        if (part.Length > 3 && part.EndsWith("岗位"))
            return part[..^2];
        if (part.Length > 2 && part[^1] == '岗' && part[^2] is not ('站' or '门' or '哨'))
            return part[..^1];
        if (part.Length > 3 && (part.EndsWith("若干") || part.EndsWith("方向")))
            return part[..^2];
        return part;
    }

    private static bool IsNoise(ReadOnlySpan<char> part)
    {
        var letters = false;
        foreach (var c in part)
            letters |= Folding.IsLetter(c);
        return !letters
            || TitleTerms.Match(part, 0, TermKind.Whole | TermKind.Cut | TermKind.Drop | TermKind.Place | TermKind.Hire) == part.Length;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
            if (text.StartsWith(word, StringComparison.Ordinal))
                return true;
        return false;
    }

    private static bool IsAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
            if (text.SequenceEqual(word))
                return true;
        return false;
    }
}
