namespace Zhidian.Classification.Search;

/// <summary>How a hit was found; lower is better.</summary>
public enum MatchKind
{
    Code,
    Title,
    TitleStart,
    CodeStart,
    WorkType,
    TitlePart,
    WorkTypePart,
}

/// <param name="Matched">The text that matched: the code, title or work type.</param>
public sealed record SearchHit(Entry Entry, MatchKind Kind, string Matched);

/// <summary>
/// Finds entries of one version by code, title, work type or a part of either. Ranked by match kind, then occupations before
/// groups, residual groups last, shorter titles first, then code. A scan of about 5,000 short strings: well under a millisecond.
/// </summary>
public sealed class ClassificationSearch(ClassificationVersion version)
{
    public IReadOnlyList<SearchHit> Find(string text, int limit = 20)
    {
        var wanted = Fold(text);
        if (wanted.Length == 0)
            return [];
        return version
            .Entries.Select(e => Match(e, wanted))
            .OfType<SearchHit>()
            .OrderBy(h => h.Entry.Code.IsResidual)
            .ThenBy(h => h.Kind)
            .ThenByDescending(h => h.Entry.Level)
            .ThenBy(h => h.Matched.Length)
            .ThenBy(h => h.Entry.Code)
            .Take(limit)
            .ToList();
    }

    private static SearchHit? Match(Entry entry, string wanted)
    {
        if (entry.Code.Text == wanted)
            return new(entry, MatchKind.Code, entry.Code.Text);
        if (entry.Title.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            return new(entry, MatchKind.Title, entry.Title);
        if (entry.Title.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
            return new(entry, MatchKind.TitleStart, entry.Title);
        if (char.IsAsciiDigit(wanted[0]) && entry.Code.Text.StartsWith(wanted, StringComparison.Ordinal))
            return new(entry, MatchKind.CodeStart, entry.Code.Text);
        if (entry.WorkTypes.FirstOrDefault(w => w.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is { } workType)
            return new(entry, MatchKind.WorkType, workType);
        if (entry.Title.Contains(wanted, StringComparison.OrdinalIgnoreCase))
            return new(entry, MatchKind.TitlePart, entry.Title);
        if (entry.WorkTypes.FirstOrDefault(w => w.Contains(wanted, StringComparison.OrdinalIgnoreCase)) is { } part)
            return new(entry, MatchKind.WorkTypePart, part);
        return null;
    }

    /// <summary>Full-width letters, digits and dashes to half width; spaces out. "２－０２" finds 2-02.</summary>
    private static string Fold(string text) =>
        string.Concat(
            text.Normalize(System.Text.NormalizationForm.FormKC)
                .Where(c => !char.IsWhiteSpace(c))
                .Select(c =>
                    c is '－' or '–' or '—' or '−' ? '-'
                    : c is '(' ? '（'
                    : c is ')' ? '）'
                    : c
                )
        );
}
