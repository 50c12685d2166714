namespace Zhidian.Classification.Search;

/// <summary>
/// Finds entries of one version by code, title, work type, everyday title, English title, pinyin or initials, whole or in part, with
/// one typing error where little else is found. Built once from the entries; immutable and thread-safe. How it ranks and how good and
/// fast it is: docs/methods/search.md.
/// </summary>
public sealed class SearchIndex
{
    /// <summary>With fewer hits than this, typing errors and the parts of what was typed are looked at too.</summary>
    private const int Few = 3;

    private static readonly Dictionary<string, IReadOnlyList<string>> NoAliases = [];

    private readonly Terms _terms;
    private readonly TextSearch _texts;
    private readonly PinyinSearch _pinyin;
    private readonly WordSearch _words;
    private readonly CodeSearch _codes;
    private readonly TypoSearch _typos;
    private readonly Ranking _ranking;
    private readonly bool[] _residual;

    /// <param name="entries">In code order.</param>
    /// <param name="aliases">Everyday titles by permanent id; ids that are not among the entries are left out.</param>
    /// <param name="origins">For the facet of birth; null leaves it empty.</param>
    public SearchIndex(
        IReadOnlyList<Entry> entries,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? aliases = null,
        Origins? origins = null
    )
    {
        Entries = entries;
        _residual = [.. entries.Select(e => e.Code.IsResidual)];
        _terms = new Terms(entries, aliases ?? NoAliases);
        _texts = new TextSearch(_terms);
        _pinyin = new PinyinSearch(_terms);
        _words = new WordSearch(_terms);
        _codes = new CodeSearch(entries);
        _typos = new TypoSearch(_terms, _texts, _pinyin);
        _ranking = new Ranking(entries, origins, new int[entries.Count]);
    }

    public SearchIndex(
        ClassificationVersion version,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? aliases = null,
        Origins? origins = null
    )
        : this(version.Entries, aliases, origins) { }

    private SearchIndex(SearchIndex of, Ranking ranking)
    {
        Entries = of.Entries;
        (_terms, _texts, _pinyin, _words, _codes, _typos) = (of._terms, of._texts, of._pinyin, of._words, of._codes, of._typos);
        (_ranking, _residual) = (ranking, of._residual);
    }

    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>The same index, ranking equal matches by demand.</summary>
    /// <param name="adverts">Adverts by permanent id; whoever is not named has none.</param>
    public SearchIndex RankedBy(IReadOnlyDictionary<string, int> adverts) =>
        new(this, _ranking.By([.. Entries.Select(e => adverts.GetValueOrDefault(e.Id))]));

    /// <summary>The best hits, without counts.</summary>
    public IReadOnlyList<SearchHit> Suggest(string text, int limit = 10)
    {
        using var tally = new Tally(_residual, _terms);
        return Gather(text, tally, limit) ? _ranking.Best(tally, _terms, limit) : [];
    }

    /// <summary>One page of hits with the counts of all of them.</summary>
    public SearchResult Find(SearchRequest request)
    {
        using var tally = new Tally(_residual, _terms);
        return Gather(request.Text, tally, int.MaxValue) ? _ranking.Page(tally, _terms, request) : SearchResult.Nothing;
    }

    /// <summary>
    /// From the best kinds of match to the worst, until enough is found: what comes later ranks behind what is there.
    /// </summary>
    /// <returns>Whether there was anything to look for.</returns>
    private bool Gather(string text, Tally tally, int enough)
    {
        var folded = Folded.Fold(text);
        if (folded.Length == 0)
            return false;
        var han = Folded.HasHan(folded);
        var words = han ? [] : Folded.Words(text);
        if (CodeSearch.Canonical(text) is { } code)
            _codes.Find(code, tally);
        _texts.FindStarts(folded, tally);
        _words.FindStarts(words, tally);
        _pinyin.FindStarts(words, tally);
        if (tally.Named < enough)
            _texts.FindParts(folded, tally);
        if (tally.Named < enough)
            _words.FindParts(words, tally);
        if (tally.Named < enough)
            _pinyin.FindParts(words, tally);
        if (tally.Named < enough)
            _pinyin.FindInitialsInside(words, tally);
        if (tally.Count < Few)
        {
            if (han)
            {
                _typos.Find(folded, tally);
                _texts.FindWithin(folded, tally);
            }
            else
            {
                _words.FindTypos(words, tally);
                _typos.FindPinyin(folded, tally);
            }
        }
        return true;
    }
}
