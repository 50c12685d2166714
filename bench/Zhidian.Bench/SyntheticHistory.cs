using System.Globalization;
using Zhidian.Classification;
using Zhidian.Classification.Lineage;

namespace Zhidian.Bench;

/// <summary>
/// A classification of any size over any number of versions, made from the pieces of real titles, the same for the same seed. In each
/// step 1 % of the occupations are renamed, 0.2 % retired into another one and 0.2 % new; all other entries are shared.
/// </summary>
internal sealed class SyntheticHistory(int size, int versions, int seed)
{
    private const int Majors = 8;
    private const int Subs = 25;
    private const int Minors = 30;

    private readonly Random _random = new(seed);
    private readonly string[] _titles = [.. Versions.Latest.Occupations.Select(e => e.Title).Where(t => t.Length > 4)];
    private readonly string[] _english = [.. Versions.Latest.Occupations.Select(e => e.English).OfType<string>()];
    private int _ids;

    public History Make()
    {
        var day = new DateOnly(1990, 1, 1);
        var made = new List<ClassificationVersion> { new("v1", day, First()) };
        var steps = new List<VersionStep>();
        for (var i = 2; i <= versions; i++)
        {
            var (entries, links) = Next(made[^1]);
            var next = new ClassificationVersion(string.Create(CultureInfo.InvariantCulture, $"v{i}"), day.AddMonths(6 * (i - 1)), entries);
            steps.Add(new VersionStep(made[^1], next, links, [], []));
            made.Add(next);
        }
        return new History(made, steps);
    }

    private List<Entry> First()
    {
        var entries = new List<Entry>(size);
        var each = (size - Majors - Majors * Subs) / (Majors * Subs * Minors) - 1;
        for (var major = 1; major <= Majors; major++)
        {
            var top = Add(entries, $"{major}", null);
            for (var sub = 1; sub <= Subs; sub++)
            {
                var middle = Add(entries, $"{top}-{sub:D2}", top);
                for (var minor = 1; minor <= Minors; minor++)
                {
                    var group = Add(entries, $"{middle}-{minor:D2}", middle);
                    for (var occupation = 1; occupation <= each || (entries.Count < size && IsLast() && occupation < 99); occupation++)
                        Add(entries, $"{group}-{occupation:D2}", group);

                    // The last group of all takes what division left over, as far as two digits go.
                    bool IsLast() => major == Majors && sub == Subs && minor == Minors;
                }
            }
        }
        return entries;
    }

    private Code Add(List<Entry> entries, string code, Code? parent)
    {
        var parsed = Code.Parse(code);
        entries.Add(New(parsed, parent));
        return parsed;
    }

    private Entry New(Code code, Code? parent) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"S{++_ids:D7}"),
            code,
            code.Level,
            parent,
            Title(),
            (Marks)(_random.Next(10) == 0 ? _random.Next(1, 4) : 0),
            null,
            null,
            code.Level == Level.Occupation && _random.Next(2) == 0 ? [Title()] : []
        )
        {
            English = English(),
        };

    /// <summary>The beginning of one title and the end of another one.</summary>
    private string Title()
    {
        var (one, other) = (_titles[_random.Next(_titles.Length)], _titles[_random.Next(_titles.Length)]);
        return one[..(one.Length / 2 + 1)] + other[(other.Length / 2)..];
    }

    private string? English()
    {
        if (_english.Length == 0)
            return null;
        var (one, other) = (_english[_random.Next(_english.Length)], _english[_random.Next(_english.Length)]);
        return one.Split(' ')[0] + " " + other;
    }

    private (List<Entry> Entries, List<Link> Links) Next(ClassificationVersion before)
    {
        var entries = before.Entries.ToList();
        var links = new List<Link>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Level != Level.Occupation)
                continue;
            switch (_random.Next(1000))
            {
                case < 10:
                    entries[i] = entries[i] with { Title = Title() };
                    break;
                // Retired into its neighbour, and its code is taken by a new one.
                case < 12 when entries[i - 1].Level == Level.Occupation && before.FindById(entries[i - 1].Id) is not null:
                    links.Add(new Link(entries[i].Id, entries[i - 1].Id, 1m, LinkBasis.Recorded, ""));
                    entries[i] = New(entries[i].Code, entries[i].Parent);
                    break;
            }
        }
        return (entries, links);
    }
}
