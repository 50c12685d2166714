namespace Zhidian.Mining.Coding;

/// <summary>
/// Multinomial logistic regression over title n-grams, sparse: a feature has a weight only for the occupations whose known
/// titles contain it. Trained with AdaGrad in a fixed order, single-threaded: the same titles give the same model.
/// After training each feature keeps its strongest classes.
/// </summary>
internal sealed class LinearModel
{
    public static readonly int ClassesKept = Environment.GetEnvironmentVariable("KEPT") is { } v ? int.Parse(v, System.Globalization.CultureInfo.InvariantCulture) : 32;

    private readonly int[] _slots; // open addressing: feature number + 1, by hash
    private readonly uint[] _hashes;
    private readonly int[] _starts;
    private readonly ushort[] _classes;
    private readonly float[] _weights;
    private readonly float[] _idf;
    private readonly uint[] _pairs; // open addressing set of feature x class, 0 for empty

    private LinearModel(
        uint[] hashes,
        int[] starts,
        ushort[] classes,
        float[] weights,
        float[] idf,
        uint[] pairs,
        float unseenIdf
    )
    {
        (_hashes, _starts, _classes, _weights, _idf, _pairs, UnseenIdf) = (
            hashes,
            starts,
            classes,
            weights,
            idf,
            pairs,
            unseenIdf
        );
        _slots = new int[RoundUp(hashes.Length * 2)];
        for (var f = 0; f < hashes.Length; f++)
        {
            var at = hashes[f] & (uint)(_slots.Length - 1);
            while (_slots[at] != 0)
                at = (at + 1) & (uint)(_slots.Length - 1);
            _slots[at] = f + 1;
        }
    }

    public float UnseenIdf { get; }

    public int Features => _hashes.Length;

    /// <summary>Number of the feature, or -1 when no known title has it.</summary>
    public int Find(uint hash)
    {
        var mask = (uint)(_slots.Length - 1);
        for (var at = hash & mask; _slots[at] != 0; at = (at + 1) & mask)
            if (_hashes[_slots[at] - 1] == hash)
                return _slots[at] - 1;
        return -1;
    }

    public float Idf(int feature) => _idf[feature];

    public ReadOnlySpan<ushort> Classes(int feature) =>
        _classes.AsSpan(_starts[feature], _starts[feature + 1] - _starts[feature]);

    public ReadOnlySpan<float> Weights(int feature) =>
        _weights.AsSpan(_starts[feature], _starts[feature + 1] - _starts[feature]);

    /// <summary>True when a known title of the occupation has the feature.</summary>
    public bool Has(int feature, int occupation)
    {
        var pair = Pair(feature, occupation);
        var mask = (uint)(_pairs.Length - 1);
        for (var at = (pair * 2654435761u) & mask; _pairs[at] != 0; at = (at + 1) & mask)
            if (_pairs[at] == pair)
                return true;
        return false;
    }

    private static uint Pair(int feature, int occupation) =>
        (uint)(feature * 2048 + occupation) + 1;

    private static int RoundUp(int n) =>
        (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(n, 16));

    /// <param name="examples">Main part of a title, its occupation, its weight.</param>
    public static LinearModel Train(
        IReadOnlyList<(string Key, int Occupation, float Weight)> examples,
        int occupations,
        TrainingOptions options
    ) => new Training(examples, occupations, options).Run();

    internal sealed record TrainingOptions(
        int Epochs = 12,
        float Rate = 1.0f,
        float Damping = 1f,
        float Decay = 1e-6f,
        float Scale = 1f
    );

    private sealed class Training
    {
        private readonly IReadOnlyList<(string Key, int Occupation, float Weight)> _examples;
        private readonly TrainingOptions _options;
        private readonly int _occupations;
        private readonly Dictionary<uint, int> _numbers = [];
        private readonly List<uint> _hashes = [];
        private readonly List<(int Feature, float Value)> _entries = [];
        private readonly List<int> _exampleStarts = [0];
        private readonly List<int> _documents = [];

        public Training(
            IReadOnlyList<(string Key, int Occupation, float Weight)> examples,
            int occupations,
            TrainingOptions options
        )
        {
            (_examples, _occupations, _options) = (examples, occupations, options);
            var features = new TitleFeatures();
            var seen = new HashSet<int>();
            foreach (var (key, _, _) in examples)
            {
                features.Clear();
                features.Add(key, 1, anchored: true);
                seen.Clear();
                var norm = Norm(features.All);
                foreach (var f in features.All)
                {
                    if (!_numbers.TryGetValue(f.Hash, out var number))
                    {
                        _numbers[f.Hash] = number = _hashes.Count;
                        _hashes.Add(f.Hash);
                        _documents.Add(0);
                    }
                    if (!seen.Add(number))
                        continue;
                    _documents[number]++;
                    _entries.Add((number, f.Weight * norm));
                }
                _exampleStarts.Add(_entries.Count);
            }
        }

        public LinearModel Run()
        {
            Rescale();
            var entries = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_entries);
            var (starts, classes) = Pairs(entries);
            var weights = new float[classes.Length];
            var squares = new float[classes.Length];
            var scores = new float[_occupations];
            var touched = new ushort[_occupations];
            var order = Enumerable.Range(0, _examples.Count).ToArray();
            var random = new Random(20220928);
            for (var epoch = 0; epoch < _options.Epochs; epoch++)
            {
                random.Shuffle(order);
                foreach (var e in order)
                    Step(
                        e,
                        entries[_exampleStarts[e].._exampleStarts[e + 1]],
                        starts,
                        classes,
                        weights,
                        squares,
                        scores,
                        touched
                    );
            }
            return Pack(starts, classes, weights);
        }

        private void Rescale()
        {
            var entries = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_entries);
            for (var e = 0; e < _examples.Count; e++)
            {
                var own = entries[_exampleStarts[e].._exampleStarts[e + 1]];
                var sum = 0f;
                foreach (ref var entry in own)
                {
                    entry.Value *= Rarity(MathF.Log((_examples.Count + 1f) / (_documents[entry.Feature] + 0.5f)));
                    sum += entry.Value * entry.Value;
                }
                foreach (ref var entry in own)
                    entry.Value /= MathF.Sqrt(sum);
            }
        }

        private void Step(
            int e,
            ReadOnlySpan<(int Feature, float Value)> entries,
            int[] starts,
            ushort[] classes,
            float[] weights,
            float[] squares,
            float[] scores,
            ushort[] touched
        )
        {
            var (_, truth, weight) = _examples[e];
            var count = 0;
            foreach (var (f, value) in entries)
                for (var i = starts[f]; i < starts[f + 1]; i++)
                {
                    var c = classes[i];
                    if (scores[c] == 0)
                    {
                        touched[count++] = c;
                        scores[c] = 1e-20f;
                    }
                    scores[c] += value * weights[i];
                }
            var max = float.MinValue;
            for (var i = 0; i < count; i++)
                max = Math.Max(max, scores[touched[i]]);
            var sum = 0f;
            for (var i = 0; i < count; i++)
                sum += scores[touched[i]] = MathF.Exp(scores[touched[i]] - max);
            for (var i = 0; i < count; i++)
                scores[touched[i]] =
                    weight * ((touched[i] == truth ? 1 : 0) - scores[touched[i]] / sum);
            foreach (var (f, value) in entries)
                for (var i = starts[f]; i < starts[f + 1]; i++)
                {
                    var gradient = scores[classes[i]];
                    if (gradient is < 1e-4f and > -1e-4f)
                        continue;
                    gradient *= value;
                    squares[i] += gradient * gradient;
                    weights[i] +=
                        _options.Rate * gradient / (MathF.Sqrt(squares[i] + _options.Damping))
                        - _options.Decay * weights[i];
                }
            for (var i = 0; i < count; i++)
                scores[touched[i]] = 0;
        }

        private (int[] Starts, ushort[] Classes) Pairs(
            ReadOnlySpan<(int Feature, float Value)> entries
        )
        {
            var pairs = new HashSet<long>();
            for (var e = 0; e < _examples.Count; e++)
                foreach (var (f, _) in entries[_exampleStarts[e].._exampleStarts[e + 1]])
                    pairs.Add(((long)f << 16) | (uint)_examples[e].Occupation);
            var sorted = pairs.ToArray();
            Array.Sort(sorted);
            var starts = new int[_hashes.Count + 1];
            var classes = new ushort[sorted.Length];
            for (var i = 0; i < sorted.Length; i++)
            {
                classes[i] = (ushort)sorted[i];
                starts[(int)(sorted[i] >> 16) + 1] = i + 1;
            }
            return (starts, classes);
        }

        private LinearModel Pack(int[] starts, ushort[] classes, float[] weights)
        {
            var pairs = new uint[RoundUp(classes.Length * 2)];
            var packedStarts = new int[_hashes.Count + 1];
            var packedClasses = new List<ushort>(classes.Length);
            var packedWeights = new List<float>(classes.Length);
            for (var f = 0; f < _hashes.Count; f++)
            {
                var kept = Enumerable.Range(starts[f], starts[f + 1] - starts[f]);
                if (starts[f + 1] - starts[f] > ClassesKept)
                    kept = kept.OrderByDescending(i => Math.Abs(weights[i]))
                        .Take(ClassesKept)
                        .Order();
                foreach (var i in kept)
                {
                    packedClasses.Add(classes[i]);
                    packedWeights.Add(weights[i]);
                }
                packedStarts[f + 1] = packedClasses.Count;
                for (var i = starts[f]; i < starts[f + 1]; i++)
                {
                    var pair = Pair(f, classes[i]);
                    var at = (pair * 2654435761u) & (uint)(pairs.Length - 1);
                    while (pairs[at] != 0)
                        at = (at + 1) & (uint)(pairs.Length - 1);
                    pairs[at] = pair;
                }
            }
            var idf = _documents
                .Select(d => MathF.Log((_examples.Count + 1f) / (d + 0.5f)))
                .ToArray();
            return new LinearModel(
                [.. _hashes],
                packedStarts,
                [.. packedClasses],
                [.. packedWeights],
                idf,
                pairs,
                MathF.Log((_examples.Count + 1f) / 0.5f)
            );
        }
    }

    public static readonly float P = Environment.GetEnvironmentVariable("IDFP") is { } v ? float.Parse(v, System.Globalization.CultureInfo.InvariantCulture) : 1;
    public static float Rarity(float idf) => idf;

    /// <summary>Features count less each the more there are.</summary>
    public static float Norm(ReadOnlySpan<TitleFeatures.Feature> features)
    {
        var sum = 0f;
        foreach (var f in features)
            sum += f.Weight * f.Weight;
        return sum > 0 ? 1 / MathF.Sqrt(sum) : 0;
    }
}
