using Zhidian.Classification;
using Zhidian.Mining.Text;

namespace Zhidian.Mining.Coding;

/// <summary>Scores one title at a time for one thread: buffers are reused, nothing but the answer is allocated.</summary>
internal sealed class TitleScorer
{
    private const float SideWeight = 0.35f;
    private const float ExactBonus = 12f;
    private const int Alternatives = 5;

    private readonly ClassificationVersion _version;
    private readonly ExactTitles _exact;
    private readonly LinearModel _model;
    private readonly Groups _groups;
    private readonly TitleScan _scan = new();
    private readonly TitleFeatures _features = new();
    private readonly float[] _scores;
    private readonly int[] _touched;
    private readonly double[] _groupSums;
    private int _count;

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
        Softmax();
        Sort(Alternatives);
        var best = _touched[0];
        var fit = Fit(best);
        var alternatives = new Alternative[Math.Min(Alternatives, _count)];
        for (var i = 0; i < alternatives.Length; i++)
            alternatives[i] = new Alternative(
                _version.Occupations[_touched[i]],
                Calibration.Confidence(Level.Occupation, _scores[_touched[i]], fit)
            );
        var answer = Answer(fit, wanted, alternatives);
        Reset();
        return answer;
    }

    private CodeAnswer Answer(double fit, double wanted, Alternative[] alternatives)
    {
        if (alternatives[0].Confidence >= wanted)
            return new CodeAnswer(
                alternatives[0].Entry,
                alternatives[0].Confidence,
                false,
                fit,
                alternatives
            );
        var confidence = 0d;
        for (var level = Level.Minor; level >= Level.Major; level--)
        {
            Array.Clear(_groupSums);
            var best = -1;
            for (var i = 0; i < _count; i++)
            {
                var group = _groups.Above(_touched[i], level);
                _groupSums[group] += _scores[_touched[i]];
                if (best < 0 || _groupSums[group] > _groupSums[best])
                    best = group;
            }
            confidence = Calibration.Confidence(level, _groupSums[best], fit);
            if (confidence >= wanted)
                return new CodeAnswer(_groups[best], confidence, false, fit, alternatives);
        }
        return new CodeAnswer(null, confidence, true, fit, alternatives);
    }

    public IReadOnlyList<ScoredOccupation> Nearest(string title, int count)
    {
        if (!Score(title, null))
            return [];
        Sort(Math.Max(count * 4, 24));
        var known = _exact.Find(_scan.Main)?.Default ?? -1;
        var nearest = _touched
            .Take(Math.Min(_count, Math.Max(count * 4, 24)))
            .Select(o => new ScoredOccupation(
                _version.Occupations[o],
                o == known ? 1 : Math.Min(Fit(o), 0.99)
            ))
            .OrderByDescending(s => s.Score)
            .Take(count)
            .ToList();
        Reset();
        return nearest;
    }

    /// <summary>Fills the scores; false when the title names no job or has no known piece.</summary>
    private bool Score(string title, string? text)
    {
        _scan.Read(title);
        if (!_scan.HasJob)
            return false;
        _features.Clear();
        _features.Add(_scan.Main, 1, anchored: true);
        var norm = LinearModel.Norm(_features.All);
        for (var i = 0; i < _scan.Count; i++)
            if (i != _scan.MainIndex)
                _features.Add(_scan.Part(i), SideWeight, anchored: false);
        _count = 0;
        foreach (var feature in _features.All)
        {
            var f = _model.Find(feature.Hash);
            if (f < 0)
                continue;
            var classes = _model.Classes(f);
            var weights = _model.Weights(f);
            for (var i = 0; i < classes.Length; i++)
                Add(classes[i], feature.Weight * norm * weights[i]);
        }
        if (_exact.Find(_scan.Main) is { } exact && Decide(exact, text) is >= 0 and var occupation)
            Add(occupation, ExactBonus);
        return _count > 0;
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
            _touched[_count++] = occupation;
            _scores[occupation] = 1e-20f;
        }
        _scores[occupation] += score;
    }

    private void Softmax()
    {
        var max = float.MinValue;
        for (var i = 0; i < _count; i++)
            max = Math.Max(max, _scores[_touched[i]]);
        var sum = 0f;
        for (var i = 0; i < _count; i++)
            sum += _scores[_touched[i]] = MathF.Exp(_scores[_touched[i]] - max);
        for (var i = 0; i < _count; i++)
            _scores[_touched[i]] /= sum;
    }

    /// <summary>Brings the best to the front; ties by code order, so that answers do not depend on the order of features.</summary>
    private void Sort(int wanted)
    {
        for (var i = 0; i < Math.Min(wanted, _count); i++)
        {
            var best = i;
            for (var j = i + 1; j < _count; j++)
            {
                var difference = _scores[_touched[j]] - _scores[_touched[best]];
                if (difference > 0 || (difference == 0 && _touched[j] < _touched[best]))
                    best = j;
            }
            (_touched[i], _touched[best]) = (_touched[best], _touched[i]);
        }
    }

    /// <summary>Share of the title's content, weighted by rarity, that known titles of the occupation have. Scale-free: 0 to 1.</summary>
    private double Fit(int occupation)
    {
        double all = 0,
            known = 0;
        foreach (var feature in _features.All)
        {
            if (!feature.Content || feature.Weight < 0.5f)
                continue;
            var f = _model.Find(feature.Hash);
            var idf = f < 0 ? _model.UnseenIdf : _model.Idf(f);
            all += idf;
            if (f >= 0 && _model.Has(f, occupation))
                known += idf;
        }
        return all > 0 ? known / all : 0;
    }

    private void Reset()
    {
        for (var i = 0; i < _count; i++)
            _scores[_touched[i]] = 0;
    }
}
