using System.Globalization;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;

namespace Zhidian.Mining.Adverts;

/// <summary>
/// Finds which adverts of a batch are in the store already (same id) and which repeat an earlier one: the second and later ones are
/// marked with the id of the first. An advert is compared with firsts only, so chains do not drift.
/// </summary>
/// <remarks>
/// <para>Re-posted: same employer, title type and city, at most <see cref="WindowDays"/> days after the first, and the descriptions are
/// near the same (SimHash distance of at most <see cref="NearSameEmployer"/>), or one is absent or short and the whole title is equal and the
/// board or the day is another.</para>
/// <para>At another board: same description (letters and digits), title type and city, whatever the employer is called there.</para>
/// <para>Near the same text: same title type and city, SimHash distance of at most <see cref="NearAnyEmployer"/>, and the employer known on one side at
/// most.</para>
/// <para>So adverts for different cities, or for different title types, are never duplicates: one text for five cities is five vacancies.</para>
/// <para>Memory is that of a batch: the keys of the store stay in the store and are joined there. SimHashes at distance d &lt; 4 agree in one
/// of four bands of 16 bits at least, which is what they are joined by.</para>
/// </remarks>
internal sealed class DuplicateFinder(DuckDBConnection connection)
{
    public const int WindowDays = 180;
    public const int NearSameEmployer = 6;
    public const int NearAnyEmployer = 3;

    private bool staged;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct First(UInt128 Id, string Platform, DateOnly? Published, DuplicateKeys Keys);

    private sealed class Index
    {
        public Dictionary<ulong, List<First>> ByEmployer { get; } = [];
        public Dictionary<(ulong Place, ulong Text), First> ByText { get; } = [];
        public Dictionary<(ulong Place, int Band, ushort Bits), List<First>> ByBand { get; } = [];
    }

    /// <summary>Drops what is stored already and marks duplicates. In the order given: earlier rows are firsts to later ones.</summary>
    /// <returns>The adverts to add.</returns>
    public List<PreparedAdvert> Sift(IReadOnlyList<PreparedAdvert> batch)
    {
        Stage(batch);
        var stored = connection
            .Rows(
                "SELECT s.id_high, s.id_low FROM stage s SEMI JOIN advert a ON a.id_high = s.id_high AND a.id_low = s.id_low",
                row => new UInt128(row.GetFieldValue<ulong>(0), row.GetFieldValue<ulong>(1))
            )
            .ToHashSet();
        var index = StoredFirsts();
        var added = new List<PreparedAdvert>(batch.Count);
        foreach (var advert in batch)
        {
            if (!stored.Add(advert.Id))
                continue;
            advert.DuplicateOf = FirstOf(advert, index);
            if (advert.DuplicateOf is null)
                Enter(new First(advert.Id, advert.Platform, advert.Published, advert.Keys), index);
            added.Add(advert);
        }
        return added;
    }

    private void Stage(IReadOnlyList<PreparedAdvert> batch)
    {
        if (!staged)
            connection.Run(
                "CREATE OR REPLACE TEMP TABLE stage (id_high UBIGINT, id_low UBIGINT, employer UBIGINT, place UBIGINT, text UBIGINT, sketch UBIGINT)"
            );
        else
            connection.Run("DELETE FROM stage");
        staged = true;
        using var appender = connection.CreateAppender("temp", "main", "stage");
        foreach (var advert in batch)
            appender
                .CreateRow()
                .AppendValue((ulong)(advert.Id >> 64))
                .AppendValue((ulong)advert.Id)
                .AppendValue(advert.Keys.Employer)
                .AppendValue(advert.Keys.Place)
                .AppendValue(advert.Keys.Text)
                .AppendValue(advert.Keys.Sketch)
                .EndRow();
    }

    /// <summary>Firsts in the store that share a key with the batch, in the order of the store.</summary>
    private Index StoredFirsts()
    {
        var bands = string.Join(
            " UNION ALL ",
            Enumerable
                .Range(0, 4)
                .Select(band =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"""
                        SELECT a.seq FROM stage s JOIN advert a ON a.place_hash = s.place AND (a.sketch >> {band
                            * 16}) & 65535 = (s.sketch >> {band * 16}) & 65535
                        WHERE s.sketch <> 0 AND a.sketch <> 0 AND (s.employer = 0 OR a.employer_hash = 0) AND a.duplicate_high IS NULL
                        AND bit_count(xor(a.sketch, s.sketch)) <= {NearAnyEmployer}
                        """
                    )
                )
        );
        var index = new Index();
        foreach (
            var first in connection.Rows(
                $"""
                WITH near AS (
                    SELECT a.seq FROM advert a SEMI JOIN stage s ON a.employer_hash = s.employer WHERE a.employer_hash <> 0 AND a.duplicate_high IS NULL
                    UNION ALL SELECT a.seq FROM advert a SEMI JOIN stage s ON a.place_hash = s.place AND a.text_hash = s.text WHERE a.text_hash <> 0 AND a.duplicate_high IS NULL
                    UNION ALL {bands})
                SELECT id_high, id_low, published, title_hash, employer_hash, place_hash, text_hash, sketch, platform
                FROM advert WHERE seq IN (SELECT seq FROM near) ORDER BY seq
                """,
                row => new First(
                    new UInt128(row.GetFieldValue<ulong>(0), row.GetFieldValue<ulong>(1)),
                    row.GetString(8),
                    row.IsDBNull(2) ? null : row.GetFieldValue<DateOnly>(2),
                    new DuplicateKeys(
                        row.GetFieldValue<ulong>(3),
                        row.GetFieldValue<ulong>(4),
                        row.GetFieldValue<ulong>(5),
                        row.GetFieldValue<ulong>(6),
                        row.GetFieldValue<ulong>(7)
                    )
                )
            )
        )
            Enter(first, index);
        return index;
    }

    private static void Enter(First first, Index index)
    {
        var keys = first.Keys;
        if (keys.Employer != 0)
            Under(index.ByEmployer, keys.Employer).Add(first);
        if (keys.Text != 0)
            index.ByText.TryAdd((keys.Place, keys.Text), first);
        if (keys.Sketch != 0)
            for (var band = 0; band < 4; band++)
                Under(index.ByBand, (keys.Place, band, Bits(keys.Sketch, band))).Add(first);
    }

    private static UInt128? FirstOf(PreparedAdvert advert, Index index)
    {
        var keys = advert.Keys;
        if (keys.Text != 0 && index.ByText.TryGetValue((keys.Place, keys.Text), out var same))
            return same.Id;
        if (keys.Employer != 0 && index.ByEmployer.TryGetValue(keys.Employer, out var employers))
            foreach (var first in employers)
                if (IsRepost(advert, first))
                    return first.Id;
        if (keys.Sketch != 0)
            for (var band = 0; band < 4; band++)
                if (index.ByBand.TryGetValue((keys.Place, band, Bits(keys.Sketch, band)), out var near))
                    foreach (var first in near)
                        if (
                            (keys.Employer == 0 || first.Keys.Employer == 0)
                            && Fingerprint.Distance(keys.Sketch, first.Keys.Sketch) <= NearAnyEmployer
                        )
                            return first.Id;
        return null;
    }

    private static bool IsRepost(PreparedAdvert advert, First first)
    {
        if (advert.Published is { } day && first.Published is { } firstDay && Math.Abs(day.DayNumber - firstDay.DayNumber) > WindowDays)
            return false;
        var (a, b) = (advert.Keys, first.Keys);
        if (a.Sketch != 0 && b.Sketch != 0)
            return Fingerprint.Distance(a.Sketch, b.Sketch) <= NearSameEmployer;
        if (a.Title != b.Title)
            return false;
        return advert.Platform != first.Platform
            || (advert.Published is not null && first.Published is not null && advert.Published != first.Published);
    }

    private static ushort Bits(ulong sketch, int band) => (ushort)(sketch >> band * 16);

    private static List<First> Under<T>(Dictionary<T, List<First>> lists, T key)
        where T : notnull
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        return list;
    }
}
