using Zhidian.Classification;

namespace Zhidian.Mining.Coding;

/// <param name="Score">0 to 1: how well the title fits; 1 for a known title of the occupation.</param>
public readonly record struct ScoredOccupation(Entry Occupation, double Score);

/// <param name="Confidence">Calibrated probability that this entry is right.</param>
public sealed record Alternative(Entry Entry, double Confidence);

/// <summary>What the coder says of one title.</summary>
/// <param name="Entry">Group or occupation at the deepest level whose confidence reaches the asked one; null when it abstains.</param>
/// <param name="Confidence">Calibrated probability, 0 to 1, that <paramref name="Entry"/> is right at its level; of the best major group when it abstains.</param>
/// <param name="Fit">0 to 1, not calibrated: how much of the title is known from titles of the best occupation. Novelty is 1 - Fit.</param>
/// <param name="Alternatives">Occupations, best first, at most five; the best is among them. Empty when the title names no job.</param>
public sealed record CodeAnswer(Entry? Entry, double Confidence, bool Abstained, double Fit, IReadOnlyList<Alternative> Alternatives)
{
    internal static readonly CodeAnswer Nothing = new(null, 0, true, 0, []);
}
