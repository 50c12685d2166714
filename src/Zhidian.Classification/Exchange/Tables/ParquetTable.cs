using Parquet;
using Parquet.Schema;

namespace Zhidian.Classification.Exchange.Tables;

/// <summary>Apache Parquet, one row group, Snappy. Lists are text separated by a bar, as in the CSV, so that the two can be compared.</summary>
public static class ParquetTable
{
    public static void Write(Table table, Stream to)
    {
        // The writer asks its stream where it stands, which a pipe cannot say.
        using var whole = new MemoryStream();
        WriteAsync(table, whole).GetAwaiter().GetResult();
        whole.Position = 0;
        whole.CopyTo(to);
    }

    private static async Task WriteAsync(Table table, Stream to)
    {
        var fields = table.Columns.Select(FieldOf).ToArray();
        var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), to).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            using var group = writer.CreateRowGroup();
            for (var i = 0; i < fields.Length; i++)
            {
                var at = i;
                var cells = table.Rows.Select(r => r[at]);
                await (
                    table.Columns[i].Kind switch
                    {
                        CellKind.Whole => group.WriteAsync<int>(fields[i], cells.Select(c => (int?)c).ToArray()),
                        CellKind.Share => group.WriteAsync<double>(
                            fields[i],
                            cells.Select(c => c is decimal d ? (double?)(double)d : null).ToArray()
                        ),
                        CellKind.Day => group.WriteAsync<DateOnly>(fields[i], cells.Select(c => (DateOnly?)c).ToArray()),
                        _ => group.WriteAsync(fields[i], cells.Select(c => c is null ? null : Table.Text(c)).ToList()!),
                    }
                ).ConfigureAwait(false);
            }
            group.CompleteValidate();
        }
    }

    private static DataField FieldOf(Column column) =>
        column.Kind switch
        {
            CellKind.Whole => new DataField<int>(column.Name, nullable: true),
            CellKind.Share => new DataField<double>(column.Name, nullable: true),
            CellKind.Day => new DataField<DateOnly>(column.Name, nullable: true),
            _ => new DataField<string>(column.Name),
        };
}
