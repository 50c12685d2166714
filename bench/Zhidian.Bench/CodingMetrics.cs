using System.Globalization;
using Zhidian.Classification;
using Zhidian.Mining.Coding;

namespace Zhidian.Bench;

internal readonly record struct CodedTitle(LabelledTitle Label, CodeAnswer Answer);

/// <summary>Prints how well a coder codes labelled titles.</summary>
internal sealed class CodingMetrics(IReadOnlyList<CodedTitle> coded)
{
    private static readonly Code Programmer = Code.Parse("2-02-10-03");

    public static CodingMetrics Of(Coder coder, IEnumerable<LabelledTitle> titles, bool withText) =>
        new([.. titles.Select(t => new CodedTitle(t, coder.Code(t.Title, withText ? t.Text : null)))]);

    public void Print(string name)
    {
        Console.WriteLine(Line($"\n## {name}: {coded.Count} titles"));
        Console.WriteLine("best occupation   n      major sub-major  minor  occupation");
        Row("strict", coded, strict: true);
        Row("lenient", coded, strict: false);
        var others = coded.Where(c => c.Label.Code != Programmer).ToList();
        Row("strict, -2-02-10-03", others, strict: true);
        Row("lenient, -2-02-10-03", others, strict: false);
        var byMajor = coded.GroupBy(c => c.Label.Code.Major).ToList();
        Console.WriteLine(
            Line(
                $"mean of {byMajor.Count} major groups at occupation: strict {byMajor.Average(g => Share(g, c => Right(c, Level.Occupation, true))):F3}, lenient {byMajor.Average(g => Share(g, c => Right(c, Level.Occupation, false))):F3}"
            )
        );
        Console.WriteLine(Line($"top-5 lenient at occupation: {Share(At(coded, Level.Occupation), TopFive):F3}"));
        var answered = coded.Where(c => !c.Answer.Abstained).ToList();
        Console.WriteLine(
            Line(
                $"as answered: {answered.Count(c => c.Answer.Entry!.Level == Level.Occupation)} occupations, {answered.Count(c => c.Answer.Entry!.Level != Level.Occupation)} groups, {coded.Count - answered.Count} abstained; the code given is the labelled occupation for {Share(coded, c => c.Answer.Entry?.Code == c.Label.Code):F3} of all, lenient {Share(coded, c => c.Answer.Entry is { } e && (e.Code == c.Label.Code || c.Label.Also.Contains(e.Code))):F3}"
            )
        );
        Console.WriteLine(
            Line($"expected calibration error at occupation (10 bins): strict {Calibration(true):F3}, lenient {Calibration(false):F3}")
        );
        Coverage();
    }

    private void Coverage()
    {
        Console.WriteLine("confidence >=   coverage  precision  lenient   (occupations)");
        foreach (var threshold in new[] { 0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9 })
        {
            var kept = coded.Where(c => Confidence(c) >= threshold && c.Answer.Alternatives.Count > 0).ToList();
            Console.WriteLine(
                Line(
                    $"{threshold, 13:F2} {(double)kept.Count / coded.Count, 10:F3} {Share(kept, c => Right(c, Level.Occupation, true)), 10:F3} {Share(kept, c => Right(c, Level.Occupation, false)), 8:F3}"
                )
            );
        }
    }

    private static void Row(string name, IReadOnlyList<CodedTitle> rows, bool strict) =>
        Console.WriteLine(
            Line(
                $"{name, -20} {rows.Count, 5} {Share(At(rows, Level.Major), c => Right(c, Level.Major, strict)), 7:F3} {Share(At(rows, Level.SubMajor), c => Right(c, Level.SubMajor, strict)), 9:F3} {Share(At(rows, Level.Minor), c => Right(c, Level.Minor, strict)), 6:F3} {Share(At(rows, Level.Occupation), c => Right(c, Level.Occupation, strict)), 11:F3}"
            )
        );

    /// <summary>Of one level; labels that do not reach it are left out by the caller.</summary>
    public static bool Right(CodedTitle coded, Level level, bool strict)
    {
        if (coded.Answer.Alternatives.Count == 0)
            return false;
        var code = coded.Answer.Alternatives[0].Entry.Code.At(level);
        return Same(coded.Label.Code, code, level) || (!strict && coded.Label.Also.Any(also => Same(also, code, level)));
    }

    /// <summary>Machine-made labels may be groups: such a title says nothing of the levels below.</summary>
    private static IEnumerable<CodedTitle> At(IEnumerable<CodedTitle> rows, Level level) => rows.Where(r => r.Label.Code.Level >= level);

    private static bool Same(Code label, Code code, Level level) => label.Level >= level && label.At(level) == code;

    private static bool TopFive(CodedTitle coded) =>
        coded.Answer.Alternatives.Take(5).Any(a => a.Entry.Code == coded.Label.Code || coded.Label.Also.Contains(a.Entry.Code));

    public static double Confidence(CodedTitle coded) => coded.Answer.Alternatives.Count > 0 ? coded.Answer.Alternatives[0].Confidence : 0;

    private double Calibration(bool strict) =>
        coded
            .Where(c => c.Answer.Alternatives.Count > 0)
            .GroupBy(c => (int)Math.Min(9, Confidence(c) * 10))
            .Sum(bin => Math.Abs(bin.Average(Confidence) - Share(bin, c => Right(c, Level.Occupation, strict))) * bin.Count())
        / coded.Count;

    private static double Share(IEnumerable<CodedTitle> rows, Func<CodedTitle, bool> right) =>
        rows.Any() ? rows.Average(r => right(r) ? 1.0 : 0.0) : 0;

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
