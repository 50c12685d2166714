using Zhidian.Classification;

namespace Zhidian.Mining.Adverts;

/// <summary>What counting and discovery need of an advert; its text is read apart (<see cref="FactStore.Texts"/>).</summary>
/// <param name="Id">Fingerprint of the advert's content.</param>
/// <param name="Source">Data set or export it came from.</param>
/// <param name="Month">Month of publication; null when the file gave none that exists.</param>
/// <param name="City">City without district, e.g. 苏州; null when not recognised.</param>
/// <param name="Province">Two-digit code of GB/T 2260.</param>
/// <param name="SalaryLow">Yuan per month.</param>
/// <param name="SalaryHigh">Yuan per month.</param>
/// <param name="Education">One of <see cref="EducationText.Levels"/>; null when not said.</param>
/// <param name="IsDuplicate">Re-posted, or the same text at another board: counted once by those who leave duplicates out.</param>
/// <param name="EntryId">Permanent id of the group or occupation the coder gave at import; null where it abstained.</param>
/// <param name="Confidence">0 to 1.</param>
public readonly record struct AdvertFact(
    UInt128 Id,
    string TitleKey,
    string Title,
    string Source,
    string Platform,
    Month? Month,
    string? Company,
    string? City,
    string? Province,
    double? SalaryLow,
    double? SalaryHigh,
    string? Education,
    string? Experience,
    bool IsDuplicate,
    string? EntryId,
    double Confidence
);

/// <summary>The text of an advert, for those who look for terms.</summary>
/// <param name="Tags">Tags of the board, separated by |.</param>
public sealed record AdvertText(UInt128 Id, string TitleKey, string? Company, string? Tags, string? Description);

/// <summary>Which adverts to read. Adverts without a month are read only when neither end is given.</summary>
/// <param name="From">First month, included.</param>
/// <param name="To">Last month, included.</param>
/// <param name="ExcludeSource">A source to leave out, e.g. the generated sample beside real adverts.</param>
public sealed record AdvertFilter(
    Month? From = null,
    Month? To = null,
    bool IncludeDuplicates = true,
    IReadOnlyCollection<string>? TitleKeys = null,
    string? EntryId = null,
    string? ExcludeSource = null
);
