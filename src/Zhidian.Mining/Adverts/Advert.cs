using Zhidian.Classification;

namespace Zhidian.Mining.Adverts;

/// <summary>A job advert as the store keeps it.</summary>
/// <param name="Id">Fingerprint of the advert's own content: the same advert read twice has the same id.</param>
/// <param name="Source">Name of the data set or export it came from.</param>
/// <param name="Platform">Job board.</param>
/// <param name="Published">Day of publication, or the first day of the month where only that is known; null when unknown.</param>
/// <param name="Title">As advertised.</param>
/// <param name="TitleKey">Title without pay, perks, places, urgency and level words: adverts with one key are of one title type.</param>
/// <param name="SalaryLow">Yuan per month; null when absent or negotiable.</param>
/// <param name="SalaryHigh">Yuan per month.</param>
/// <param name="Province">Two-digit code of GB/T 2260 read from the city; null when not recognised.</param>
/// <param name="DuplicateOf">Id of the first advert with the same content (re-posted, or at another board); null for the first.</param>
public sealed record Advert(
    UInt128 Id,
    string Source,
    string Platform,
    DateOnly? Published,
    string Title,
    string TitleKey,
    string? Company,
    string? City,
    string? Province,
    double? SalaryLow,
    double? SalaryHigh,
    string? Education,
    string? Experience,
    string? Tags,
    string? Description,
    UInt128? DuplicateOf
)
{
    public Month? Month => Published is { } day ? Classification.Month.Of(day) : null;
}
