using System.Runtime.InteropServices;

namespace Zhidian.Mining.Coding;

/// <summary>
/// Fits a <see cref="LinearModel"/>: softmax regression by AdaGrad over the examples in a fixed shuffle, one thread, so that the
/// same examples give the same model. An example is scored only against occupations that share a feature with it.
/// </summary>
internal sealed class ModelTraining
{
    // Chosen on hand-coded titles (gold-train); the result is flat around them.
    private const int Epochs = 8;
    private const float Rate = 1;
    private const int ClassesTrained = 64;
    private const float Damping = 0.1f;

    private readonly IReadOnlyList<(string Key, int Occupation, float Weight)> _examples;
    private readonly int _occupations;
    private readonly Dictionary<uint, int> _numbers = [];
    private readonly List<uint> _hashes = [];
    private readonly List<(int Feature, float Value)> _entries = [];
    private readonly List<int> _exampleStarts = [0];
    private readonly List<int> _documents = [];

    public ModelTraining(IReadOnlyList<(string Key, int Occupation, float Weight)> examples, int occupations)
    {
        (_examples, _occupations) = (examples, occupations);
        var features = new TitleFeatures();
        var seen = new HashSet<int>();
        foreach (var (key, _, _) in examples)
        {
            features.Clear();
            features.Add(key, 1, anchored: true);
            seen.Clear();
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
                _entries.Add((number, f.Weight));
            }
            _exampleStarts.Add(_entries.Count);
        }
    }

    public LinearModel Run()
    {
        Rescale();
        var entries = CollectionsMarshal.AsSpan(_entries);
        var (starts, classes, pairs) = Pairs(entries);
        var weights = new float[classes.Length];
        var squares = new float[classes.Length];
        var scores = new float[_occupations];
        var touched = new ushort[_occupations];
        var order = Enumerable.Range(0, _examples.Count).ToArray();
        var random = new Random(20220928);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var e in order)
                Step(e, entries[_exampleStarts[e].._exampleStarts[e + 1]], starts, classes, weights, squares, scores, touched);
        }
        return Pack(starts, classes, weights, pairs);
    }

    private float RarityOf(int documents) => MathF.Log((_examples.Count + 1f) / (documents + 0.5f));

    /// <summary>Each example to length 1, its features weighted by rarity.</summary>
    private void Rescale()
    {
        var entries = CollectionsMarshal.AsSpan(_entries);
        for (var e = 0; e < _examples.Count; e++)
        {
            var own = entries[_exampleStarts[e].._exampleStarts[e + 1]];
            var sum = 0f;
            foreach (ref var entry in own)
            {
                entry.Value *= RarityOf(_documents[entry.Feature]);
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
            scores[touched[i]] = weight * ((touched[i] == truth ? 1 : 0) - scores[touched[i]] / sum);
        foreach (var (f, value) in entries)
            for (var i = starts[f]; i < starts[f + 1]; i++)
            {
                var gradient = scores[classes[i]];
                if (gradient is < 1e-4f and > -1e-4f)
                    continue;
                gradient *= value;
                squares[i] += gradient * gradient;
                weights[i] += Rate * gradient / (MathF.Sqrt(squares[i] + Damping));
            }
        for (var i = 0; i < count; i++)
            scores[touched[i]] = 0;
    }

    /// <summary>
    /// Every feature's occupations, and of them those that get a weight: the ones with the most examples. A character like 工 is
    /// in the titles of hundreds of occupations and decides between none of them.
    /// </summary>
    private (int[] Starts, ushort[] Classes, uint[] AllPairs) Pairs(ReadOnlySpan<(int Feature, float Value)> entries)
    {
        var sorted = new long[entries.Length];
        var n = 0;
        for (var e = 0; e < _examples.Count; e++)
            foreach (var (f, _) in entries[_exampleStarts[e].._exampleStarts[e + 1]])
                sorted[n++] = ((long)f << 16) | (uint)_examples[e].Occupation;
        Array.Sort(sorted);
        var all = new List<uint>(n);
        var starts = new int[_hashes.Count + 1];
        var classes = new List<ushort>(n);
        var counted = new List<(ushort Class, int Count)>();
        for (var i = 0; i < n; )
        {
            var f = (int)(sorted[i] >> 16);
            counted.Clear();
            while (i < n && (int)(sorted[i] >> 16) == f)
            {
                var from = i;
                while (i < n && sorted[i] == sorted[from])
                    i++;
                counted.Add(((ushort)sorted[from], i - from));
                all.Add(LinearModel.Pair(f, (ushort)sorted[from]));
            }
            IEnumerable<ushort> kept = counted.Select(c => c.Class);
            if (counted.Count > ClassesTrained)
                kept = counted.OrderByDescending(c => c.Count).ThenBy(c => c.Class).Take(ClassesTrained).Select(c => c.Class).Order();
            classes.AddRange(kept);
            starts[f + 1] = classes.Count;
        }
        return (starts, [.. classes], Hashed(all));
    }

    private static uint[] Hashed(List<uint> pairs)
    {
        var table = new uint[LinearModel.RoundUp(pairs.Count * 2)];
        foreach (var pair in pairs)
        {
            var at = (pair * 2654435761u) & (uint)(table.Length - 1);
            while (table[at] != 0)
                at = (at + 1) & (uint)(table.Length - 1);
            table[at] = pair;
        }
        return table;
    }

    private LinearModel Pack(int[] starts, ushort[] classes, float[] weights, uint[] pairs)
    {
        var packedStarts = new int[_hashes.Count + 1];
        var packedClasses = new List<ushort>(classes.Length);
        var packedWeights = new List<float>(classes.Length);
        for (var f = 0; f < _hashes.Count; f++)
        {
            var kept = Enumerable.Range(starts[f], starts[f + 1] - starts[f]);
            if (starts[f + 1] - starts[f] > LinearModel.ClassesKept)
                kept = kept.OrderByDescending(i => Math.Abs(weights[i])).Take(LinearModel.ClassesKept).Order();
            foreach (var i in kept)
            {
                packedClasses.Add(classes[i]);
                packedWeights.Add(weights[i]);
            }
            packedStarts[f + 1] = packedClasses.Count;
        }
        var idf = _documents.Select(RarityOf).ToArray();
        return new LinearModel([.. _hashes], packedStarts, [.. packedClasses], [.. packedWeights], idf, pairs, RarityOf(0));
    }
}
