namespace Zhidian.Mining.Adverts;

/// <summary>A record on its way into the store: parsed, fingerprinted and coded, or rejected.</summary>
internal sealed class PreparedAdvert
{
    public required long Line { get; init; }

    /// <summary>Why it was rejected; then nothing else but <see cref="Raw"/> is set.</summary>
    public string? Fault { get; init; }
    public string? Raw { get; init; }

    public UInt128 Id { get; init; }
    public string Source { get; init; } = "";
    public string Platform { get; init; } = "";
    public DateOnly? Published { get; init; }
    public string? DateText { get; init; }
    public string Title { get; init; } = "";
    public string TitleKey { get; init; } = "";
    public string? Company { get; init; }
    public string? Place { get; init; }
    public string? City { get; init; }
    public string? Province { get; init; }
    public string? SalaryText { get; init; }
    public Salary Salary { get; init; }
    public string? Education { get; init; }
    public string? Experience { get; init; }
    public string? Tags { get; init; }
    public string? Description { get; init; }
    public string? BoardId { get; init; }
    public string? Url { get; init; }
    public string? EntryId { get; init; }
    public double Confidence { get; init; }
    public bool UnknownDate { get; init; }
    public bool UnknownSalary { get; init; }
    public bool UnknownCity { get; init; }
    public DuplicateKeys Keys { get; init; }

    /// <summary>Set by the duplicate finder.</summary>
    public UInt128? DuplicateOf { get; set; }
}
