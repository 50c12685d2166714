using System.Reflection;
using CsvHelper;

namespace Zhidian.Mining.Discovery;

/// <summary>Our own data tables, embedded in the assembly.</summary>
internal static class EmbeddedTable
{
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    /// <summary>Rows without the header, as arrays of fields.</summary>
    public static List<string[]> Read(string resource)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"embedded data '{resource}' is missing from this build.");
        using var csv = CsvReader.Create(stream, Options);
        var rows = new List<string[]>();
        while (csv.Read())
            rows.Add(csv.Current.ToArray());
        return rows;
    }
}
