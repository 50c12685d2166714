namespace Zhidian.Classification.Lineage;

/// <summary>The occupations of one step's two versions, linked both ways; checked when made.</summary>
public sealed class StepLinks
{
    private static readonly Target[] Nowhere = [new(null, 1m, false)];

    private readonly VersionStep _step;
    private readonly Dictionary<string, IReadOnlyList<Target>> _forward = [];
    private readonly Dictionary<string, IReadOnlyList<Target>> _backward = [];

    /// <param name="file">Named in findings.</param>
    /// <exception cref="InvalidEditionException">
    /// C1201 weights do not sum to 1 · C1202 an id is not in its version · C1203 retired without successors or an explicit none ·
    /// C1204 the same link twice · C1205 a weight outside 0 to 1 · C1206 goes on, but not among its own successors.
    /// </exception>
    public StepLinks(VersionStep step, string file)
    {
        _step = step;
        var findings = new List<Finding>();
        Take(step.Forward, step.From, step.To, _forward, file, findings);
        foreach (var old in step.From.Occupations)
            if (step.To.FindById(old.Id) is null && !_forward.ContainsKey(old.Id))
                findings.Add(
                    new(
                        "C1203",
                        file,
                        0,
                        $"{old.Id} {old.Code} {old.Title} is not in {step.To.Name} and has neither successors nor an explicit none"
                    )
                    {
                        Id = old.Id,
                    }
                );
        foreach (var (id, targets) in _forward)
            if (step.To.FindById(id) is { } still && targets.All(t => t.ToId != id))
                findings.Add(
                    new("C1206", file, 0, $"{id} {still.Title} goes on in {step.To.Name}, so it must be among its own successors")
                    {
                        Id = id,
                    }
                );
        Invert();
        Take(step.Backward, step.To, step.From, _backward, file, findings);
        if (findings.Count > 0)
            throw new InvalidEditionException(findings);
    }

    /// <summary>Where an occupation of the older version is in the newer one.</summary>
    public IReadOnlyList<Target> Forward(string id) =>
        _forward.GetValueOrDefault(id) ?? (_step.To.FindById(id) is null ? Nowhere : [new(id, 1m, true)]);

    /// <summary>Where an occupation of the newer version was in the older one.</summary>
    public IReadOnlyList<Target> Backward(string id) =>
        _backward.GetValueOrDefault(id) ?? (_step.From.FindById(id) is null ? Nowhere : [new(id, 1m, true)]);

    private static void Take(
        IReadOnlyList<Link> links,
        ClassificationVersion from,
        ClassificationVersion to,
        Dictionary<string, IReadOnlyList<Target>> into,
        string file,
        List<Finding> findings
    )
    {
        foreach (var group in links.GroupBy(l => l.FromId))
        {
            var old = from.FindById(group.Key);
            if (old is not { Level: Level.Occupation })
                findings.Add(new("C1202", file, 0, $"{group.Key} is not an occupation of {from.Name}") { Id = group.Key });
            foreach (var link in group.Where(l => l.ToId is not null && to.FindById(l.ToId) is not { Level: Level.Occupation }))
                findings.Add(
                    new("C1202", file, 0, $"{group.Key} leads to {link.ToId}, which is not an occupation of {to.Name}") { Id = group.Key }
                );
            foreach (var link in group.Where(l => l.Weight is <= 0 or > 1))
                findings.Add(
                    new("C1205", file, 0, $"{group.Key} to {link.ToId}: weight {link.Weight} is not above 0 and at most 1")
                    {
                        Id = group.Key,
                    }
                );
            foreach (var twice in group.GroupBy(l => l.ToId).Where(g => g.Count() > 1))
                findings.Add(new("C1204", file, 0, $"{group.Key} to {twice.Key} stands {twice.Count()} times") { Id = group.Key });
            var sum = group.Sum(l => l.Weight);
            if (Math.Abs(sum - 1m) > 0.0000001m)
                findings.Add(new("C1201", file, 0, $"weights of {group.Key} {old?.Title} sum to {sum}, not 1") { Id = group.Key });
            var whole = group.Count() == 1;
            into[group.Key] = Correspondence.Exactly1(
                group.Select(l => new Target(l.ToId, l.Weight, whole && l.ToId is not null && l.Basis is not LinkBasis.Judged))
            );
        }
    }

    /// <summary>Bayes with equally large old occupations: an old one's share in a new one is its weight over all weights into it.</summary>
    private void Invert()
    {
        var into = new Dictionary<string, List<(string From, decimal Weight, bool Exact)>>();
        foreach (var (from, targets) in _forward)
        foreach (var target in targets)
            if (target.ToId is { } to)
                (into.TryGetValue(to, out var list) ? list : into[to] = []).Add((from, target.Weight, target.Exact));
        // What keeps its identity without a row counts where something else came into it; elsewhere it is its own whole past.
        foreach (var (to, sources) in into)
            if (!_forward.ContainsKey(to) && _step.From.FindById(to) is { Level: Level.Occupation })
                sources.Add((to, 1m, true));
        foreach (var (to, sources) in into)
        {
            if (sources is [{ Exact: true } only] && only.From == to)
                continue;
            var all = sources.Sum(s => s.Weight);
            // Exact backwards only when it came whole from one that went here whole.
            var whole = sources is [{ Weight: 1m, Exact: true }];
            _backward[to] = Correspondence.Exactly1(sources.Select(s => new Target(s.From, s.Weight / all, whole)));
        }
    }
}
