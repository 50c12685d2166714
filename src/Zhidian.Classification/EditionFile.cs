using CsvHelper;

namespace Zhidian.Classification;

/// <summary>One row of a data file with the line it started on.</summary>
public sealed record FileRow(int Line, IReadOnlyDictionary<string, string> Fields)
{
    public string this[string column] => Fields.GetValueOrDefault(column, "");
}

/// <summary>Reads our comma-separated data files, keeping line numbers for messages.</summary>
public static class EditionFile
{
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    /// <exception cref="InvalidEditionException">C1008: a column of <paramref name="columns"/> is missing, or a row is malformed.</exception>
    public static IReadOnlyList<FileRow> Read(TextReader reader, string file, params string[] columns)
    {
        using var csv = CsvReader.Create(reader, Options, leaveOpen: true);
        var rows = new List<FileRow>();
        try
        {
            var header = csv.Headers.ToArray();
            var missing = columns.Except(header).ToArray();
            if (missing.Length > 0)
                throw Invalid(file, 1, $"column {string.Join(", ", missing)} is missing; found {string.Join(", ", header)}");
            while (csv.Read())
            {
                var fields = new Dictionary<string, string>(header.Length);
                for (var i = 0; i < header.Length; i++)
                    fields[header[i]] = csv.GetString(i);
                rows.Add(new FileRow((int)csv.LineNumber, fields));
            }
        }
        catch (CsvFormatException e)
        {
            throw Invalid(file, (int)e.LineNumber, "not readable as comma-separated text: " + e.Message);
        }
        return rows;
    }

    private static InvalidEditionException Invalid(string file, int line, string message) =>
        new([new Finding("C1008", file, line, message)]);
}
