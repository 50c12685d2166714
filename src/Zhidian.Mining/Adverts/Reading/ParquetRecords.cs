using System.Buffers;
using DuckDB.NET.Data;

namespace Zhidian.Mining.Adverts;

/// <summary>
/// Reads a Parquet file through the store's own engine, which knows every type and packing and streams row groups. Lists become text
/// separated by |.
/// </summary>
internal sealed class ParquetRecords : RecordReader
{
    private static readonly SearchValues<char> PatternCharacters = SearchValues.Create("*?[]{}");
    private readonly DuckDBConnection connection = new("Data Source=:memory:;memory_limit=256MB;threads=1");
    private readonly DuckDBCommand? command;
    private readonly DuckDBDataReader? rows;
    private readonly string path;
    private readonly string? link;
    private readonly List<string> columns = [];

    /// <exception cref="ImportException">A1108: not a readable Parquet file.</exception>
    public ParquetRecords(string file, string path)
    {
        this.path = path;
        try
        {
            if (file.AsSpan().ContainsAny(PatternCharacters))
            {
                // The engine would take these characters for a pattern of names.
                link = Path.Combine(Path.GetTempPath(), $"zhidian-{Guid.NewGuid():N}.parquet");
                File.CreateSymbolicLink(link, Path.GetFullPath(file));
                file = link;
            }
            connection.Open();
            var types = connection.Rows(
                "DESCRIBE SELECT * FROM read_parquet(?)",
                row => (Name: row.GetString(0), Type: row.GetString(1)),
                file
            );
            columns.AddRange(types.Select(type => type.Name));
            var list = string.Join(", ", types.Select(type => Expression(type.Name, type.Type)));
            command = connection.Prepared($"SELECT {list} FROM read_parquet(?)", file);
            command.UseStreamingMode = true;
            rows = command.ExecuteReader();
        }
        catch (Exception e) when (e is DuckDBException or IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw Unreadable(e);
        }
    }

    private static string Expression(string name, string type)
    {
        var quoted = $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        return type.EndsWith("[]", StringComparison.Ordinal) ? $"array_to_string({quoted}, '|')"
            : type == "BLOB" ? $"decode({quoted})"
            : $"{quoted}::VARCHAR";
    }

    public override IReadOnlyList<string> Columns => columns;

    public override string Raw => string.Join(',', columns.Select((_, i) => Field(i)));

    public override bool Read()
    {
        try
        {
            Line++;
            return rows!.Read();
        }
        catch (DuckDBException e)
        {
            throw Unreadable(e);
        }
    }

    private ImportException Unreadable(Exception e) =>
        new(
            $"A1108 {path} is not a readable Parquet file{(Line > 0 ? $" (stopped at record {Line})" : "")}: {e.Message.Split('\n')[0]} Write it again.",
            e
        );

    public override string? Field(int column) =>
        rows!.IsDBNull(column) ? null
        : rows.GetString(column) is { Length: > 0 } text ? text
        : null;

    public override void Dispose()
    {
        rows?.Dispose();
        command?.Dispose();
        connection.Dispose();
        if (link is not null)
            File.Delete(link);
    }
}
