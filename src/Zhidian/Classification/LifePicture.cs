using System.Globalization;
using System.Text;
using Zhidian.Layout;
using Zhidian.Layout.Charts;
using static Zhidian.Layout.Charts.ChartText;

namespace Zhidian.Classification;

/// <summary>
/// The life of an entry as a line from top to bottom, a stop for each event; what it came from joins it and what it went into leaves it.
/// Dotted where the versions are only partly here or rebuilt. One SVG element without script or inline style, as the charts are.
/// </summary>
public static class LifePicture
{
    private const double Wide = 480;
    private const double Rail = 14;
    private const double Kin = 40;
    private const double RowHigh = 46;
    private const double KinHigh = 24;

    /// <summary>Relatives drawn at one stop; the table has all.</summary>
    private const int KinShown = 4;

    /// <param name="now">The entry as the newest version has it; null once retired.</param>
    public static string Svg(IReadOnlyList<LifeEvent> events, Entry? now, Language l)
    {
        var lines = new StringBuilder();
        var dots = new StringBuilder();
        var texts = new StringBuilder();
        var y = 16.0;
        double? last = null;
        var rebuilt = false;
        for (var i = 0; i < events.Count; i++)
        {
            var e = events[i];
            var comes = e.Kind is LifeEventKind.Known or LifeEventKind.Born or LifeEventKind.TookIn;
            var kin = e.Related.Take(KinShown).ToList();
            if (comes)
                foreach (var k in kin)
                {
                    KinRow(k, y, e.RelatedIn, l);
                    lines.Append(
                        CultureInfo.InvariantCulture,
                        $"<path class=\"zc-branch\" fill=\"none\" d=\"M{At(Kin)} {At(y)}C{At(Rail)} {At(y + 4)} {At(Rail)} {At(y + 6)} {At(Rail)} {At(y + KinHigh * (kin.Count - kin.IndexOf(k)) + 8)}\"/>"
                    );
                    y += KinHigh;
                }
            if (comes && kin.Count > 0)
                y += 8;
            if (last is { } from)
                lines.Append(
                    CultureInfo.InvariantCulture,
                    $"<path class=\"zc-rail{(rebuilt ? " zc-rebuilt" : "")}\" d=\"M{At(Rail)} {At(from)}V{At(y)}\"/>"
                );
            var ends = e.Kind == LifeEventKind.Retired;
            dots.Append(
                CultureInfo.InvariantCulture,
                $"<circle class=\"{(ends ? "zc-end" : "zc-dot")}\" cx=\"{At(Rail)}\" cy=\"{At(y)}\" r=\"5\"/>"
            );
            Text(texts, 30, y - 3, "zc-name", Head(e, l), 31);
            Text(texts, 30, y + 15, null, Detail(e, l), 33);
            last = y;
            rebuilt = e.Version is { Standing: not Standing.Complete };
            y += RowHigh;
            if (!comes)
                foreach (var k in kin)
                {
                    KinRow(k, y - 10, e.RelatedIn, l);
                    lines.Append(
                        CultureInfo.InvariantCulture,
                        $"<path class=\"zc-branch\" fill=\"none\" d=\"M{At(Rail)} {At(last.Value)}C{At(Rail)} {At(y - 14)} {At(Rail)} {At(y - 12)} {At(Kin)} {At(y - 10)}\"/>"
                    );
                    y += KinHigh;
                }
        }
        if (now is not null && last is { } end)
        {
            lines.Append(
                CultureInfo.InvariantCulture,
                $"<path class=\"zc-rail{(rebuilt ? " zc-rebuilt" : "")}\" d=\"M{At(Rail)} {At(end)}V{At(y)}\"/>"
            );
            dots.Append(
                CultureInfo.InvariantCulture,
                $"<path class=\"zc-end\" d=\"M{At(Rail - 4)} {At(y - 4)}L{At(Rail)} {At(y + 3)}L{At(Rail + 4)} {At(y - 4)}Z\"/>"
            );
            Text(
                texts,
                30,
                y + 4,
                "zc-name",
                l[
                    $"现行 {Versions.Latest.Name}：{now.Code.Text} {now.Title}",
                    $"Now, {Versions.Latest.Name}: {now.Code.Text} {now.English ?? now.Title}"
                ],
                31
            );
            y += 20;
        }
        var label = l[$"生命线：{events.Count} 件事，内容见下表", $"Life line: {events.Count} events, the same as in the table"];
        return $"<svg class=\"zc zc-life\" viewBox=\"0 0 {At(Wide)} {At(y)}\" role=\"img\" aria-label=\"{Escape(label)}\" xmlns=\"http://www.w3.org/2000/svg\">{lines}{dots}{texts}</svg>";

        void KinRow(Related k, double at, ClassificationVersion? version, Language words)
        {
            dots.Append(CultureInfo.InvariantCulture, $"<circle class=\"zc-kin\" cx=\"{At(Kin)}\" cy=\"{At(at)}\" r=\"3.5\"/>");
            var title = words.IsEnglish ? version?.FindById(k.Id)?.English ?? k.Title : k.Title;
            Text(texts, Kin + 10, at + 4, null, $"{k.Code.Text} {Cut(title, 22)} · {Share(k.Share)}", 30);
        }
    }

    public static string Share(decimal share) => share == 1m ? "100 %" : $"{(double)share * 100:0.#} %";

    /// <summary>Day, version and what happened.</summary>
    public static string Head(LifeEvent e, Language l) => $"{When(e, l)}  {What(e, l)}";

    public static string When(LifeEvent e, Language l) =>
        e.Kind == LifeEventKind.Known
            ? l[$"{e.Version!.Name} 或更早", $"{e.Version!.Name} or before"]
            : (e.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—") + (e.Version is { } v ? $" · {v.Name}" : "");

    public static string What(LifeEvent e, Language l) =>
        e.Kind switch
        {
            LifeEventKind.Known => l["已有", "already there"],
            LifeEventKind.Released => l["作为新职业发布", "Released as a new occupation"],
            LifeEventKind.Born when e.Change?.Kind == ChangeKind.Promoted => ChangeNames.Of(ChangeKind.Promoted, l),
            LifeEventKind.Born => l["列入分类", "Taken into the Classification"],
            LifeEventKind.OldCode => l["另有代码", "Had another code"],
            LifeEventKind.TookIn => l["并入了其他职业的全部或部分", "Took in others, whole or in part"],
            LifeEventKind.Retired => l["不再列出：", "No longer listed: "] + ChangeNames.Of(e.Change!.Kind, l),
            _ => ChangeNames.Of(e.Changed!.Value, l),
        };

    /// <summary>What it was and became, in the reader's language as far as there are titles in it.</summary>
    public static string Detail(LifeEvent e, Language l)
    {
        if (e.Change is not { } c || e.Kind is not (LifeEventKind.Retired or LifeEventKind.Changed))
            return $"{e.Code?.Text} {TitleIn(e.Version, e.Code is { } code ? e.Version?.Find(code)?.Id : null, e.Title, l)}".Trim();
        var before = e.Version is null ? null : Versions.Current.Before(e.Version);
        return (e.Kind, c.Kind) switch
        {
            (LifeEventKind.Retired, _) => $"{c.OldCode?.Text} {TitleIn(before, c.Id, c.OldTitle, l)}",
            (_, ChangeKind.Renamed) => $"{TitleIn(before, c.Id, c.OldTitle, l)} → {TitleIn(e.Version, c.Id, c.Title, l)}",
            (_, ChangeKind.Recoded or ChangeKind.Moved) => $"{c.OldCode?.Text} → {c.Code?.Text}",
            (_, ChangeKind.Marked) => $"{Mark(c.OldMarks, l)} → {Mark(c.Marks, l)}",
            (_, ChangeKind.WorkTypeAdded or ChangeKind.WorkTypeRemoved) => c.Text ?? "",
            _ => $"{c.Code?.Text} {TitleIn(e.Version, c.Id, c.Title, l)}",
        };
    }

    private static string? TitleIn(ClassificationVersion? version, string? id, string? chinese, Language l) =>
        l.IsEnglish && id is not null && version?.FindById(id) is { English: { } english } ? english : chinese;

    private static string Mark(Marks marks, Language l) => marks == Marks.None ? l["无标识", "no mark"] : marks.Token();

    private static void Text(StringBuilder svg, double x, double y, string? kind, string text, double em) =>
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text{(kind is null ? "" : $" class=\"{kind}\"")} x=\"{At(x)}\" y=\"{At(y)}\">{Escape(Cut(text, em))}</text>"
        );
}
