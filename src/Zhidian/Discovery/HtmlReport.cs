using System.Globalization;
using System.Text;
using Zhidian.Layout;
using Zhidian.Layout.Charts;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Discovery;
using static Zhidian.Layout.Charts.ChartText;

namespace Zhidian.Discovery;

/// <summary>A discovery run as one HTML file that needs nothing else: no script, no font, no network. Opens from a mail attachment.</summary>
public static class HtmlReport
{
    public static void Write(DiscoveryRun run, Language l, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var title = l["新职业候选", "Candidates for new occupations"];
        writer.WriteLine(
            $"<!doctype html><html lang=\"{l.Tag}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title><style>{ChartStyle.Css}{PageStyle}</style></head><body><main><h1>{title}</h1>"
        );
        WriteMethod(run, l, writer);
        WriteTable(run, l, writer);
        foreach (var candidate in run.Candidates)
            WriteDossier(run, candidate, l, writer);
        writer.WriteLine("</main></body></html>");
    }

    private static void WriteMethod(DiscoveryRun run, Language l, TextWriter writer)
    {
        var window = $"{run.From?.ToString() ?? "—"} – {run.To?.ToString() ?? "—"}";
        writer.WriteLine(
            $"<p>{l["分类大典版本", "Classification"]} {Escape(run.Version)} · {l["广告", "adverts"]} {window} · {Number(run.AdvertsUsed)} / {Number(run.AdvertsRead)} {l["条（去重后 / 读取）", "(without re-postings / read)"]} · {Number(run.Employers)} {l["家用人单位", "employers"]} · {Escape(run.Method)} · {Escape(run.Coder)} · {run.MadeAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC</p>"
        );
        if (DiscoveryNames.IsGenerated(run))
            writer.WriteLine($"<p><strong>{DiscoveryNames.GeneratedWarning(l)}</strong></p>");
        writer.WriteLine(
            $"<p>{l["候选是供专家论证的线索，不是结论。广告反映招聘，不等于从业；各来源抓取方式不同，因此只比较同一平台内的份额和不同用人单位数。", "Candidates are leads for experts, not findings. Adverts show hiring, not employment; sources were collected in different ways, so only shares within a board and distinct employers are compared."]}</p>"
        );
        writer.WriteLine(
            $"<p>{l["来源", "Sources"]}: {string.Join(", ", run.Sources.Select(s => $"{Escape(s.Name)} ({Number(s.Count)})"))}</p>"
        );
    }

    private static void WriteTable(DiscoveryRun run, Language l, TextWriter writer)
    {
        string[] heads =
        [
            "#",
            l["候选", "Candidate"],
            l["得分", "Score"],
            l["用人单位", "Employers"],
            l["广告", "Adverts"],
            l["走势", "Trend"],
            l["最近的职业", "Nearest occupation"],
            l["各项检验", "Tests"],
        ];
        writer.WriteLine(
            "<div class=\"wide\"><table><thead><tr>"
                + string.Concat(heads.Select(h => $"<th scope=\"col\">{h}</th>"))
                + "</tr></thead><tbody>"
        );
        foreach (var c in run.Candidates)
        {
            var near =
                c.Nearest.Count > 0
                    ? $"{c.Nearest[0].Code} {Escape(c.Nearest[0].Title)} ({DiscoveryNames.Distance(c.Nearest[0].Distance)})"
                    : "—";
            var tests = string.Join(" · ", c.Tests.Select(t => $"{FigureNames.Test(t.Name, l)}: {FigureNames.Of(t.Verdict, l)}"));
            writer.WriteLine(
                $"<tr><td>{c.Rank}</td><td><a href=\"#{c.Id}\">{Escape(c.Title)}</a></td><td>{Two(c.Score)}</td><td>{Number(c.Employers)}</td><td>{Number(c.Adverts)}</td><td>{DiscoveryNames.Spark(l, c)}</td><td>{near}</td><td>{tests}</td></tr>"
            );
        }
        writer.WriteLine("</tbody></table></div>");
    }

    private static void WriteDossier(DiscoveryRun run, Candidate c, Language l, TextWriter writer)
    {
        writer.WriteLine($"<section id=\"{c.Id}\"><h2>{c.Rank}. {Escape(c.Title)}</h2>");
        writer.WriteLine(
            $"<p>{FigureNames.Of(c.Kind, l)} · {l["名称", "titles"]}: {string.Join(l["、", ", "], c.Titles.Select(t => $"{Escape(t.Name)} ({t.Count})"))}</p>"
        );
        if (c.PractitionersLow is { } low && c.PractitionersHigh is { } high)
            writer.WriteLine(
                $"<p>{l["估计从业人数", "Estimated practitioners"]}: {Number(low)} – {Number(high)} <small>{l["（以 2020 年普查中类就业人数为基准的粗略区间）", "(a rough interval, benchmarked to the 2020 census by sub-major group)"]}</small></p>"
            );
        writer.WriteLine("<div class=\"charts\">");
        var (months, shares) = DiscoveryNames.Trend(c);
        if (months.Count > 1)
            writer.WriteLine(
                ChartFigure.Lines(
                    new LineData(
                        months.Select(m => m.ToString()).ToList(),
                        [
                            new ChartSeries(
                                l["每万条广告", "per 10,000 adverts"],
                                shares.Select(s => s is { } share ? Math.Round(share, 2) : s).ToList()
                            ),
                        ],
                        l["各月份额", "Share by month"],
                        Names.Releases(l)
                    ),
                    new ChartWords(
                        l["它在招聘中的份额如何变化？", "How does its share of hiring change?"],
                        l[
                            $"出现过该候选的平台内，每万条广告中的条数；断开处没有数据，虚线是新职业的发布。{run.Version}",
                            $"Adverts per 10,000 at the boards where it was seen; a gap is a month without data, dashed lines are releases of new occupations. {run.Version}"
                        ],
                        l["数据表", "Data table"]
                    ),
                    l["月份", "Month"]
                )
            );
        if (c.Provinces.Count > 0)
            writer.WriteLine(
                ChartFigure.Bars(
                    c.Provinces.Take(10).Select(p => new Bar(ProvinceName(p.Name, l), p.Count)).ToList(),
                    new ChartWords(
                        l["在哪些省份招聘？", "Where are they hired?"],
                        l["广告数，去重", "Adverts without re-postings"],
                        l["数据表", "Data table"]
                    ),
                    l["省份", "Province"],
                    l["广告", "Adverts"]
                )
            );
        writer.WriteLine("</div>");
        WriteTests(c, l, writer);
        writer.WriteLine($"<h3>{l["最近的三个职业", "Nearest occupations"]}</h3><ul>");
        foreach (var near in c.Nearest)
            writer.WriteLine(
                $"<li>{near.Code} {Escape(near.Title)} — {l["距离", "distance"]} {DiscoveryNames.Distance(near.Distance)}</li>"
            );
        writer.WriteLine("</ul>");
        if (c.Skills.Count > 0)
            writer.WriteLine(
                $"<h3>{l["与最近职业不同的技能与任务", "Skills and tasks that set it apart"]}</h3><p>{string.Join(l["、", ", "], c.Skills.Select(s => $"{Escape(s.Term)} <small>{Percent(s.Share)} / {Percent(s.NearShare)}</small>"))}</p>"
            );
        if (c.Examples.Count > 0)
            writer.WriteLine(
                $"<h3>{l["广告例", "Example adverts"]}</h3><ul>{string.Concat(c.Examples.Select(e => $"<li>{Escape(e.Title)} — {Escape(e.Company ?? "—")}, {e.Month?.ToString() ?? "—"}, {Escape(e.Platform)}</li>"))}</ul>"
            );
        writer.WriteLine("</section>");
    }

    private static void WriteTests(Candidate c, Language l, TextWriter writer)
    {
        writer.WriteLine($"<h3>{l["检验", "Tests"]}</h3><dl>");
        foreach (var test in c.Tests)
            writer.WriteLine(
                $"<dt>{FigureNames.Test(test.Name, l)}: {FigureNames.Of(test.Verdict, l)} ({Two(test.Score)})</dt><dd>{string.Join("; ", test.Evidence.Select(f => $"{FigureNames.Figure(f.Key, l)} {FigureNames.Value(f)}"))}</dd>"
            );
        writer.WriteLine("</dl>");
    }

    private static string ProvinceName(string code, Language l) =>
        CityText.Provinces.FirstOrDefault(p => p.Code == code) is { } province ? l[province.Name, province.English] : code;

    private static string Two(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("0%", CultureInfo.InvariantCulture);

    private const string PageStyle = """

        :root { color-scheme: light dark }
        body { font: 16px/1.5 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; margin: 0 }
        main { max-width: 70rem; margin: 0 auto; padding: 1rem }
        h1 { font-size: 1.6rem } h2 { font-size: 1.25rem; border-top: 1px solid #8886; padding-top: 1rem } h3 { font-size: 1rem; margin-bottom: .25rem }
        .wide { overflow-x: auto } table { border-collapse: collapse; font-size: .875rem } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #8884; vertical-align: top }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1rem } small { opacity: .8 }
        td svg { width: 100px; height: 24px } dd { margin: 0 0 .5rem 1rem } section { break-inside: avoid-page }
        """;
}
