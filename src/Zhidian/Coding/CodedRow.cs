using System.Globalization;
using System.Text;
using Zhidian.Classification;
using Zhidian.Mining.Coding;

namespace Zhidian.Coding;

/// <summary>The columns that coding adds to a row, as text.</summary>
public static class CodedRow
{
    public static readonly string[] Columns = ["code", "title_zh", "level", "confidence", "abstained", "alternatives"];

    /// <summary>In the order of <see cref="Columns"/>; code, title and level are empty where the coder abstains.</summary>
    public static string[] Fields(CodeAnswer answer) =>
        [
            answer.Entry?.Code.Text ?? "",
            answer.Entry?.Title ?? "",
            answer.Entry?.Level.Token() ?? "",
            Number(answer.Confidence),
            answer.Abstained ? "true" : "false",
            Alternatives(answer),
        ];

    /// <summary><c>code:confidence;code:confidence</c>, best first.</summary>
    public static string Alternatives(CodeAnswer answer)
    {
        var text = new StringBuilder();
        foreach (var (entry, confidence) in answer.Alternatives)
            text.Append(text.Length > 0 ? ";" : "").Append(entry.Code.Text).Append(':').Append(Number(confidence));
        return text.ToString();
    }

    private static string Number(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
