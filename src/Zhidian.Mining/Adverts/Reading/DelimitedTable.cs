namespace Zhidian.Mining.Adverts;

/// <param name="Line">On which the record starts, from 1.</param>
/// <param name="Fault">Why the record could not be taken; then it has no fields.</param>
/// <param name="Fields">As many as the table has columns; empty where the record has none.</param>
public sealed record DelimitedRecord(int Line, string? Fault, IReadOnlyList<string> Fields);

/// <summary>
/// Delimited text of any kind read as adverts are: encoding (UTF-8, UTF-16, GB18030) and separator (comma, tab, semicolon, bar) told from
/// the content. Records stream.
/// </summary>
public sealed class DelimitedTable : IDisposable
{
    private readonly InputFile _file;
    private readonly RecordReader _reader;

    private DelimitedTable(InputFile file, int longestRecord)
    {
        _file = file;
        _reader = file.Records(longestRecord);
    }

    public IReadOnlyList<string> Columns => _reader.Columns;

    /// <summary>Null where the file is of another kind: a workbook, JSON, Parquet, or packed.</summary>
    /// <param name="longestRecord">Characters; a longer record is a fault.</param>
    /// <exception cref="ImportException">Not there, not readable, empty, or binary of no known kind.</exception>
    public static DelimitedTable? Open(string path, int longestRecord)
    {
        var file = InputFile.Open(path);
        try
        {
            if (file.Format == InputFormat.Delimited && !file.Gzipped)
                return new DelimitedTable(file, longestRecord);
        }
        catch
        {
            file.Dispose();
            throw;
        }
        file.Dispose();
        return null;
    }

    /// <exception cref="ImportException">The rest of the file cannot be read.</exception>
    public IEnumerable<DelimitedRecord> Records()
    {
        while (_reader.Read())
            yield return new DelimitedRecord(
                (int)Math.Min(_reader.Line, int.MaxValue),
                _reader.Fault,
                _reader.Fault is null ? _reader.Columns.Select((_, i) => _reader.Field(i) ?? "").ToArray() : []
            );
    }

    public void Dispose()
    {
        _reader.Dispose();
        _file.Dispose();
    }
}
