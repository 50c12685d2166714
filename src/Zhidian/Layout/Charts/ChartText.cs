using System.Globalization;
using System.Net;

namespace Zhidian.Layout.Charts;

/// <summary>Numbers, escaping and scales shared by the charts. Everything is written in the invariant culture.</summary>
public static class ChartText
{
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A coordinate, to a tenth.</summary>
    public static string At(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A value for people: grouped thousands above 1,000, three figures below.</summary>
    public static string Number(double value) =>
        Math.Abs(value) switch
        {
            >= 100 => value.ToString("#,##0", CultureInfo.InvariantCulture),
            >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
            0 => "0",
            >= 0.01 => value.ToString("0.##", CultureInfo.InvariantCulture),
            _ => value.ToString("0.0E0", CultureInfo.InvariantCulture),
        };

    /// <summary>The smallest of 1, 2, 2.5, 5 times a power of ten such that <paramref name="steps"/> of them reach <paramref name="top"/>.</summary>
    public static double Step(double top, int steps)
    {
        if (top <= 0)
            return 1;
        var raw = top / steps;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        foreach (var factor in (double[])[1, 2, 2.5, 5, 10])
            if (factor * power * steps >= top * (1 - 1e-9))
                return factor * power;
        return 10 * power;
    }

    /// <summary>Width in em: a CJK or full-width character is 1, another about 0.56.</summary>
    public static double Width(string text) => text.Sum(c => c >= 0x2E80 ? 1.0 : 0.56);

    /// <summary>Cut with an ellipsis to at most <paramref name="em"/>.</summary>
    public static string Cut(string text, double em)
    {
        if (Width(text) <= em)
            return text;
        var width = 1.0;
        var length = 0;
        while (length < text.Length && width + Width(text[length].ToString()) <= em)
            width += Width(text[length++].ToString());
        return text[..length].TrimEnd() + "…";
    }
}
