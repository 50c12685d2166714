using Zhidian.Classification;
using Zhidian.Mining.Coding;

namespace Zhidian.Coding;

/// <param name="Text">Tags, description or employer, where the title alone may not decide.</param>
public sealed record TitleView(string Title, string? Text = null);

/// <summary>A list to code. Give <c>titles</c>, or <c>items</c> where there are texts beside the titles.</summary>
/// <param name="MinConfidence">0 to 1: what an answer must reach, else a group above or none; default as the coder sets it.</param>
public sealed record CodeRequest(
    IReadOnlyList<string>? Titles,
    IReadOnlyList<TitleView>? Items,
    string Version = Versions.LatestAlias,
    double MinConfidence = 0
);

public sealed record AlternativeView(string Code, string Title, double Confidence);

/// <summary>What the coder says of one title.</summary>
/// <param name="Code">Group or occupation at the deepest level that can be defended; absent when abstained.</param>
/// <param name="Confidence">Calibrated probability, 0 to 1, that the code is right at its level.</param>
/// <param name="Fit">0 to 1, not calibrated: how close the title is to anything known.</param>
public sealed record CodedView(
    string Title,
    string? Code,
    string? CodeTitle,
    string? Level,
    string? Id,
    double Confidence,
    bool Abstained,
    double Fit,
    IReadOnlyList<AlternativeView> Alternatives
)
{
    public static CodedView Of(string title, CodeAnswer answer) =>
        new(
            title,
            answer.Entry?.Code.Text,
            answer.Entry?.Title,
            answer.Entry?.Level.Token(),
            answer.Entry?.Id,
            Math.Round(answer.Confidence, 4),
            answer.Abstained,
            Math.Round(answer.Fit, 4),
            answer.Alternatives.Select(a => new AlternativeView(a.Entry.Code.Text, a.Entry.Title, Math.Round(a.Confidence, 4))).ToList()
        );
}

/// <param name="Coder">Method, version of the Classification and hash of the titles known: the same titles get the same answer from the same coder.</param>
public sealed record CodeListAnswer(VersionRef Version, string Coder, IReadOnlyList<CodedView> Items);

public sealed record CodeAnswerView(VersionRef Version, string Coder, CodedView Item);
