using System.Text.Json;
using System.Text.Json.Serialization;
using DuckDB.NET.Data;
using Zhidian.Classification;

namespace Zhidian.Mining.Adverts;

/// <summary>
/// Facts of every occupation, made after each import and re-coding and kept in the store, so that a page needs one row instead of a
/// hundred thousand. Made in one pass ordered by occupation: memory is that of the largest.
/// </summary>
internal static class OccupationSummary
{
    /// <summary>Titles and tags kept.</summary>
    public const int Top = 50;

    public const string Tables = """
        CREATE TABLE IF NOT EXISTS occupation_summary (entry_id VARCHAR NOT NULL, facts VARCHAR NOT NULL);
        CREATE TABLE IF NOT EXISTS summary_state (adverts BIGINT NOT NULL, coders VARCHAR NOT NULL);
        """;

    /// <summary>What the adverts are at; the summary holds when it was made of the same.</summary>
    private const string State =
        "SELECT count(*), coalesce((SELECT string_agg(c, ',' ORDER BY c) FROM (SELECT coder || ':' || count(*) AS c FROM advert GROUP BY coder)), '') FROM advert";

    private static readonly JsonSerializerOptions Json = new() { Converters = { new MonthText() } };

    /// <summary>Makes it again unless it holds.</summary>
    public static void Refresh(DuckDBConnection connection)
    {
        if (IsFresh(connection))
            return;
        var perks = new PerkTags();
        var coders = Coders(connection);
        connection.Run("BEGIN TRANSACTION");
        try
        {
            connection.Run("DELETE FROM occupation_summary");
            connection.Run("DELETE FROM summary_state");
            var rows = new List<(string EntryId, string Facts)>();
            using (
                var command = connection.Prepared(
                    $"SELECT entry_id, {OccupationTally.Columns} FROM advert WHERE entry_id IS NOT NULL AND duplicate_high IS NULL ORDER BY entry_id, seq"
                )
            )
            {
                command.UseStreamingMode = true;
                using var row = command.ExecuteReader();
                string? entry = null;
                var tally = new OccupationTally(perks);
                while (row.Read())
                {
                    var next = row.GetString(0);
                    if (next != entry)
                    {
                        if (entry is not null)
                            rows.Add((entry, JsonSerializer.Serialize(tally.Facts(entry, Top, coders), Json)));
                        (entry, tally) = (next, new OccupationTally(perks));
                    }
                    tally.Add(row);
                }
                if (entry is not null)
                    rows.Add((entry, JsonSerializer.Serialize(tally.Facts(entry, Top, coders), Json)));
            }
            using (var appender = connection.CreateAppender("occupation_summary"))
                foreach (var (entryId, facts) in rows)
                    appender.CreateRow().AppendValue(entryId).AppendValue(facts).EndRow();
            connection.Run("INSERT INTO summary_state " + State);
            connection.Run("COMMIT");
        }
        catch
        {
            connection.TryRollBack();
            throw;
        }
    }

    public static bool IsFresh(DuckDBConnection connection) =>
        connection.Column<bool>($"SELECT EXISTS (SELECT adverts, coders FROM summary_state INTERSECT ({State}))").Single();

    /// <param name="stale">Take the summary even if adverts were added since, as while an import runs.</param>
    public static OccupationFacts Read(DuckDBConnection connection, string entryId, int top, bool stale)
    {
        if (top > Top || !(stale || IsFresh(connection)))
            return Direct(connection, entryId, top);
        var kept = connection.Column<string>("SELECT facts FROM occupation_summary WHERE entry_id = ?", entryId);
        if (kept.Count == 0)
            return new OccupationTally(new PerkTags()).Facts(entryId, top, new Dictionary<int, string>());
        var facts = JsonSerializer.Deserialize<OccupationFacts>(kept[0], Json)!;
        return facts with { Titles = [.. facts.Titles.Take(top)], Tags = [.. facts.Tags.Take(top)] };
    }

    private static OccupationFacts Direct(DuckDBConnection connection, string entryId, int top)
    {
        var tally = new OccupationTally(new PerkTags());
        using (
            var command = connection.Prepared(
                $"SELECT entry_id, {OccupationTally.Columns} FROM advert WHERE entry_id = ? AND duplicate_high IS NULL",
                entryId
            )
        )
        using (var row = command.ExecuteReader())
            while (row.Read())
                tally.Add(row);
        return tally.Facts(entryId, top, Coders(connection));
    }

    private static Dictionary<int, string> Coders(DuckDBConnection connection) =>
        connection.Rows("SELECT id, version FROM coder", row => KeyValuePair.Create(row.GetInt32(0), row.GetString(1))).ToDictionary();

    private sealed class MonthText : JsonConverter<Month>
    {
        public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Month.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Month value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
