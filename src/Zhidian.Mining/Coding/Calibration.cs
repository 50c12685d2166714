using Zhidian.Classification;

namespace Zhidian.Mining.Coding;

/// <summary>Turns what the model believes into how often it is right.</summary>
internal static class Calibration
{
    public static double Confidence(Level level, double probability, double fit) => Math.Clamp(probability, 0, 1);
}
