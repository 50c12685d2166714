using Zhidian.Classification;

namespace Zhidian.Mining.Coding;

/// <summary>The groups above each occupation, by number.</summary>
internal sealed class Groups
{
    private readonly List<Entry> _groups;
    private readonly int[][] _above;

    public Groups(ClassificationVersion version)
    {
        _groups = version.Entries.Where(e => e.Level < Level.Occupation).ToList();
        var numbers = _groups.Select((g, i) => (g.Code, i)).ToDictionary(p => p.Code, p => p.i);
        _above =
        [
            .. new[] { Level.Major, Level.SubMajor, Level.Minor }.Select(level =>
                version.Occupations.Select(o => numbers[o.Code.At(level)]).ToArray()
            ),
        ];
    }

    public int Count => _groups.Count;

    public Entry this[int group] => _groups[group];

    public int Above(int occupation, Level level) => _above[(int)level - 1][occupation];
}
