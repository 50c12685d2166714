using System.Globalization;
using CsCheck;
using Zhidian.Classification.Feeds;
using Zhidian.Classification.Lineage;

namespace Zhidian.Classification.Tests.Feeds;

/// <summary>Following the sequence gives exact copies: of invented histories, then of the real one.</summary>
public sealed class ChangeSequenceTests
{
    /// <summary>
    /// Up to five versions of a few groups and occupations in which codes are swapped, groups moved with all that is in them, titles and
    /// marks changed, entries retired into others and born.
    /// </summary>
    private static readonly Gen<(History History, int Seed)> Histories = Gen.Int[0, int.MaxValue]
        .Select(seed => (Invent(new Random(seed)), seed));

    [Fact]
    public void Whoever_follows_from_nothing_has_exactly_each_version_at_its_end() =>
        Histories.Sample(
            h =>
            {
                Follow(h.History, new Random(h.Seed));
                return true;
            },
            iter: 500
        );

    [Fact]
    public void The_real_history_can_be_followed_to_its_latest_version() => Follow(Versions.Current, new Random(7));

    [Fact]
    public void A_cursor_leads_to_the_same_items_after_new_versions_came() =>
        Histories.Sample(
            h =>
            {
                var (whole, known) = (h.History, 1 + h.Seed % h.History.Versions.Count);
                var before = new History(whole.Versions.Take(known).ToList(), whole.Steps.Take(known - 1).ToList());
                var (then, now) = (ChangeSequence.Of(before), ChangeSequence.Of(whole));
                for (var v = 0; v < known; v++)
                for (var i = 0; i <= then.Items(v).Count; i++)
                {
                    var cursor = SequenceCursor.Write(then, new SequencePlace(v, i));
                    var place = SequenceCursor.Read(now, cursor, out var stale);
                    Assert.False(stale);
                    var rest = now.Read(place!.Value, int.MaxValue).Items;
                    Assert.Equal(
                        Told(then.Read(new SequencePlace(v, i), int.MaxValue).Items),
                        Told(rest).Take(then.Items(v).Count - i + Later(then, v))
                    );
                }
                return true;
            },
            iter: 100
        );

    [Fact]
    public void A_version_of_another_content_makes_cursors_inside_it_stale_but_not_those_after_a_version_that_stayed()
    {
        var (older, newer) = (Version("1", ["A", "B"]), Version("2", ["A", "B", "C"]));
        var grown = Version("1", ["A", "B", "C"]);
        var then = ChangeSequence.Of(new History([older, newer], [new VersionStep(older, newer, [], [], [])]));
        var now = ChangeSequence.Of(new History([grown, newer], [new VersionStep(grown, newer, [], [], [])]));
        Assert.Null(SequenceCursor.Read(now, SequenceCursor.Write(then, new SequencePlace(0, 1)), out var inside));
        Assert.Null(SequenceCursor.Read(now, SequenceCursor.Write(then, then.After(older)), out var after));
        Assert.Null(SequenceCursor.Read(now, SequenceCursor.Write(then, new SequencePlace(1, 0)), out var before));
        Assert.True(inside && after && before);
        Assert.Equal(now.After(newer), SequenceCursor.Read(now, SequenceCursor.Write(then, then.After(newer)), out var end));
        Assert.False(end);
    }

    [Theory]
    [InlineData("")]
    [InlineData("c1.")]
    [InlineData("c1.!!")]
    [InlineData("c1.AAAA")]
    [InlineData("c2.MTow")]
    public void What_is_no_cursor_is_told_from_a_stale_one(string text)
    {
        Assert.Null(SequenceCursor.Read(ChangeSequence.Of(Versions.Current), text, out var stale));
        Assert.False(stale);
    }

    [Fact]
    public void A_day_stands_before_all_that_takes_effect_on_it()
    {
        var sequence = ChangeSequence.Of(Versions.Current);
        foreach (var version in Versions.All)
        {
            var first = sequence.Read(sequence.From(version.Effective), 1).Items.Single();
            Assert.Equal(version, first.Version);
            Assert.True(sequence.From(version.Effective.AddDays(1)).Version >= Versions.Current.IndexOf(version));
            Assert.DoesNotContain(
                sequence.Read(sequence.From(version.Effective.AddDays(1)), int.MaxValue).Items,
                i => i.Version == version
            );
        }
        Assert.Equal(default, sequence.From(new DateOnly(1900, 1, 1)));
    }

    /// <summary>A follower that knows only what the items say, reading in pages of changing size through written cursors.</summary>
    private static void Follow(History history, Random random)
    {
        var sequence = ChangeSequence.Of(history);
        var copy = new Dictionary<string, Entry>();
        var (versions, cursor) = (0, (string?)null);
        bool more;
        do
        {
            var from = cursor is null ? default : SequenceCursor.Read(sequence, cursor, out _)!.Value;
            var page = sequence.Read(from, random.Next(1, history.Latest.Entries.Count / 3 + 3));
            foreach (var item in page.Items)
                switch (item.Act)
                {
                    case SequenceAct.Put:
                        copy[item.Id!] = item.Entry!;
                        break;
                    case SequenceAct.Remove:
                        Assert.True(copy.Remove(item.Id!));
                        break;
                    default:
                        var built = new ClassificationVersion("copy", default, copy.Values);
                        Assert.Equal(history.Versions[versions++].ContentHash, built.ContentHash);
                        Assert.Equal(item.Version.ContentHash, built.ContentHash);
                        break;
                }
            cursor = SequenceCursor.Write(sequence, page.Next);
            more = page.More;
        } while (more);
        Assert.Equal(history.Versions.Count, versions);
        Assert.Equal(
            history.Latest.Entries.Select(e => (e.Code, e.Title, e.Marks)),
            copy.Values.OrderBy(e => e.Code).Select(e => (e.Code, e.Title, e.Marks))
        );
    }

    private static int Later(ChangeSequence sequence, int version) =>
        Enumerable.Range(version + 1, sequence.History.Versions.Count - version - 1).Sum(v => sequence.Items(v).Count);

    private static IEnumerable<string> Told(IEnumerable<SequenceItem> items) =>
        items.Select(i => $"{i.Version.Name} {i.Act} {i.Id} {i.Entry?.Code} {i.Entry?.Title} {i.Change?.Kind}");

    private static History Invent(Random random)
    {
        var (next, now) = (100, new Dictionary<string, Entry>());
        foreach (var (id, code) in new[] { ("G1", "1"), ("G2", "1-01"), ("G3", "1-02"), ("G4", "1-01-01"), ("G5", "1-02-01") })
            now[id] = Make(id, code);
        for (var i = 1; i <= random.Next(1, 9); i++)
            now[$"A{i}"] = Make($"A{i}", $"1-01-01-{i:D2}");
        var versions = new List<ClassificationVersion> { new("1", new DateOnly(2001, 1, 1), now.Values) };
        var steps = new List<VersionStep>();
        for (var v = 2; v <= random.Next(2, 6); v++)
        {
            var links = new List<Link>();
            var occupations = now.Values.Where(e => e.Level == Level.Occupation).ToList();
            foreach (var entry in occupations.Select(o => now[o.Id]))
                switch (random.Next(8))
                {
                    case 0 when now.Count > 6:
                        now.Remove(entry.Id);
                        links.Add(new Link(entry.Id, null, 1m, LinkBasis.Recorded, ""));
                        break;
                    case 1:
                        now[entry.Id] = entry with { Title = entry.Title + "'" };
                        break;
                    case 2:
                        now[entry.Id] = entry with { Marks = entry.Marks ^ Marks.Digital };
                        break;
                    case 3:
                        now[entry.Id] = entry with { ReleasedOn = new DateOnly(2000 + v, 1, 1) };
                        break;
                    case 4:
                        var other = occupations[random.Next(occupations.Count)];
                        if (now.TryGetValue(other.Id, out var there))
                            (now[entry.Id], now[other.Id]) = (Place(entry, there.Code), Place(there, entry.Code));
                        break;
                    default:
                        break;
                }
            for (var born = random.Next(3); born > 0; born--)
                now[$"A{next}"] = Make($"A{next}", $"1-02-01-{next++ - 100:D2}");
            if (random.Next(3) == 0)
                (now["G2"], now["G3"]) = (Place(now["G2"], now["G3"].Code), Place(now["G3"], now["G2"].Code));
            versions.Add(new($"{v}", new DateOnly(2000 + v, 1, 1), now.Values));
            steps.Add(new VersionStep(versions[^2], versions[^1], links, [], []));
        }
        return new History(versions, steps);
    }

    private static Entry Place(Entry entry, Code code) => entry with { Code = code, Parent = code.Parent };

    private static Entry Make(string id, string code) =>
        new(id, Code.Parse(code), Code.Parse(code).Level, Code.Parse(code).Parent, "T" + id, Marks.None, null, null, []);

    private static ClassificationVersion Version(string name, IReadOnlyList<string> ids) =>
        new(
            name,
            new DateOnly(2000 + int.Parse(name, CultureInfo.InvariantCulture), 1, 1),
            new[] { Make("G1", "1"), Make("G2", "1-01"), Make("G4", "1-01-01") }.Concat(
                ids.Select((id, i) => Make(id, $"1-01-01-{i + 1:D2}"))
            )
        );
}
