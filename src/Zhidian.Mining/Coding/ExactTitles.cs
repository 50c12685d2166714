namespace Zhidian.Mining.Coding;

/// <summary>What is known of one title key.</summary>
/// <param name="Default">Occupation when no condition holds; -1 when the title alone does not decide.</param>
internal sealed record ExactTitle(int Default, TitleSource Source, IReadOnlyList<(IReadOnlyList<string> Words, int Occupation)> Conditions);

/// <summary>Known titles by key. Of two sources that disagree the stronger one wins; work types that disagree among themselves say nothing.</summary>
internal sealed class ExactTitles
{
    private readonly Dictionary<string, ExactTitle> _byKey;
    private readonly Dictionary<string, ExactTitle>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    public ExactTitles(IEnumerable<KnownTitle> titles)
    {
        _byKey = titles
            .Where(t => t.Key.Length > 0)
            .GroupBy(t => t.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Resolve(g.Key, [.. g]), StringComparer.Ordinal);
        _bySpan = _byKey.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Count => _byKey.Count;

    public ExactTitle? Find(ReadOnlySpan<char> key) => _bySpan.TryGetValue(key, out var found) ? found : null;

    private static ExactTitle Resolve(string key, KnownTitle[] known)
    {
        var best = -1;
        var source = TitleSource.WorkType;
        foreach (var group in known.Where(t => t.When.Count == 0).GroupBy(t => t.Source).OrderBy(g => g.Key))
        {
            // The one written exactly as the key says more of it than one that only normalises to it.
            var votes = group
                .GroupBy(t => t.Occupation)
                .Select(o =>
                    (Occupation: o.Key, Same: o.Any(t => string.Equals(t.Title, key, StringComparison.OrdinalIgnoreCase)), Votes: o.Count())
                )
                .OrderByDescending(v => v.Same)
                .ThenByDescending(v => v.Votes)
                .ThenBy(v => v.Occupation)
                .ToList();
            if (votes.Count > 1 && group.Key == TitleSource.WorkType)
                break;
            (best, source) = (votes[0].Occupation, group.Key);
            break;
        }
        return new ExactTitle(best, source, [.. known.Where(t => t.When.Count > 0).Select(t => (t.When, t.Occupation))]);
    }
}
