using Zhidian.Classification;
using Zhidian.Layout;
using Zhidian.Registry.Texts;

namespace Zhidian.Texts;

// What the API and the command line say of texts and their imports.

/// <param name="Source">Null where nobody imported a text.</param>
/// <param name="WorkTypes">Imported ones, else those that come with the program.</param>
public sealed record TextsAnswer(
    VersionRef Version,
    string Code,
    string Id,
    string Title,
    string? Definition,
    IReadOnlyList<string> Tasks,
    IReadOnlyList<string> WorkTypes,
    TextSource? Source
);

/// <summary>Where a text is from.</summary>
/// <param name="Version">The version it was imported for; older than the version asked for where no later text replaces it.</param>
/// <param name="Document">As the operator named it; null when not named.</param>
public sealed record TextSource(string Version, string? Document, DateTime ImportedAt, int Revision)
{
    public static TextSource Of(ShelvedText text) =>
        new(text.Version, text.Import.Source is { Length: > 0 } named ? named : null, text.Import.At, text.Revision);
}

/// <param name="Row">From 1 with the header; 0 for the whole file or sheet.</param>
/// <param name="Mend">What to do.</param>
public sealed record FindingView(
    string Fault,
    Severity Severity,
    string File,
    string? Sheet,
    int Row,
    string? Column,
    string Message,
    string Mend
)
{
    public static FindingView Of(FileFinding finding, Language l)
    {
        var (chinese, english) = FindingKinds.MendOf(finding.Fault);
        return new(
            finding.Fault,
            finding.Severity,
            finding.File,
            finding.Sheet,
            finding.Row,
            finding.Column,
            l[finding.Chinese, finding.English],
            l[chinese, english]
        );
    }
}

/// <summary>A dry run: what it would do, row by row, and what is wrong.</summary>
/// <param name="Hash">To be given back when it is applied; null when the file was not even sent.</param>
/// <param name="AppliedAs">Number of the import that applied it.</param>
public sealed record CheckView(
    string? Id,
    string? Hash,
    DateTime MadeAt,
    string File,
    string FileHash,
    string Version,
    string Source,
    int Errors,
    int Warnings,
    int New,
    int Changed,
    int Same,
    int Refused,
    long? AppliedAs,
    IReadOnlyList<FindingView> Findings,
    IReadOnlyList<TextEffect> Effects
)
{
    public static CheckView Of(KeptCheck kept, Language l)
    {
        var check = kept.Check;
        return new(
            check.Id,
            kept.Hash,
            check.MadeAt,
            check.File,
            check.FileHash,
            check.Version,
            check.Source,
            check.Errors,
            check.Warnings,
            check.Count(EffectKind.New),
            check.Count(EffectKind.Changed),
            check.Count(EffectKind.Same),
            check.Count(EffectKind.Refused),
            kept.AppliedAs,
            check.Findings.Select(f => FindingView.Of(f, l)).ToList(),
            check.Effects
        );
    }

    /// <summary>A file that is refused by its size alone.</summary>
    public static CheckView TooLarge(string file, string version, string message) =>
        new(
            null,
            null,
            DateTime.UtcNow,
            file,
            "",
            version,
            "",
            1,
            0,
            0,
            0,
            0,
            0,
            null,
            [new FindingView("T1002", Severity.Error, file, null, 0, null, message, FindingKinds.MendOf("T1002").English)],
            []
        );
}

/// <summary>What applying needs: the hash of the check that was looked at, and why.</summary>
public sealed record ApplyRequest(string? Hash, string? Reason);

public sealed record UndoRequest(string? Reason);
