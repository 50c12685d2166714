using System.Globalization;
using DuckDB.NET.Data;

namespace Zhidian.Mining.Adverts;

public sealed partial class FactStore
{
    private const int RecodeBatch = 20_000;

    /// <summary>Whether adverts hold codes of another coder version than this one.</summary>
    /// <exception cref="StoreException">While reading.</exception>
    public bool NeedsRecoding(string coderVersion) =>
        Ask(connection =>
            connection
                .Column<bool>(
                    "SELECT EXISTS (SELECT 1 FROM advert WHERE coder NOT IN (SELECT id FROM coder WHERE version = ?))",
                    coderVersion
                )
                .Single()
        );

    /// <summary>
    /// Codes again every stored advert whose code is of another coder version. Works in transactions of 20,000 adverts: interrupted, the
    /// next call goes on with what is left.
    /// </summary>
    /// <param name="code">As for <see cref="AdvertImporter"/>; called from several threads.</param>
    /// <param name="progress">Adverts coded so far.</param>
    /// <returns>Adverts coded.</returns>
    /// <exception cref="StoreException">While reading or writing, or while an import is running.</exception>
    public long Recode(
        Func<string, string?, (string? EntryId, double Confidence)> code,
        string coderVersion,
        IProgress<long>? progress = null,
        CancellationToken cancel = default
    )
    {
        if (!Writing.Wait(0, cancel))
            throw new StoreException($"A1011 an import into {File} is running in this program. Wait for it to end and try again.");
        try
        {
            using var connection = Connect();
            return Guard(() => Recode(connection, code, coderVersion, progress, cancel));
        }
        finally
        {
            Writing.Release();
        }
    }

    private long Recode(
        DuckDBConnection connection,
        Func<string, string?, (string? EntryId, double Confidence)> code,
        string coderVersion,
        IProgress<long>? progress,
        CancellationToken cancel
    )
    {
        var coder = ImportWriter.CoderId(connection, coderVersion);
        connection.Run("CREATE OR REPLACE TEMP TABLE recoded (seq BIGINT, entry_id VARCHAR, confidence DOUBLE)");
        long done = 0,
            after = 0;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var adverts = connection.Rows(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"SELECT seq, title, tags, description FROM advert WHERE seq > ? AND coder <> ? ORDER BY seq LIMIT {RecodeBatch}"
                ),
                row =>
                    (
                        Seq: row.GetInt64(0),
                        Title: row.GetString(1),
                        Text: AdvertPreparation.TextToCode(row.TextOrNull(2), row.TextOrNull(3))
                    ),
                after,
                coder
            );
            if (adverts.Count == 0)
            {
                OccupationSummary.Refresh(connection);
                Changed();
                return done;
            }
            var codes = adverts.AsParallel().AsOrdered().Select(advert => code(advert.Title, advert.Text)).ToList();
            connection.Run("BEGIN TRANSACTION");
            try
            {
                connection.Run("DELETE FROM recoded");
                using (var appender = connection.CreateAppender("temp", "main", "recoded"))
                    for (var i = 0; i < codes.Count; i++)
                        appender
                            .CreateRow()
                            .AppendValue(adverts[i].Seq)
                            .AppendValue(codes[i].EntryId)
                            .AppendValue(codes[i].Confidence)
                            .EndRow();
                connection.Run(
                    "UPDATE advert SET entry_id = r.entry_id, confidence = r.confidence, coder = ? FROM recoded r WHERE advert.seq = r.seq",
                    coder
                );
                connection.Run("COMMIT");
            }
            catch
            {
                connection.TryRollBack();
                throw;
            }
            Changed();
            after = adverts[^1].Seq;
            done += adverts.Count;
            progress?.Report(done);
        }
    }
}
