using Zhidian.Classification;

namespace Zhidian.Mining.Adverts;

/// <summary>What the store holds.</summary>
/// <param name="Adverts">All stored, duplicates included.</param>
/// <param name="Duplicates">Of them marked as re-posted or as the same text at another board.</param>
/// <param name="Rejects">Rows of the imported files that could not be taken.</param>
/// <param name="Employers">Distinct employer names.</param>
/// <param name="Months">Distinct months with adverts.</param>
/// <param name="Coded">Adverts with a code.</param>
/// <param name="CoderVersions">Versions of the coder whose codes are stored; more than one while a re-coding is unfinished.</param>
/// <param name="Revision">Grows with each write in this process; use it to keep what was computed from the store.</param>
public sealed record StoreStatus(
    long Adverts,
    long Duplicates,
    long Rejects,
    long Employers,
    int Months,
    Month? FirstMonth,
    Month? LastMonth,
    long Coded,
    IReadOnlyList<string> CoderVersions,
    IReadOnlyList<SourceStatus> Sources,
    IReadOnlyList<ImportRecord> Imports,
    long Revision
);

public sealed record SourceStatus(string Source, string Platform, long Adverts, long Duplicates, Month? FirstMonth, Month? LastMonth);

/// <summary>One file's import, as recorded in the store.</summary>
/// <param name="File">Full path at the time.</param>
/// <param name="Records">Records read so far: adverts added, repeats and rejects.</param>
/// <param name="Repeats">Records already in the store, content and all.</param>
/// <param name="Finished">Null while the import is unfinished: the same import command goes on with it.</param>
public sealed record ImportRecord(
    int Id,
    string File,
    string Format,
    DateTime Started,
    DateTime? Finished,
    long Records,
    long Added,
    long Repeats,
    long Duplicates,
    long Rejects
);

/// <summary>A row that could not be taken.</summary>
/// <param name="Line">Line of a text file, row of a sheet, record of a Parquet file; from 1.</param>
/// <param name="Reason">Code and sentence, e.g. <c>A2001 no title</c>.</param>
/// <param name="Raw">The row as it stood, cut to 2,000 characters.</param>
public sealed record Reject(int ImportId, string File, long Line, string Reason, string Raw);

public sealed record Tally(string Name, int Count);

/// <param name="AllAdverts">Adverts of all occupations in that month: adverts per month say little without it.</param>
public sealed record MonthTally(Month Month, int Adverts, int AllAdverts);

/// <summary>Yuan per month, of the middle of each advert's range.</summary>
/// <param name="Adverts">Adverts with a salary.</param>
public sealed record SalaryQuartiles(int Adverts, double Lower, double Median, double Upper);

/// <summary>What the adverts coded to an occupation (or group) say about it. Duplicates are left out.</summary>
/// <param name="Provinces">Two-digit codes of GB/T 2260, most adverts first.</param>
/// <param name="Titles">Commonest titles: one spelling for each title type.</param>
/// <param name="Tags">Commonest tags of the boards, perks left out.</param>
/// <param name="Coder">Version of the coder that coded them; null when there are none.</param>
public sealed record OccupationFacts(
    string EntryId,
    int Adverts,
    int Employers,
    IReadOnlyList<MonthTally> ByMonth,
    IReadOnlyList<Tally> Provinces,
    IReadOnlyList<Tally> Titles,
    SalaryQuartiles? Salary,
    IReadOnlyList<Tally> Education,
    IReadOnlyList<Tally> Tags,
    string? Coder
);
