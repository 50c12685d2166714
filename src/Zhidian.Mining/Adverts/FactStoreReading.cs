using System.Globalization;
using DuckDB.NET.Data;
using Zhidian.Classification;

namespace Zhidian.Mining.Adverts;

public sealed partial class FactStore
{
    /// <summary>Adverts without their texts, in the order they were imported. Streams: memory does not grow with their number.</summary>
    /// <exception cref="StoreException">While reading.</exception>
    public IEnumerable<AdvertFact> Facts(AdvertFilter? filter = null)
    {
        var names = new Dictionary<string, string>();
        return Stream(
            "id_high, id_low, title_key, title, source, platform, month, company, city, province, salary_low, salary_high, "
                + "education, experience, duplicate_high IS NOT NULL, entry_id, confidence",
            filter ?? new AdvertFilter(),
            row => new AdvertFact(
                Id(row),
                row.GetString(2),
                row.GetString(3),
                Same(names, row.GetString(4)),
                Same(names, row.GetString(5)),
                row.IntegerOrNull(6) is { } month ? new Month(month) : null,
                row.TextOrNull(7),
                Same(names, row.TextOrNull(8)),
                Same(names, row.TextOrNull(9)),
                row.NumberOrNull(10),
                row.NumberOrNull(11),
                Same(names, row.TextOrNull(12)),
                Same(names, row.TextOrNull(13)),
                row.GetBoolean(14),
                Same(names, row.TextOrNull(15)),
                row.GetDouble(16)
            )
        );
    }

    /// <summary>Tags and descriptions of the adverts, in the same order as <see cref="Facts"/>. Streams.</summary>
    /// <exception cref="StoreException">While reading.</exception>
    public IEnumerable<AdvertText> Texts(AdvertFilter? filter = null) =>
        Stream(
            "id_high, id_low, title_key, company, tags, description",
            filter ?? new AdvertFilter(),
            row => new AdvertText(Id(row), row.GetString(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5))
        );

    private static UInt128 Id(DuckDBDataReader row) => new(row.GetFieldValue<ulong>(0), row.GetFieldValue<ulong>(1));

    /// <summary>One string for each of the few values of a column, not one for each row.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(value))]
    private static string? Same(Dictionary<string, string> names, string? value)
    {
        if (value is null)
            return null;
        if (names.TryGetValue(value, out var known))
            return known;
        if (names.Count < 10_000)
            names[value] = value;
        return value;
    }

    private IEnumerable<T> Stream<T>(string columns, AdvertFilter filter, Func<DuckDBDataReader, T> read)
    {
        using var connection = Connect();
        var (where, values) = Where(filter);
        using var command = connection.Prepared($"SELECT {columns} FROM advert{where}", values);
        // Rows come in the order of the table, which only grows at its end (preserve_insertion_order is the engine's default).
        command.UseStreamingMode = true;
        using var reader = Guard(command.ExecuteReader);
        while (Guard(reader.Read))
            yield return read(reader);
    }

    private static (string Sql, object?[] Values) Where(AdvertFilter filter)
    {
        var parts = new List<string>();
        var values = new List<object?>();
        void Add(string condition, object value)
        {
            parts.Add(condition);
            values.Add(value);
        }
        if (filter.From is { } from)
            Add("month >= ?", from.Index);
        if (filter.To is { } to)
            Add("month <= ?", to.Index);
        if (!filter.IncludeDuplicates)
            parts.Add("duplicate_high IS NULL");
        if (filter.TitleKeys is { } keys)
            Add("title_key IN (SELECT unnest(?))", keys.ToList());
        if (filter.EntryId is { } entry)
            Add("entry_id = ?", entry);
        if (filter.ExcludeSource is { } excluded)
            Add("source <> ?", excluded);
        return (parts.Count == 0 ? "" : " WHERE " + string.Join(" AND ", parts), [.. values]);
    }
}
