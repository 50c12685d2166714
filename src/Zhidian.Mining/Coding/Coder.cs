using System.Collections.Concurrent;
using Zhidian.Classification;
using Zhidian.Mining.Text;

namespace Zhidian.Mining.Coding;

/// <summary>
/// Title to code at the deepest level that can be defended, with calibrated confidence. Known titles are looked up; the rest
/// is scored by a linear model over n-grams of the known titles. Thread-safe, deterministic. Method and quality: docs/methods/coding.md.
/// </summary>
public sealed class Coder
{
    /// <summary>Changes whenever the same titles could be coded differently by the code itself.</summary>
    public const string Method = "coder-1.0";

    /// <summary>The confidence an answer needs unless the caller asks otherwise.</summary>
    public const double DefaultConfidence = 0.35;

    private const int CacheSize = 200_000;

    private readonly ExactTitles _exact;
    private readonly LinearModel _model;
    private readonly ConcurrentDictionary<string, CodeAnswer> _cache = new(StringComparer.Ordinal);
    private int _cached;
    private readonly ConcurrentBag<TitleScorer> _scorers = []; // each is used by one thread at a time

    private Coder(ClassificationVersion version, TitleIndex index, LinearModel model)
    {
        Classification = version;
        _exact = new ExactTitles(index.Titles);
        _model = model;
        Version = $"{Method}/{version.Name}/{index.Hash[..8]}";
    }

    /// <summary>e.g. <c>coder-1.0/2022.2/ab12cd34</c>: method, version of the Classification, hash of all titles known to it.</summary>
    public string Version { get; }

    public ClassificationVersion Classification { get; }

    /// <param name="cacheFolder">The data folder's <c>coder</c> folder: the trained model is kept there, and local labels are read from its <c>local.csv</c>. Null for neither.</param>
    public static Coder Build(ClassificationVersion version, string? cacheFolder = null)
    {
        ArgumentNullException.ThrowIfNull(version);
        return Build(version, TitleIndex.Of(version, LocalLabels.Read(cacheFolder)), cacheFolder);
    }

    /// <summary>
    /// A coder that knows official titles and work types alone. For back-tests: the index of everyday titles was written with
    /// knowledge of today, so what it adds to finding yesterday's new occupations has to be measured apart.
    /// </summary>
    public static Coder BuildFromOfficialTitles(ClassificationVersion version) =>
        Build(version, TitleIndex.Of(version, [], everyday: false), null);

    private static Coder Build(ClassificationVersion version, TitleIndex index, string? cacheFolder)
    {
        var model = ModelFile.ReadOrTrain(
            cacheFolder,
            index,
            () => new ModelTraining(TrainingExamples.Of(index), version.Occupations.Count).Run()
        );
        return new Coder(version, index, model);
    }

    /// <param name="text">Tags, description, employer: decides conditional titles, and is weak evidence for the rest.</param>
    /// <param name="minConfidence">Confidence the answer must reach; the default (0) means <see cref="DefaultConfidence"/>.</param>
    public CodeAnswer Code(string title, string? text = null, double minConfidence = default)
    {
        ArgumentNullException.ThrowIfNull(title);
        var wanted = minConfidence > 0 ? minConfidence : DefaultConfidence;
        var cacheable = string.IsNullOrEmpty(text) && wanted == DefaultConfidence;
        if (cacheable && _cache.TryGetValue(title, out var known))
            return known;
        var scorer = Rent();
        var answer = scorer.Code(title, text, wanted);
        _scorers.Add(scorer);
        if (cacheable)
        {
            // Counted here: asking a concurrent dictionary for its count takes all its locks.
            if (Interlocked.Increment(ref _cached) > CacheSize)
            {
                _cache.Clear();
                _cached = 0;
            }
            _cache[title] = answer;
        }
        return answer;
    }

    /// <summary>Occupations nearest to a title, best first; never abstains, empty only for a title without any known piece.</summary>
    public IReadOnlyList<ScoredOccupation> Nearest(string title, int count)
    {
        ArgumentNullException.ThrowIfNull(title);
        var scorer = Rent();
        var nearest = scorer.Nearest(title, count);
        _scorers.Add(scorer);
        return nearest;
    }

    /// <summary>A coder to which the titles of these keys are unknown: codes titles that the index has as if it had them not.</summary>
    internal static Coder BuildWithout(ClassificationVersion version, IReadOnlySet<string> keys)
    {
        var index = TitleIndex.Of(version, [], without: keys);
        return new Coder(version, index, new ModelTraining(TrainingExamples.Of(index), version.Occupations.Count).Run());
    }

    /// <summary>See <see cref="TitleScorer.Raw"/>; for fitting the calibration.</summary>
    internal (Entry[] Best, double[] Probability, double Fit, bool Known)? Raw(string title)
    {
        var scorer = Rent();
        var raw = scorer.Raw(title);
        _scorers.Add(scorer);
        return raw;
    }

    private TitleScorer Rent() => _scorers.TryTake(out var scorer) ? scorer : new TitleScorer(Classification, _exact, _model);
}
