using CsCheck;
using Zhidian.Classification.Lineage;

namespace Zhidian.Classification.Tests.Lineage;

/// <summary>Properties of invented histories, then of the real one.</summary>
public sealed class CorrespondenceTests
{
    /// <summary>
    /// Four versions of up to 12 occupations. Between two, each old occupation goes on, goes to nowhere, or is divided by weights from
    /// thirds to hundredths; new ones appear from nothing.
    /// </summary>
    private static readonly Gen<History> Histories = Gen.Int[0, int.MaxValue].Select(seed => Invent(new Random(seed)));

    [Fact]
    public void Weights_sum_to_exactly_one_between_any_two_versions_in_both_directions() =>
        Histories.Sample(
            history =>
            {
                foreach (var from in history.Versions)
                foreach (var to in history.Versions)
                foreach (var occupation in from.Occupations)
                {
                    var targets = history.Correspondence(from, to).Of(occupation.Id);
                    if (targets.Sum(t => t.Weight) != 1m || targets.Any(t => t.Weight <= 0m))
                        return false;
                    if (targets.Any(t => t.ToId is { } id && to.FindById(id) is null))
                        return false;
                    if (targets.Select(t => t.ToId).Distinct().Count() != targets.Count)
                        return false;
                }
                return true;
            },
            iter: 300
        );

    [Fact]
    public void A_version_corresponds_to_itself_exactly() =>
        Histories.Sample(
            history =>
                history.Versions.All(v =>
                    v.Occupations.All(o => history.Correspondence(v, v).Of(o.Id) is [{ Exact: true, Weight: 1m } t] && t.ToId == o.Id)
                ),
            iter: 50
        );

    [Fact]
    public void What_is_exact_there_is_found_on_the_way_back() =>
        Histories.Sample(
            history =>
            {
                var (first, last) = (history.Versions[0], history.Latest);
                return first.Occupations.All(o =>
                    history.Correspondence(first, last).Of(o.Id) is not [{ Exact: true } t]
                    || history.Correspondence(last, first).Of(t.ToId!).Any(b => b.ToId == o.Id)
                );
            },
            iter: 300
        );

    [Fact]
    public void Carried_counts_keep_their_sum_at_every_level() =>
        Histories.Sample(
            history =>
            {
                foreach (var from in history.Versions)
                foreach (var to in history.Versions)
                {
                    var bridge = new Bridge(history, from, to);
                    foreach (var entry in from.Entries)
                        if (bridge.Of(entry).Sum(p => p.Weight) != 1m)
                            return false;
                }
                return true;
            },
            iter: 100
        );

    [Fact]
    public void The_real_history_holds_between_any_two_versions()
    {
        var history = Versions.Current;
        foreach (var from in history.Versions)
        foreach (var to in history.Versions)
        {
            var bridge = new Bridge(history, from, to);
            Assert.All(from.Entries, entry => Assert.Equal(1m, bridge.Of(entry).Sum(p => p.Weight)));
        }
    }

    [Theory]
    [InlineData("C1201", "A1", "A1:0.5")]
    [InlineData("C1202", "A1", "A1:0.5,Z9:0.5")]
    [InlineData("C1204", "A1", "A1:0.5,A1:0.5")]
    [InlineData("C1205", "A1", "A1:1.5,A2:-0.5")]
    [InlineData("C1206", "A1", "A2:1")]
    [InlineData("C1203", "", "")]
    public void A_faulty_link_is_refused_with_its_code(string fault, string from, string targets)
    {
        var older = Version("1", ["A1", "A2", "A3"]);
        var newer = Version("2", fault == "C1203" ? ["A1", "A2"] : ["A1", "A2", "A3"]);
        var links = targets
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(t => t.Split(':'))
            .Select(t => new Link(
                from,
                t[0],
                decimal.Parse(t[1], System.Globalization.CultureInfo.InvariantCulture),
                LinkBasis.Recorded,
                ""
            ))
            .ToList();
        var error = Assert.Throws<InvalidEditionException>(() =>
            new History([older, newer], [new VersionStep(older, newer, links, [], [])])
        );
        Assert.Contains(error.Findings, f => f.FaultCode == fault);
    }

    private static History Invent(Random random)
    {
        var alive = Enumerable.Range(1, random.Next(1, 12)).Select(i => $"A{i}").ToList();
        var next = 100;
        var versions = new List<ClassificationVersion> { Version("1", alive) };
        var steps = new List<VersionStep>();
        for (var v = 2; v <= 4; v++)
        {
            var links = new List<Link>();
            var after = new List<string>();
            var born = Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"A{next++}").ToList();
            foreach (var id in alive)
                switch (random.Next(5))
                {
                    case 0:
                        links.Add(new Link(id, null, 1m, LinkBasis.Recorded, ""));
                        break;
                    case 1:
                        links.Add(new Link(id, born[random.Next(born.Count)], 1m, LinkBasis.WorkType, ""));
                        break;
                    case 2:
                        var parts = born.Count + 1;
                        links.AddRange(born.Select(b => new Link(id, b, 1m / parts, LinkBasis.Judged, "")));
                        links.Add(new Link(id, id, 1m - born.Count * (1m / parts), LinkBasis.Judged, ""));
                        after.Add(id);
                        break;
                    default:
                        after.Add(id);
                        break;
                }
            alive = [.. after, .. born];
            versions.Add(Version($"{v}", alive));
            steps.Add(new VersionStep(versions[^2], versions[^1], links, [], []));
        }
        return new History(versions, steps);
    }

    private static ClassificationVersion Version(string name, IReadOnlyList<string> ids)
    {
        var groups = new[] { ("G1", "1"), ("G2", "1-01"), ("G3", "1-01-01") }.Select(g => Entry(g.Item1, Code.Parse(g.Item2)));
        var occupations = ids.Select((id, i) => Entry(id, Code.Parse($"1-01-01-{i + 1:D2}")));
        return new ClassificationVersion(
            name,
            new DateOnly(2000 + int.Parse(name, System.Globalization.CultureInfo.InvariantCulture), 1, 1),
            groups.Concat(occupations)
        );
    }

    private static Entry Entry(string id, Code code) => new(id, code, code.Level, code.Parent, "T" + id, Marks.None, null, null, []);
}
