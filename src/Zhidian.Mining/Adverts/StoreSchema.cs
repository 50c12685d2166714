using System.Globalization;
using DuckDB.NET.Data;

namespace Zhidian.Mining.Adverts;

/// <summary>Tables of the store and the check that this program knows them.</summary>
internal static class StoreSchema
{
    public const int Version = 1;

    /// <summary>
    /// Columns of <c>advert</c>, in the order the appender writes them. <c>month</c> is <see cref="Classification.Month.Index"/>;
    /// the <c>*_hash</c> columns are what duplicates are found by.
    /// </summary>
    private const string Tables = """
        CREATE TABLE advert (
            seq BIGINT NOT NULL, id_high UBIGINT NOT NULL, id_low UBIGINT NOT NULL,
            source VARCHAR NOT NULL, platform VARCHAR NOT NULL, published DATE, month INTEGER,
            title VARCHAR NOT NULL, title_key VARCHAR NOT NULL, company VARCHAR, place VARCHAR, city VARCHAR, province VARCHAR, date_text VARCHAR,
            salary_text VARCHAR, salary_low DOUBLE, salary_high DOUBLE, salary_months DOUBLE,
            education VARCHAR, experience VARCHAR, tags VARCHAR, description VARCHAR, board_id VARCHAR, url VARCHAR,
            duplicate_high UBIGINT, duplicate_low UBIGINT, entry_id VARCHAR, confidence DOUBLE NOT NULL, coder INTEGER NOT NULL,
            import_id INTEGER NOT NULL, title_hash UBIGINT NOT NULL, employer_hash UBIGINT, place_hash UBIGINT NOT NULL, text_hash UBIGINT, sketch UBIGINT);
        CREATE TABLE import (
            id INTEGER NOT NULL, file VARCHAR NOT NULL, content_key VARCHAR NOT NULL, format VARCHAR NOT NULL, encoding VARCHAR,
            columns VARCHAR NOT NULL, started TIMESTAMP NOT NULL, finished TIMESTAMP,
            records BIGINT NOT NULL, added BIGINT NOT NULL, repeats BIGINT NOT NULL, duplicates BIGINT NOT NULL, rejects BIGINT NOT NULL,
            unknown_dates BIGINT NOT NULL, unknown_salaries BIGINT NOT NULL, unknown_cities BIGINT NOT NULL);
        CREATE TABLE reject (import_id INTEGER NOT NULL, file VARCHAR NOT NULL, line BIGINT NOT NULL, reason VARCHAR NOT NULL, raw VARCHAR NOT NULL);
        CREATE TABLE coder (id INTEGER NOT NULL, version VARCHAR NOT NULL);
        """;

    /// <exception cref="StoreException">A1007: written by a newer program. A1006: a DuckDB file, but not ours.</exception>
    public static void Prepare(DuckDBConnection connection, string file, bool readOnly)
    {
        var tables = connection.Column<string>("SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'");
        if (tables.Count == 0 && !readOnly)
        {
            connection.Run("BEGIN TRANSACTION");
            connection.Run(Tables);
            connection.Run(OccupationSummary.Tables);
            connection.Run("CREATE TABLE schema_version (version INTEGER NOT NULL)");
            connection.Run(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO schema_version VALUES ({Version})"));
            connection.Run("COMMIT");
            return;
        }
        if (!tables.Contains("schema_version"))
            throw new StoreException($"A1006 {file} is a database of something else, not an advert store. Name another data folder.");
        var found = connection.Column<int>("SELECT version FROM schema_version").DefaultIfEmpty(0).Max();
        if (found > Version)
            throw new StoreException(
                $"A1007 {file} was written by a newer program (schema {found}, this program knows {Version}). Use that program, or name another data folder."
            );
        if (!readOnly)
            connection.Run(OccupationSummary.Tables);
    }
}
