using System.Text.Json;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Zhidian.Mining.Adverts;

/// <summary>Counts of a file's import; kept in the store with the rows they count.</summary>
internal sealed class ImportCounts
{
    public long Records { get; set; }
    public long Added { get; set; }
    public long Repeats { get; set; }
    public long Duplicates { get; set; }
    public long Rejects { get; set; }
    public long UnknownDates { get; set; }
    public long UnknownSalaries { get; set; }
    public long UnknownCities { get; set; }
}

/// <summary>
/// Writes one file's adverts. A batch, its rejects and the count of records done are one transaction, so what the store says was done is
/// what it holds, whenever the process ends.
/// </summary>
internal sealed class ImportWriter : IDisposable
{
    private readonly FactStore store;
    private readonly DuckDBConnection connection;
    private readonly DuplicateFinder duplicates;
    private long nextSeq;
    private int coderId;

    public ImportWriter(FactStore store)
    {
        this.store = store;
        connection = store.Connect();
        duplicates = new DuplicateFinder(connection);
    }

    public int ImportId { get; private set; }
    public string File { get; private set; } = "";
    public ImportCounts Counts { get; private set; } = new();
    public bool Finished { get; private set; }

    /// <summary>Opens the record of this content's import, new or left unfinished or done.</summary>
    /// <param name="contentKey">Hash of the file's bytes and of what changes their reading.</param>
    public void Begin(string file, string contentKey)
    {
        File = file;
        var known = connection.Rows(
            """
            SELECT id, finished IS NOT NULL, records, added, repeats, duplicates, rejects, unknown_dates, unknown_salaries, unknown_cities
            FROM import WHERE content_key = ? ORDER BY id DESC LIMIT 1
            """,
            row =>
            {
                ImportId = row.GetInt32(0);
                Finished = row.GetBoolean(1);
                return new ImportCounts
                {
                    Records = row.GetInt64(2),
                    Added = row.GetInt64(3),
                    Repeats = row.GetInt64(4),
                    Duplicates = row.GetInt64(5),
                    Rejects = row.GetInt64(6),
                    UnknownDates = row.GetInt64(7),
                    UnknownSalaries = row.GetInt64(8),
                    UnknownCities = row.GetInt64(9),
                };
            },
            contentKey
        );
        IsNew = known.Count == 0;
        Counts = IsNew ? new ImportCounts() : known[0];
        if (IsNew)
        {
            Finished = false;
            ImportId = connection.Column<int>("SELECT coalesce(max(id), 0) + 1 FROM import").Single();
        }
    }

    private bool IsNew { get; set; }

    /// <summary>Records the start of the import, or that an earlier one goes on, and the coder used.</summary>
    public void Start(string contentKey, InputFile file, IReadOnlyDictionary<string, string> columns, string coderVersion)
    {
        Transaction(() =>
        {
            if (IsNew)
                connection.Run(
                    """
                    INSERT INTO import (id, file, content_key, format, encoding, columns, started, records, added, repeats, duplicates, rejects,
                        unknown_dates, unknown_salaries, unknown_cities) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0)
                    """,
                    ImportId,
                    File,
                    contentKey,
                    file.FormatName,
                    file.Encoding?.WebName,
                    JsonSerializer.Serialize(columns),
                    DateTime.UtcNow
                );
            coderId = CoderId(connection, coderVersion);
            nextSeq = connection.Column<long>("SELECT coalesce(max(seq), 0) + 1 FROM advert").Single();
        });
        IsNew = false;
    }

    public static int CoderId(DuckDBConnection connection, string version)
    {
        if (connection.Column<int>("SELECT id FROM coder WHERE version = ?", version) is [var id])
            return id;
        var next = connection.Column<int>("SELECT coalesce(max(id), 0) + 1 FROM coder").Single();
        connection.Run("INSERT INTO coder VALUES (?, ?)", next, version);
        return next;
    }

    /// <summary>Writes the records read since the last call; the last call of a file marks its import as finished.</summary>
    public void Write(IReadOnlyList<PreparedAdvert> records, bool last)
    {
        var counts = new ImportCounts
        {
            Records = Counts.Records + records.Count,
            Added = Counts.Added,
            Repeats = Counts.Repeats,
            Duplicates = Counts.Duplicates,
            Rejects = Counts.Rejects,
            UnknownDates = Counts.UnknownDates,
            UnknownSalaries = Counts.UnknownSalaries,
            UnknownCities = Counts.UnknownCities,
        };
        var seq = nextSeq;
        Transaction(() =>
        {
            var taken = records.Where(record => record.Fault is null).ToList();
            var added = taken.Count == 0 ? [] : duplicates.Sift(taken);
            using (var appender = connection.CreateAppender("advert"))
                foreach (var advert in added)
                    Append(appender.CreateRow(), seq++, advert);
            using (var appender = connection.CreateAppender("reject"))
                foreach (var record in records)
                    if (record.Fault is { } fault)
                        appender
                            .CreateRow()
                            .AppendValue(ImportId)
                            .AppendValue(File)
                            .AppendValue(record.Line)
                            .AppendValue(fault)
                            .AppendValue(record.Raw)
                            .EndRow();
            counts.Added += added.Count;
            counts.Repeats += taken.Count - added.Count;
            counts.Duplicates += added.Count(advert => advert.DuplicateOf is not null);
            counts.Rejects += records.Count - taken.Count;
            counts.UnknownDates += added.Count(advert => advert.UnknownDate);
            counts.UnknownSalaries += added.Count(advert => advert.UnknownSalary);
            counts.UnknownCities += added.Count(advert => advert.UnknownCity);
            connection.Run(
                """
                UPDATE import SET records = ?, added = ?, repeats = ?, duplicates = ?, rejects = ?, unknown_dates = ?, unknown_salaries = ?,
                    unknown_cities = ?, finished = ? WHERE id = ?
                """,
                counts.Records,
                counts.Added,
                counts.Repeats,
                counts.Duplicates,
                counts.Rejects,
                counts.UnknownDates,
                counts.UnknownSalaries,
                counts.UnknownCities,
                last ? DateTime.UtcNow : null,
                ImportId
            );
        });
        nextSeq = seq;
        Counts = counts;
        Finished = last;
    }

    /// <summary>Makes the occupations' summary again; one left stale by a kill is made by the next import.</summary>
    public void Summarise()
    {
        try
        {
            OccupationSummary.Refresh(connection);
            store.Changed();
        }
        catch (Exception e) when (e is DuckDBException or IOException)
        {
            throw store.Failed(e);
        }
    }

    public List<Reject> Rejects() =>
        connection.Rows(
            "SELECT import_id, file, line, reason, raw FROM reject WHERE import_id = ? ORDER BY line",
            row => new Reject(row.GetInt32(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4)),
            ImportId
        );

    private void Append(IDuckDBAppenderRow row, long seq, PreparedAdvert advert)
    {
        row.AppendValue(seq)
            .AppendValue((ulong)(advert.Id >> 64))
            .AppendValue((ulong)advert.Id)
            .AppendValue(advert.Source)
            .AppendValue(advert.Platform);
        if (advert.Published is { } day)
            row.AppendValue((DuckDBDateOnly?)day).AppendValue((int?)Classification.Month.Of(day).Index);
        else
            row.AppendNullValue().AppendNullValue();
        row.AppendValue(advert.Title)
            .AppendValue(advert.TitleKey)
            .AppendValue(advert.Company)
            .AppendValue(advert.Place)
            .AppendValue(advert.City)
            .AppendValue(advert.Province)
            .AppendValue(advert.DateText)
            .AppendValue(advert.SalaryText)
            .AppendValue(advert.Salary.Low)
            .AppendValue(advert.Salary.High)
            .AppendValue(advert.Salary.Months)
            .AppendValue(advert.Education)
            .AppendValue(advert.Experience)
            .AppendValue(advert.Tags)
            .AppendValue(advert.Description)
            .AppendValue(advert.BoardId)
            .AppendValue(advert.Url);
        if (advert.DuplicateOf is { } first)
            row.AppendValue((ulong)(first >> 64)).AppendValue((ulong)first);
        else
            row.AppendNullValue().AppendNullValue();
        row.AppendValue(advert.EntryId)
            .AppendValue(advert.Confidence)
            .AppendValue(coderId)
            .AppendValue(ImportId)
            .AppendValue(advert.Keys.Title)
            .AppendValue(advert.Keys.Employer)
            .AppendValue(advert.Keys.Place)
            .AppendValue(advert.Keys.Text)
            .AppendValue(advert.Keys.Sketch)
            .EndRow();
    }

    private void Transaction(Action act)
    {
        try
        {
            connection.Run("BEGIN TRANSACTION");
            act();
            connection.Run("COMMIT");
            store.Changed();
        }
        catch (Exception e)
        {
            connection.TryRollBack();
            if (e is DuckDBException or IOException or UnauthorizedAccessException)
                throw store.Failed(e);
            throw;
        }
    }

    public void Dispose() => connection.Dispose();
}
