using System.Runtime.CompilerServices;
using Zhidian.Classification;
using Zhidian.Classification.Search;
using Zhidian.Layout;

namespace Zhidian.Reconciliation;

/// <summary>A number or a yes or no that went into a score, for clients that want to score by themselves.</summary>
public sealed record Feature(string Id, object Value);

/// <param name="Id">Permanent id of the group or occupation.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="Match">Good enough to be taken without a person looking at it.</param>
public sealed record Candidate(
    string Id,
    string Name,
    string Description,
    IReadOnlyList<NamedId> Type,
    double Score,
    bool Match,
    IReadOnlyList<Feature> Features
);

public sealed record CandidateList(IReadOnlyList<Candidate> Result);

/// <summary>
/// Finds entries for a value. An id or a code names its entry; a gone code its successors, by their shares. A title is looked up as it
/// is, in Chinese and English; everyday titles are coded, with the coder's calibrated confidence as score; what search finds besides
/// comes after, by how alike the texts are. Method: docs/methods/api.md.
/// </summary>
public sealed class Candidates(ClassificationVersion version, Workspace.Workspace workspace, SearchIndex index, Language l)
{
    /// <summary>A coded title is taken without a person from this confidence on.</summary>
    public const double MatchConfidence = 0.8;

    /// <summary>A title that is only alike is never as good as one that is the same.</summary>
    private const double MostAlike = 70;

    private const int Searched = 30;

    private static readonly ConditionalWeakTable<ClassificationVersion, ILookup<string, Entry>> ByTitle = [];

    private sealed class Found(Entry entry)
    {
        public Entry Entry => entry;

        public double Score { get; set; }

        public bool Sure { get; set; }

        public Dictionary<string, object> Features { get; } = [];

        public void Raise(double score, bool sure, string feature, object value)
        {
            Score = Math.Max(Score, score);
            Sure |= sure;
            Features[feature] = value;
        }
    }

    public CandidateList Of(ReconciliationQuery query)
    {
        var found = new Dictionary<string, Found>();
        Found At(Entry entry) => found.TryGetValue(entry.Id, out var known) ? known : found[entry.Id] = new Found(entry);

        var text = query.Text;
        Named(text, version, At);
        foreach (var code in query.Properties.Where(p => p.Property == "code").SelectMany(p => p.Values))
            Named(code, SaidVersion(query), At);
        if (text.Length > 0)
        {
            var same = ByTitle.GetValue(version, TitlesOf)[Key(text)].ToList();
            foreach (var entry in same)
                At(entry).Raise(100, same.Count(e => Wanted(query, e)) == 1, "title_match", true);
            Coded(text, At);
            foreach (var hit in SearchHits(query))
                At(hit.Entry).Raise(MostAlike * Alike(text, hit.Matched), false, "text_match", Math.Round(Alike(text, hit.Matched), 3));
        }
        return new CandidateList(
            found
                .Values.Select(f => Weighed(query, f))
                .OfType<Candidate>()
                .OrderByDescending(c => c.Score)
                .ThenByDescending(c => c.Match)
                .ThenBy(c => c.Id, StringComparer.Ordinal)
                .Take(query.Limit)
                .ToList()
        );
    }

    /// <summary>Of each wanted type apart, so that the many occupations do not crowd out the groups.</summary>
    private IEnumerable<SearchHit> SearchHits(ReconciliationQuery query)
    {
        var levels = query.Types.Count == 0 || query.TypesMayDiffer ? [null] : query.Types.Select(t => (Level?)t);
        return levels.SelectMany(level => index.Find(new SearchRequest(query.Text, Searched, Level: level)).Hits);
    }

    private void Named(string text, ClassificationVersion inVersion, Func<Entry, Found> at)
    {
        switch (CodeLookup.IsId(text) ? CodeLookup.OfId(inVersion, text) : CodeLookup.In(inVersion, text))
        {
            case CodeLookup.Found { Entry: var entry } when version.FindById(entry.Id) is { } here:
                at(here).Raise(100, true, "code_match", true);
                break;
            case CodeLookup.Found { Entry: var entry }:
                foreach (var successor in Versions.Current.Successors(entry.Id, version))
                    Succeeds(successor);
                break;
            case CodeLookup.Gone gone:
                foreach (var successor in gone.Successors)
                    Succeeds(successor);
                break;
        }

        void Succeeds(Related successor)
        {
            if (version.FindById(successor.Id) is { } here)
                at(here).Raise(90 * (double)successor.Share, successor.Share == 1m, "successor_share", (double)successor.Share);
        }
    }

    private void Coded(string text, Func<Entry, Found> at)
    {
        if (version.Standing != Standing.Complete)
            return;
        var answer = workspace.Coder(version).Code(text);
        foreach (var alternative in answer.Alternatives)
            at(alternative.Entry)
                .Raise(
                    99 * alternative.Confidence,
                    !answer.Abstained && alternative.Entry == answer.Entry && answer.Confidence >= MatchConfidence,
                    "coder_confidence",
                    Math.Round(alternative.Confidence, 4)
                );
        if (answer.Entry is { } group && answer.Alternatives.All(a => a.Entry != group))
            at(group).Raise(99 * answer.Confidence, false, "coder_confidence", Math.Round(answer.Confidence, 4));
    }

    /// <summary>Types and properties: another type is left out, unless it may differ; each property that does not hold halves the score.</summary>
    private Candidate? Weighed(ReconciliationQuery query, Found found)
    {
        var typed = Wanted(query, found.Entry);
        if (!typed && !query.TypesMayDiffer)
            return null;
        var (score, sure) = (found.Score, found.Sure);
        if (query.Types.Count > 0)
            found.Features["type_match"] = typed;
        if (!typed)
            (score, sure) = (score / 2, false);
        foreach (var property in query.Properties)
        {
            var holds =
                property.Property == "code"
                    ? CodeHolds(query, property, found.Entry)
                    : property.Values.Any(v => EntityProperty.Find(property.Property)!.Holds(version, found.Entry, v));
            found.Features["property_" + property.Property] = holds;
            if (!holds)
                (score, sure) = (score / 2, false);
        }
        if (score < 1)
            return null;
        var english = found.Entry.English is { } title ? " · " + title : "";
        return new Candidate(
            found.Entry.Id,
            found.Entry.Title,
            $"{found.Entry.Code.Text}{english} · {version.Name}",
            [EntityTypes.Of(found.Entry.Level, l)],
            Math.Round(score, 2),
            sure,
            found.Features.Select(f => new Feature(f.Key, f.Value)).ToList()
        );
    }

    /// <summary>The entry had one of the codes in the version that the column beside it says, or took the place of what had.</summary>
    private bool CodeHolds(ReconciliationQuery query, PropertyValue property, Entry entry)
    {
        var said = SaidVersion(query);
        return property.Values.Any(v =>
            said.FindById(entry.Id) is { } then && EntityProperty.Find("code")!.Holds(said, then, v)
            || CodeLookup.In(said, v) is CodeLookup.Gone gone && gone.Successors.Any(s => s.Id == entry.Id)
        );
    }

    private ClassificationVersion SaidVersion(ReconciliationQuery query) =>
        query
            .Properties.Where(p => p.Property == "version")
            .SelectMany(p => p.Values)
            .Select(Versions.Find)
            .OfType<ClassificationVersion>()
            .FirstOrDefault()
        ?? version;

    private static bool Wanted(ReconciliationQuery query, Entry entry) => query.Types.Count == 0 || query.Types.Contains(entry.Level);

    private static ILookup<string, Entry> TitlesOf(ClassificationVersion version) =>
        version
            .Entries.SelectMany(e => new[] { e.Title, e.English }.OfType<string>().Select(t => (Key: Key(t), Entry: e)))
            .Distinct()
            .ToLookup(t => t.Key, t => t.Entry);

    private static string Key(string title) => title.Trim().ToUpperInvariant();

    /// <summary>Dice coefficient of character pairs, 0 to 1.</summary>
    private static double Alike(string one, string other)
    {
        var (a, b) = (Pairs(one), Pairs(other));
        var shared = a.Count(b.Contains);
        return Key(one) == Key(other) ? 1
            : a.Count + b.Count == 0 ? 0
            : 2.0 * shared / (a.Count + b.Count);
    }

    private static HashSet<string> Pairs(string text)
    {
        var key = Key(text);
        return Enumerable.Range(0, Math.Max(0, key.Length - 1)).Select(i => key.Substring(i, 2)).ToHashSet();
    }
}
