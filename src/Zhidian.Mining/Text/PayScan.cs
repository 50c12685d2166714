using static Zhidian.Mining.Text.Folding;

namespace Zhidian.Mining.Text;

/// <summary>Cuts pay, head counts, ages, years and requisition numbers out of a folded title, in place.</summary>
internal static class PayScan
{
    /// <summary>Replaces them by <see cref="Break"/>; the length stays.</summary>
    public static int CutPay(char[] text, int length)
    {
        for (var i = 0; i < length; )
        {
            if (!char.IsAsciiDigit(text[i]) || (i > 0 && (char.IsAsciiLetter(text[i - 1]) || text[i - 1] is '.')))
            {
                i += char.IsAsciiLetter(text[i]) ? CutRequisition(text, i, length) : 1;
                continue;
            }
            var digits = i;
            while (digits < length && (char.IsAsciiDigit(text[digits]) || text[digits] is '.'))
                digits++;
            var end = digits;
            var units = 0;
            while (end < length)
            {
                var step = Unit(text, end, length, out var isUnit);
                if (step == 0)
                    break;
                units += isUnit ? 1 : 0;
                end += step;
            }
            if (units == 0)
                end = digits;
            var word = end < length && char.IsAsciiLetter(text[end]);
            var named = digits - i == 4 && text.AsSpan(i, 4).SequenceEqual("1688");
            // 3d, 5g, 4s, 110kv stay: a number grown into a Latin word is a name. So is a single digit before Chinese.
            if (!word && !named && (units > 0 || digits - i > 1 || end == length))
                text.AsSpan(i, end - i).Fill(Break);
            i = Math.Max(end, i + 1);
        }
        return length;
    }

    /// <summary>mj004166, j10494: up to four letters and at least three digits, alone between separators.</summary>
    private static int CutRequisition(char[] text, int at, int length)
    {
        var letters = at;
        while (letters < length && char.IsAsciiLetter(text[letters]))
            letters++;
        var end = letters;
        while (end < length && char.IsAsciiDigit(text[end]))
            end++;
        var digits = end - letters;
        if (
            digits >= 3
            && letters - at <= 4
            && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]))
            && (end == length || !char.IsAsciiLetter(text[end]))
        )
            text.AsSpan(at, end - at).Fill(Break);
        return Math.Max(end - at, 1);
    }

    /// <summary>Length of one more piece of a pay expression at <paramref name="i"/>; 0 when it ends here.</summary>
    private static int Unit(char[] text, int i, int length, out bool isUnit)
    {
        var c = text[i];
        var next = i + 1 < length ? text[i + 1] : ' ';
        isUnit = true;
        switch (c)
        {
            case >= '0' and <= '9' or '.' or ' ':
                isUnit = false;
                return c == ' ' && !char.IsAsciiDigit(next) ? 0 : 1;
            case '-' or '/' or '+':
                isUnit = c == '+' && !char.IsAsciiLetter(next);
                return 1;
            case 'k' or 'w' or 'h':
                return char.IsAsciiLetter(next) ? 0 : 1;
            case '万':
                return next is '科' or '达' or '象' or '能' ? 0 : 1;
            case '千':
                return next is '川' or '兆' ? 0 : 1;
            case '百':
                return next is '度' or '货' ? 0 : 1;
            case '元':
                return next is '宇' or '素' or '器' ? 0 : 1;
            case '薪':
                return next is '酬' or '资' ? 0 : 1;
            case '月':
                return next is '嫂' or '子' or '饼' ? 0 : 1;
            case '年':
                return next is '级' ? 0 : 1;
            case '天':
                return next is '猫' or '然' or '线' or '车' ? 0 : 1;
            case '日':
                return next is '语' or '化' or '用' or '文' or '本' ? 0 : 1;
            case '人':
                return next is '事' or '力' or '工' or '员' or '像' ? 0 : 1;
            case '起':
                return next is '重' ? 0 : 1;
            case '名' or '位' or '块' or '届' or '岁' or '号':
                return 1;
            case '级':
                return 1;
            case '小' or '钟':
                return next == '时' ? 2 : 0;
            case '以' or '左':
                return next is '上' or '右' or '内' ? 2 : 0;
            case '一':
                return next is '个' or '天' or '月' or '小' or '单' or '名' ? 2 : 0;
            case '个':
                return next is '月' or '小' or '点' ? 1 : 0;
            case '单' or '时':
                return i > 0 && text[i - 1] is '/' or '每' ? 1 : 0;
            default:
                isUnit = false;
                return 0;
        }
    }
}
