using System.CommandLine;
using System.Globalization;
using Zhidian.Classification;
using Zhidian.Mining.Coding;
using Zhidian.Mining.Text;

namespace Zhidian.Bench;

/// <summary><c>bench calibrate</c>: fits the coder's calibration on gold-train and prints the numbers to put into Calibration.cs.</summary>
internal static class CalibrateBench
{
    private const int Folds = 5;
    private const double Ridge = 1; // keeps four numbers from chasing 1,280 titles

    private sealed record Example(double[] Inputs, bool Right);

    public static Command Build()
    {
        var shared = Corpora.Shared();
        var command = new Command("calibrate", "Fits the coder's calibration on gold-train, with its error by cross-validation.")
        {
            shared,
        };
        command.SetAction(parsed => Run(parsed.GetValue(shared)!));
        return command;
    }

    private static int Run(string shared)
    {
        if (Corpora.Titles(shared, "gold-train") is not { } titles)
            return 0;
        // The index was written with these titles at hand. So each is coded twice: as a known title where it is one, and by a
        // coder that has never seen it.
        var coder = Coder.Build(Versions.Latest);
        var blind = Coder.BuildWithout(Versions.Latest, titles.Select(t => TitleNormaliser.Key(t.Title)).ToHashSet());
        var coded = titles
            .Select(t => (Label: t, Raw: coder.Raw(t.Title)))
            .Where(c => c.Raw?.Known == true)
            .Concat(titles.Select(t => (Label: t, Raw: blind.Raw(t.Title))))
            .Where(c => c.Raw is not null)
            .ToList();
        foreach (var level in Enum.GetValues<Level>())
        {
            var examples = coded
                .Select(c => new Example(
                    Calibration.Inputs(c.Raw!.Value.Probability[(int)level - 1], c.Raw.Value.Fit, c.Raw.Value.Known),
                    c.Label.Code.Level >= level && c.Label.Code.At(level) == c.Raw.Value.Best[(int)level - 1].Code
                ))
                .ToList();
            var weights = Fit(examples);
            var held = Enumerable
                .Range(0, Folds)
                .SelectMany(fold =>
                {
                    var trained = Fit(examples.Where((_, i) => i % Folds != fold));
                    return examples.Where((_, i) => i % Folds == fold).Select(e => (Confidence: Sigmoid(trained, e.Inputs), e.Right));
                })
                .ToList();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"[{string.Join(", ", weights.Select(w => w.ToString("F3", CultureInfo.InvariantCulture)))}], // {level.Token()}: right {held.Average(h => h.Right ? 1.0 : 0):F3}, calibration error {Error(held):F3} held out"
                )
            );
        }
        return 0;
    }

    private static double Error(List<(double Confidence, bool Right)> held) =>
        held.GroupBy(h => Math.Min(9, (int)(h.Confidence * 10)))
            .Sum(b => Math.Abs(b.Average(h => h.Confidence) - b.Average(h => h.Right ? 1.0 : 0)) * b.Count()) / held.Count;

    /// <summary>Ridge logistic regression by gradient descent; small enough for the plainest method.</summary>
    private static double[] Fit(IEnumerable<Example> examples)
    {
        var all = examples.ToArray();
        var weights = new double[all[0].Inputs.Length];
        weights[1] = 1;
        for (var step = 0; step < 4_000; step++)
        {
            var gradient = new double[weights.Length];
            foreach (var e in all)
            {
                var error = (e.Right ? 1 : 0) - Sigmoid(weights, e.Inputs);
                for (var i = 0; i < weights.Length; i++)
                    gradient[i] += error * e.Inputs[i];
            }
            for (var i = 0; i < weights.Length; i++)
                weights[i] += 0.1 * (gradient[i] - (i == 0 ? 0 : Ridge * weights[i])) / all.Length;
        }
        return weights;
    }

    private static double Sigmoid(double[] weights, double[] inputs)
    {
        var z = 0d;
        for (var i = 0; i < weights.Length; i++)
            z += weights[i] * inputs[i];
        return 1 / (1 + Math.Exp(-z));
    }
}
