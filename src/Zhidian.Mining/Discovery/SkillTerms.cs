using System.Collections.Frozen;

namespace Zhidian.Mining.Discovery;

/// <summary>
/// Finds the skill, tool, method, task and credential terms of <c>data/terms/skills.csv</c> in text: one pass with an
/// Aho-Corasick automaton (Aho and Corasick 1975) over lower-cased characters. English terms match whole words only.
/// A term inside a longer matching term counts too; variants count as their term.
/// </summary>
public sealed class SkillTerms
{
    private static readonly Lazy<SkillTerms> Built = new(() => new SkillTerms(EmbeddedTable.Read("terms/skills.csv")));
    private readonly Dictionary<(int State, char Next), int> _goto = [];
    private readonly List<int> _fail = [0];
    private readonly List<(int Term, int Length)[]> _output =
    [
        [],
    ];
    private readonly FrozenDictionary<string, string> _canonical;
    private readonly FrozenDictionary<string, string> _kinds;
    private readonly FrozenDictionary<string, string[]> _spellings;

    private SkillTerms(List<string[]> rows)
    {
        Terms = rows.Select(r => r[0]).ToArray();
        var canonical = new Dictionary<string, string>();
        for (var i = 0; i < rows.Count; i++)
            foreach (var spelling in rows[i][2].Split('|', StringSplitOptions.RemoveEmptyEntries).Prepend(rows[i][0]))
            {
                Add(spelling.ToLowerInvariant(), i);
                canonical.TryAdd(spelling.ToLowerInvariant(), rows[i][0].ToLowerInvariant());
            }
        _canonical = canonical.ToFrozenDictionary();
        _spellings = rows.ToFrozenDictionary(
            r => r[0],
            r => r[2].Split('|', StringSplitOptions.RemoveEmptyEntries).Prepend(r[0]).ToArray()
        );
        _kinds = rows.ToFrozenDictionary(r => r[0].ToLowerInvariant(), r => r[1]);
        Link();
    }

    public static SkillTerms Instance => Built.Value;

    public IReadOnlyList<string> Terms { get; }

    /// <summary>All spellings of a term, itself first.</summary>
    public IReadOnlyList<string> Spellings(string term) => _spellings.GetValueOrDefault(term, []);

    /// <summary>Kind of a term in its dictionary spelling (skill, tool, method, task, credential, domain); null when it is none.</summary>
    public string? KindOf(string canonical) => _kinds.GetValueOrDefault(canonical);

    /// <summary>The dictionary's spelling of a term, or the text itself.</summary>
    public static string Canonical(string text) => Instance._canonical.GetValueOrDefault(text, text);

    /// <summary>Adds the index of every term in <paramref name="text"/> to <paramref name="found"/>, each once.</summary>
    public void Find(ReadOnlySpan<char> text, HashSet<int> found)
    {
        var state = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = char.ToLowerInvariant(text[i]);
            int next;
            while (!_goto.TryGetValue((state, c), out next) && state != 0)
                state = _fail[state];
            state = next;
            foreach (var (term, length) in _output[state])
                if (IsWholeWord(text, i - length + 1, i))
                    found.Add(term);
        }
    }

    private static bool IsWholeWord(ReadOnlySpan<char> text, int first, int last) =>
        (!char.IsAsciiLetterOrDigit(text[first]) || first == 0 || !char.IsAsciiLetterOrDigit(text[first - 1]))
        && (!char.IsAsciiLetterOrDigit(text[last]) || last == text.Length - 1 || !char.IsAsciiLetterOrDigit(text[last + 1]));

    private void Add(string spelling, int term)
    {
        var state = 0;
        foreach (var c in spelling)
        {
            if (!_goto.TryGetValue((state, c), out var next))
            {
                next = _output.Count;
                _goto[(state, c)] = next;
                _output.Add([]);
                _fail.Add(0);
            }
            state = next;
        }
        _output[state] = [.. _output[state], (term, spelling.Length)];
    }

    private void Link()
    {
        var children = _goto.ToLookup(edge => edge.Key.State, edge => (edge.Key.Next, edge.Value));
        var queue = new Queue<int>(children[0].Select(edge => edge.Value));
        while (queue.TryDequeue(out var state))
            foreach (var (c, next) in children[state])
            {
                var fail = _fail[state];
                int target;
                while (!_goto.TryGetValue((fail, c), out target) && fail != 0)
                    fail = _fail[fail];
                _fail[next] = target == next ? 0 : target;
                _output[next] = [.. _output[next], .. _output[_fail[next]]];
                queue.Enqueue(next);
            }
    }
}
