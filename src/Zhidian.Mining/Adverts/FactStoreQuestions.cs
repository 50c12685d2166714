using System.Collections.Concurrent;
using DuckDB.NET.Data;
using Zhidian.Classification;

namespace Zhidian.Mining.Adverts;

public sealed partial class FactStore
{
    private readonly ConcurrentDictionary<string, (long Revision, object Answer)> answers = new();

    /// <summary>What the store holds. Kept until the next write.</summary>
    /// <exception cref="StoreException">While reading.</exception>
    public StoreStatus Status() => Kept("status", ReadStatus);

    /// <summary>Adverts by permanent id of the group or occupation they were coded to, duplicates left out.</summary>
    /// <exception cref="StoreException">While reading.</exception>
    public IReadOnlyDictionary<string, int> AdvertsByEntry() =>
        Kept(
            "entries",
            connection =>
                connection
                    .Rows(
                        "SELECT entry_id, count(*)::INTEGER FROM advert WHERE entry_id IS NOT NULL AND duplicate_high IS NULL GROUP BY 1",
                        row => KeyValuePair.Create(row.GetString(0), row.GetInt32(1))
                    )
                    .ToDictionary()
        );

    /// <summary>Adverts of all occupations by month, duplicates left out.</summary>
    /// <exception cref="StoreException">While reading.</exception>
    public IReadOnlyDictionary<Month, int> AdvertsByMonth() =>
        Kept(
            "months",
            connection =>
                connection
                    .Rows(
                        "SELECT month, count(*)::INTEGER FROM advert WHERE month IS NOT NULL AND duplicate_high IS NULL GROUP BY 1",
                        row => KeyValuePair.Create(new Month(row.GetInt32(0)), row.GetInt32(1))
                    )
                    .ToDictionary()
        );

    /// <summary>
    /// What the adverts coded to an occupation or group say about it, as of the end of the last import or re-coding (from the summary
    /// made then).
    /// </summary>
    /// <param name="occupationId">Permanent id (<see cref="Entry.Id"/>).</param>
    /// <param name="top">Length of the lists of titles and tags; beyond 50 the adverts are counted anew.</param>
    /// <returns>Zeros and empty lines when no advert is coded to it.</returns>
    /// <exception cref="StoreException">While reading.</exception>
    public OccupationFacts Occupation(string occupationId, int top = 20)
    {
        var months = AdvertsByMonth();
        var facts = Kept(
            $"occupation {top} {occupationId}",
            connection => OccupationSummary.Read(connection, occupationId, top, stale: Writing.CurrentCount == 0)
        );
        return facts with
        {
            ByMonth =
            [
                .. facts.ByMonth.Select(month =>
                    month with
                    {
                        AllAdverts = Math.Max(month.Adverts, months.GetValueOrDefault(month.Month)),
                    }
                ),
            ],
        };
    }

    /// <summary>Rejected rows, newest import first.</summary>
    /// <exception cref="StoreException">While reading.</exception>
    public IReadOnlyList<Reject> Rejects(int? importId = null, int limit = 1000) =>
        Ask(connection =>
            connection.Rows(
                "SELECT import_id, file, line, reason, raw FROM reject WHERE ? IS NULL OR import_id = ? ORDER BY import_id DESC, line LIMIT ?",
                row => new Reject(row.GetInt32(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4)),
                importId,
                importId,
                limit
            )
        );

    private StoreStatus ReadStatus(DuckDBConnection connection)
    {
        var now = Revision;
        var sources = connection.Rows(
            """
            SELECT source, platform, count(*), count(duplicate_high), min(month), max(month)
            FROM advert GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
            """,
            row => new SourceStatus(
                row.GetString(0),
                row.GetString(1),
                row.GetInt64(2),
                row.GetInt64(3),
                row.IntegerOrNull(4) is { } first ? new Month(first) : null,
                row.IntegerOrNull(5) is { } last ? new Month(last) : null
            )
        );
        var imports = connection.Rows(
            "SELECT id, file, format, started, finished, records, added, repeats, duplicates, rejects FROM import ORDER BY id",
            row => new ImportRecord(
                row.GetInt32(0),
                row.GetString(1),
                row.GetString(2),
                row.GetDateTime(3),
                row.IsDBNull(4) ? null : row.GetDateTime(4),
                row.GetInt64(5),
                row.GetInt64(6),
                row.GetInt64(7),
                row.GetInt64(8),
                row.GetInt64(9)
            )
        );
        var (employers, months, coded) = connection
            .Rows(
                "SELECT count(DISTINCT company), count(DISTINCT month), count(entry_id) FROM advert",
                row => (row.GetInt64(0), (int)row.GetInt64(1), row.GetInt64(2))
            )
            .Single();
        return new StoreStatus(
            sources.Sum(source => source.Adverts),
            sources.Sum(source => source.Duplicates),
            imports.Sum(import => import.Rejects),
            employers,
            months,
            sources.Min(source => source.FirstMonth),
            sources.Max(source => source.LastMonth),
            coded,
            connection.Column<string>("SELECT version FROM coder WHERE id IN (SELECT DISTINCT coder FROM advert) ORDER BY id"),
            sources,
            imports,
            now
        );
    }

    /// <summary>The answer of the last reading, as long as nothing was written since.</summary>
    private T Kept<T>(string question, Func<DuckDBConnection, T> ask)
        where T : class
    {
        var now = Revision;
        if (answers.TryGetValue(question, out var kept) && kept.Revision == now)
            return (T)kept.Answer;
        var answer = Ask(ask);
        if (answers.Count > 5_000)
            answers.Clear();
        answers[question] = (now, answer);
        return answer;
    }
}
