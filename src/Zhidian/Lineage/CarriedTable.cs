using System.Globalization;
using System.Text;
using Zhidian.Classification;
using Zhidian.Classification.Lineage;
using Zhidian.Coding;

namespace Zhidian.Lineage;

/// <summary>
/// Counts of a table in another version, summed by dimensions and code. A count is divided at a millionth, and what rounding leaves
/// goes to its largest portion, so that the sum of the output is the sum of the input to the last digit.
/// </summary>
internal sealed class CarriedTable
{
    private const int Digits = 6;

    private sealed record Key(string Dimensions, string Code);

    private sealed record Cell(IReadOnlyList<string> Dimensions, Entry? To, decimal[,] Sums);

    private readonly CountTable _table;
    private readonly Bridge _bridge;
    private readonly Dictionary<Key, Cell> _cells = [];

    public CarriedTable(CountTable table, Bridge bridge)
    {
        (_table, _bridge) = (table, bridge);
        Totals = new decimal[table.CountColumns.Count, 3];
        foreach (var row in table.Rows)
            Carry(row);
    }

    /// <summary>By count column, then <see cref="Carried"/>.</summary>
    public decimal[,] Totals { get; }

    public decimal Total(int column) => Totals[column, 0] + Totals[column, 1] + Totals[column, 2];

    /// <summary>Columns: the dimensions, code, title_zh, title_en, level, then for each count column its sum and the parts by how they were told.</summary>
    public void Write(TextWriter output)
    {
        var line = new StringBuilder();
        Row(
            output,
            line,
            [
                .. _table.DimensionColumns,
                "code",
                "title_zh",
                "title_en",
                "level",
                .. _table.CountColumns.SelectMany(c => new[] { c, c + "_exact", c + "_split", c + "_unresolved" }),
            ]
        );
        var cells = _cells
            .OrderBy(c => c.Key.Dimensions, StringComparer.Ordinal)
            .ThenBy(c => c.Value.To is null)
            .ThenBy(c => c.Key.Code, StringComparer.Ordinal)
            .Select(c => c.Value);
        foreach (var cell in cells)
            Row(
                output,
                line,
                [
                    .. cell.Dimensions,
                    cell.To?.Code.Text ?? "",
                    cell.To?.Title ?? "",
                    cell.To?.English ?? "",
                    cell.To?.Level.Token() ?? "none",
                    .. Enumerable
                        .Range(0, _table.CountColumns.Count)
                        .SelectMany(c =>
                            new[] { cell.Sums[c, 0] + cell.Sums[c, 1] + cell.Sums[c, 2], cell.Sums[c, 0], cell.Sums[c, 1], cell.Sums[c, 2] }
                        )
                        .Select(Number),
                ]
            );
    }

    public static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private void Carry(CountRow row)
    {
        var portions = _bridge.Of(row.Entry);
        for (var column = 0; column < row.Counts.Count; column++)
        {
            var count = row.Counts[column];
            var parts = portions.Select(p => Math.Round(count * p.Weight, Digits)).ToArray();
            parts[0] += count - parts.Sum();
            for (var i = 0; i < portions.Count; i++)
            {
                Sums(row, portions[i].To)[column, (int)portions[i].Carried] += parts[i];
                Totals[column, (int)portions[i].Carried] += parts[i];
            }
        }
    }

    private decimal[,] Sums(CountRow row, Entry? to)
    {
        var key = new Key(string.Join('\u001F', row.Dimensions), to?.Code.Text ?? "");
        if (!_cells.TryGetValue(key, out var cell))
            _cells[key] = cell = new Cell(row.Dimensions, to, new decimal[_table.CountColumns.Count, 3]);
        return cell.Sums;
    }

    private static void Row(TextWriter output, StringBuilder line, IEnumerable<string> fields)
    {
        line.Clear();
        foreach (var field in fields)
        {
            DelimitedFields.Append(line, field, ',');
            line.Append(',');
        }
        line.Length--;
        output.Write(line);
        output.Write('\n');
    }
}
