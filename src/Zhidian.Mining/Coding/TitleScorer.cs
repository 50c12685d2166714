using Zhidian.Classification;
using Zhidian.Mining.Text;

namespace Zhidian.Mining.Coding;

/// <summary>
/// Scores one title at a time for one thread: buffers are reused, nothing but the answer is allocated. A candidate's score is
/// the linear model's, plus how much of the title its known titles cover, plus a bonus where the title, a part of it or its
/// end is itself a known title. Softmax over the best candidates gives probabilities, sums of them those of groups.
/// </summary>
internal sealed class TitleScorer
{
    private const int Candidates = 24;
    private const int Covered = 6; // candidates whose coverage is looked up
    private const int Alternatives = 5;
    private const float SideWeight = 0.35f;
    private const float CoverageBonus = 4f;
    private const float ExactBonus = 12;
    private const float PartBonus = 3f;
    private const float StemBonus = 4f;
    private const float SideBonus = 2f;
    private const float SuffixBonus = 2f;
    private const int ShortestSuffix = 2;
    private readonly ClassificationVersion _version;
    private readonly ExactTitles _exact;
    private readonly LinearModel _model;
    private readonly Groups _groups;
    private readonly TitleScan _scan = new();
    private readonly TitleFeatures _features = new();
    private const float TextBonus = 0.7f;
    private const float TextMost = 2;
    private const int TextRead = 400;
    private readonly float[] _scores;
    private readonly int[] _touched;
    private readonly (int Occupation, float Score)[] _best = new (int, float)[Candidates];
    private readonly double[] _groupSums;
    private float[] _values = new float[256];
    private int[] _numbers = new int[256];
    private readonly char[] _text = new char[TextRead];
    private readonly Dictionary<int, float> _votes = [];
    private int _touchedCount;
    private int _bestCount;
    private int _known;
    private float _contentIdf;

    public TitleScorer(ClassificationVersion version, ExactTitles exact, LinearModel model)
    {
        (_version, _exact, _model) = (version, exact, model);
        _groups = new Groups(version);
        _scores = new float[version.Occupations.Count];
        _touched = new int[version.Occupations.Count];
        _groupSums = new double[_groups.Count];
    }

    public CodeAnswer Code(string title, string? text, double wanted)
    {
        if (!Score(title, text))
            return CodeAnswer.Nothing;
        var fit = Fit(_best[0].Occupation);
        var known = _known == _best[0].Occupation;
        var alternatives = new Alternative[Math.Min(Alternatives, _bestCount)];
        var top = Calibration.Confidence(Level.Occupation, _best[0].Score, fit, known);
        alternatives[0] = new Alternative(_version.Occupations[_best[0].Occupation], top);
        for (var i = 1; i < alternatives.Length; i++)
            alternatives[i] = new Alternative(
                _version.Occupations[_best[i].Occupation],
                // The others share what the best leaves, as the scores divide it.
                Math.Min(alternatives[i - 1].Confidence, (1 - top) * _best[i].Score / Math.Max(1 - _best[0].Score, 1e-9))
            );
        if (top >= wanted)
            return new CodeAnswer(alternatives[0].Entry, top, false, fit, alternatives);
        var confidence = 0d;
        for (var level = Level.Minor; level >= Level.Major; level--)
        {
            var best = BestGroup(level, out var sum);
            confidence = Calibration.Confidence(level, sum, fit, known);
            if (confidence >= wanted)
                return new CodeAnswer(_groups[best], confidence, false, fit, alternatives);
        }
        return new CodeAnswer(null, confidence, true, fit, alternatives);
    }

    /// <summary>What the calibration is fitted on: at each level the best entry, its probability before calibration; fit; whether the title is known.</summary>
    public (Entry[] Best, double[] Probability, double Fit, bool Known)? Raw(string title)
    {
        if (!Score(title, null))
            return null;
        var (best, probability) = (new Entry[4], new double[4]);
        for (var level = Level.Major; level <= Level.Minor; level++)
            best[(int)level - 1] = _groups[BestGroup(level, out probability[(int)level - 1])];
        best[3] = _version.Occupations[_best[0].Occupation];
        probability[3] = _best[0].Score;
        return (best, probability, Fit(_best[0].Occupation), _known == _best[0].Occupation);
    }

    private int BestGroup(Level level, out double sum)
    {
        var best = -1;
        foreach (var (occupation, score) in _best.AsSpan(0, _bestCount))
        {
            var group = _groups.Above(occupation, level);
            _groupSums[group] += score;
            if (best < 0 || _groupSums[group] > _groupSums[best])
                best = group;
        }
        sum = _groupSums[best];
        foreach (var (occupation, _) in _best.AsSpan(0, _bestCount))
            _groupSums[_groups.Above(occupation, level)] = 0;
        return best;
    }

    public IReadOnlyList<ScoredOccupation> Nearest(string title, int count)
    {
        if (!Score(title, null))
            return [];
        return _best
            .Take(_bestCount)
            .Select(b => new ScoredOccupation(
                _version.Occupations[b.Occupation],
                Math.Min(Fit(b.Occupation), b.Occupation == _known ? 1 : 0.99)
            ))
            .OrderByDescending(s => s.Score)
            .Take(count)
            .ToList();
    }

    /// <summary>Fills the best candidates with probabilities, best first; false when the title names no job or has no known piece.</summary>
    private bool Score(string title, string? text)
    {
        _touchedCount = _bestCount = 0;
        _known = -1;
        _scan.Read(title);
        if (!_scan.HasJob)
            return false;
        ScoreFeatures();
        if (_exact.Find(_scan.Main) is { } exact && Decide(exact, text) is >= 0 and var occupation)
        {
            _known = occupation;
            Add(occupation, ExactBonus);
        }
        else
        {
            ScoreKnownPieces(text);
            if (text is not null)
                ScoreText(text);
        }
        SelectBest();
        // A known title is decided; each lookup of coverage is a cache miss.
        if (_known < 0)
            AddCoverage();
        Softmax();
        return _bestCount > 0;
    }

    private void ScoreFeatures()
    {
        _features.Clear();
        _features.Add(_scan.Main, 1, anchored: true);
        var main = _features.Count;
        for (var i = 0; i < _scan.Count; i++)
            if (i != _scan.MainIndex)
                _features.Add(_scan.Part(i), SideWeight, anchored: false);
        var all = _features.All;
        if (_values.Length < all.Length)
        {
            _values = new float[all.Length];
            _numbers = new int[all.Length];
        }
        var squares = 0f;
        _contentIdf = 0;
        for (var k = 0; k < all.Length; k++)
        {
            var f = _numbers[k] = _model.Find(all[k].Hash);
            var idf = f < 0 ? _model.UnseenIdf : _model.Idf(f);
            var value = _values[k] = all[k].Weight * idf;
            if (k >= main)
                continue;
            squares += value * value;
            if (all[k].Content)
                _contentIdf += idf;
        }
        var norm = 1 / MathF.Sqrt(Math.Max(squares, 1e-6f));
        for (var k = 0; k < all.Length; k++)
        {
            var f = _numbers[k];
            if (f < 0)
                continue;
            var classes = _model.Classes(f);
            var weights = _model.Weights(f);
            var value = _values[k] * norm;
            for (var i = 0; i < classes.Length; i++)
                Add(classes[i], value * weights[i]);
        }
    }

    /// <summary>Parts between slashes, the longest known end of the main part, and side parts that are known titles.</summary>
    private void ScoreKnownPieces(string? text)
    {
        var main = _scan.Main;
        // 法务经理 is first of all 法务: the level word says less than what stands before it.
        var stem = LevelWords.Stem(main);
        if (stem.Length < main.Length && Bonus(stem, StemBonus, text))
            return;
        var slash = main.IndexOf('/');
        if (slash >= 0)
        {
            var bonus = PartBonus;
            for (var rest = main; !rest.IsEmpty; bonus *= 0.6f)
            {
                slash = rest.IndexOf('/');
                Bonus(slash < 0 ? rest : rest[..slash], bonus, text);
                rest = slash < 0 ? default : rest[(slash + 1)..];
            }
        }
        else
            for (var at = 1; at <= main.Length - ShortestSuffix; at++)
                if (
                    (!char.IsAsciiLetterOrDigit(main[at]) || !char.IsAsciiLetterOrDigit(main[at - 1]))
                    && Bonus(main[at..], SuffixBonus * (main.Length - at) / main.Length, text)
                )
                    break;
        for (var i = 0; i < _scan.Count; i++)
            if (i != _scan.MainIndex)
                Bonus(_scan.Part(i), SideBonus, text);
    }

    /// <summary>Known titles that the text names. Adverts name colleagues and customers too, so each counts little and all of them not much.</summary>
    private void ScoreText(string text)
    {
        var folded = _text.AsSpan(0, TextFolded(text));
        _votes.Clear();
        for (var i = 0; i < folded.Length - 1; )
        {
            var length = _exact.LongestAt(folded[i..], out var occupation);
            if (length > 0 && occupation >= 0)
            {
                ref var votes = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_votes, occupation, out _);
                if (votes < TextMost)
                {
                    votes += TextBonus;
                    Add(occupation, TextBonus);
                }
            }
            i += Math.Max(length, 1);
        }
    }

    private int TextFolded(string text)
    {
        var n = 0;
        foreach (var raw in text.AsSpan(0, Math.Min(text.Length, TextRead)))
        {
            var c = Folding.Fold(raw);
            if (c != Folding.Gone && c != ' ')
                _text[n++] = c;
        }
        return n;
    }

    private bool Bonus(ReadOnlySpan<char> piece, float bonus, string? text)
    {
        if (_exact.Find(piece) is not { } exact || Decide(exact, text) is not (>= 0 and var occupation))
            return false;
        Add(occupation, bonus);
        return true;
    }

    private int Decide(ExactTitle exact, string? text)
    {
        foreach (var (words, occupation) in exact.Conditions)
        foreach (var word in words)
            if (
                _scan.Folded.Contains(word, StringComparison.OrdinalIgnoreCase)
                || (text is not null && text.Contains(word, StringComparison.OrdinalIgnoreCase))
            )
                return occupation;
        return exact.Default;
    }

    private void Add(int occupation, float score)
    {
        if (_scores[occupation] == 0)
        {
            _touched[_touchedCount++] = occupation;
            _scores[occupation] = 1e-20f;
        }
        _scores[occupation] += score;
    }

    /// <summary>The best candidates in order, ties by code, so that answers do not depend on the order of features; clears the scores.</summary>
    private void SelectBest()
    {
        var n = 0;
        for (var i = 0; i < _touchedCount; i++)
        {
            var occupation = _touched[i];
            var score = _scores[occupation];
            _scores[occupation] = 0;
            if (n == Candidates && score < _best[n - 1].Score)
                continue;
            Insert(ref n, occupation, score);
        }
        _bestCount = n;
    }

    private void Insert(ref int n, int occupation, float score)
    {
        if (n == Candidates && !Before(occupation, score, _best[n - 1]))
            return;
        var at = n < Candidates ? n++ : n - 1;
        for (; at > 0 && Before(occupation, score, _best[at - 1]); at--)
            _best[at] = _best[at - 1];
        _best[at] = (occupation, score);
    }

    private static bool Before(int occupation, float score, (int Occupation, float Score) other) =>
        score > other.Score || (score == other.Score && occupation < other.Occupation);

    private void AddCoverage()
    {
        for (var i = 0; i < Math.Min(Covered, _bestCount); i++)
            _best[i].Score += CoverageBonus * (float)Fit(_best[i].Occupation);
        var n = 0;
        for (var i = 0; i < _bestCount; i++)
        {
            var (occupation, score) = _best[i];
            Insert(ref n, occupation, score);
        }
    }

    private void Softmax()
    {
        var sum = 0f;
        for (var i = _bestCount - 1; i >= 0; i--)
            sum += _best[i].Score = MathF.Exp(_best[i].Score - _best[0].Score);
        for (var i = 0; i < _bestCount; i++)
            _best[i].Score /= sum;
    }

    /// <summary>
    /// Share of the main part's content, weighted by rarity, that known titles of the occupation have. Scale-free, 0 to 1: generic
    /// pieces (工程师) weigh little, a piece never seen weighs most, so an unknown trade with a known head fits badly.
    /// </summary>
    private double Fit(int occupation)
    {
        if (occupation == _known)
            return 1;
        var known = 0f;
        var all = _features.All;
        for (var k = 0; k < all.Length; k++)
        {
            var f = _numbers[k];
            if (all[k].Content && f >= 0 && all[k].Weight >= TitleFeatures.LeastMainWeight && _model.Has(f, occupation))
                known += _model.Idf(f);
        }
        return _contentIdf > 0 ? Math.Min(1, known / _contentIdf) : 0;
    }
}
