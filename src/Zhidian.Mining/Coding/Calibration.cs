using Zhidian.Classification;

namespace Zhidian.Mining.Coding;

/// <summary>
/// Turns what the model believes into how often it is right: per level a logistic function of the log-odds, the fit and whether
/// the title is a known one (Platt scaling with two more inputs).
/// </summary>
/// <remarks>
/// The numbers are fitted on 1,280 hand-coded titles, strictly (the label itself, not what else could be defended), each coded
/// once as known where it is and once by a coder to which none of them is known, by
/// <c>dotnet run -c Release --project bench/Zhidian.Bench -- calibrate</c>, which prints them in this form.
/// </remarks>
internal static class Calibration
{
    /// <summary>Rows: major group to occupation. Columns: constant, log-odds, fit, known.</summary>
    private static readonly double[][] Weights =
    [
        [0.252, 0.624, -1.320, -0.904],
        [0.389, 0.518, -1.198, -0.916],
        [0.257, 0.517, -1.160, -1.060],
        [0.156, 0.514, -1.053, -1.166],
    ];

    public static double Confidence(Level level, double probability, double fit, bool known)
    {
        var x = Inputs(probability, fit, known);
        var weights = Weights[(int)level - 1];
        var z = 0d;
        for (var i = 0; i < x.Length; i++)
            z += weights[i] * x[i];
        return 1 / (1 + Math.Exp(-z));
    }

    /// <summary>What the logistic function sees.</summary>
    public static double[] Inputs(double probability, double fit, bool known)
    {
        var p = Math.Clamp(probability, 1e-4, 1 - 1e-4);
        return [1, Math.Log(p / (1 - p)), fit, known ? 1 : 0];
    }
}
