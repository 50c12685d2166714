using System.Globalization;
using Zhidian.Classification;
using Zhidian.Cli;
using Zhidian.Coding;

namespace Zhidian.Lineage;

/// <summary>A row that cannot be carried: where it stands, why, and what stands there.</summary>
internal sealed record RejectedRow(long Line, string Reason, string Text);

/// <param name="Dimensions">The row's fields that are neither code nor count, in the order of the columns.</param>
/// <param name="Counts">In the order of <see cref="CountTable.CountColumns"/>; an empty field is zero.</param>
internal sealed record CountRow(long Line, Entry Entry, IReadOnlyList<string> Dimensions, IReadOnlyList<decimal> Counts);

/// <summary>Counts by code as a statistician keeps them: a code column, one or more count columns, any other columns as dimensions.</summary>
internal sealed class CountTable
{
    private static readonly string[] CountNames =
    [
        "count",
        "counts",
        "n",
        "number",
        "value",
        "adverts",
        "vacancies",
        "employed",
        "employment",
        "人数",
        "数量",
        "就业人数",
        "招聘人数",
        "广告数",
    ];

    /// <summary>More people than there are; keeps sums of any file within a decimal.</summary>
    private const decimal Largest = 1_000_000_000_000_000m;

    private CountTable(IReadOnlyList<string> dimensions, IReadOnlyList<string> counts) =>
        (DimensionColumns, CountColumns) = (dimensions, counts);

    public IReadOnlyList<string> DimensionColumns { get; }

    public IReadOnlyList<string> CountColumns { get; }

    public List<CountRow> Rows { get; } = [];

    public List<RejectedRow> Rejects { get; } = [];

    /// <param name="name">For messages.</param>
    /// <param name="countColumns">Named by the user; recognised by their names when empty.</param>
    /// <exception cref="CommandException">No rows, or the columns cannot be told.</exception>
    public static CountTable Read(
        Stream input,
        string name,
        ClassificationVersion version,
        string? codeColumn,
        IReadOnlyList<string> countColumns
    )
    {
        var (reader, _) = TextInput.Open(input, name);
        using var closing = reader;
        var records = new RecordReader(reader, name, ',');
        if (records.Read() is not { } header)
            throw new CommandException($"{name} is empty: expected a header line with a code column and a count column.");
        var separator = records.Separator = CodeFile.Separator(header.Text);
        var headers = DelimitedFields.Split(header.Text, separator.Value).Select(h => h.Trim().TrimStart('\uFEFF')).ToList();
        var codeAt = TitleColumns.Code(headers, codeColumn, name);
        var countsAt = CountsAt(headers, countColumns, name);
        var dimensionsAt = Enumerable.Range(0, headers.Count).Where(i => i != codeAt && !countsAt.Contains(i)).ToList();
        var table = new CountTable(dimensionsAt.Select(i => headers[i]).ToList(), countsAt.Select(i => headers[i]).ToList());
        while (records.Read() is { } record)
        {
            if (record.Text.Length == 0)
                continue;
            var fields = DelimitedFields.Split(record.Text, separator.Value);
            if (fields.Count != headers.Count)
            {
                table.Rejects.Add(new(record.Line, $"{fields.Count} fields, the header has {headers.Count}", record.Text));
                continue;
            }
            if (EntryOf(fields[codeAt].Trim(), version, out var entry) is { } fault)
            {
                table.Rejects.Add(new(record.Line, fault, record.Text));
                continue;
            }
            var counts = countsAt.Select(i => Number(fields[i])).ToList();
            if (counts.FindIndex(c => c is null) is var bad and >= 0)
            {
                var text = fields[countsAt[bad]];
                table.Rejects.Add(
                    new(record.Line, $"'{text}' in {headers[countsAt[bad]]} is not a number from 0 to 1e15: write 1234.5", record.Text)
                );
                continue;
            }
            table.Rows.Add(
                new CountRow(record.Line, entry!, dimensionsAt.Select(i => fields[i]).ToList(), counts.Select(c => c!.Value).ToList())
            );
        }
        if (table.Rows.Count == 0 && table.Rejects.Count == 0)
            throw new CommandException($"{name} has a header but no rows.");
        return table;
    }

    private static List<int> CountsAt(List<string> headers, IReadOnlyList<string> named, string name)
    {
        if (named.Count == 0)
        {
            var known = Enumerable
                .Range(0, headers.Count)
                .Where(i => CountNames.Contains(headers[i], StringComparer.OrdinalIgnoreCase))
                .ToList();
            return known.Count > 0
                ? known
                : throw new CommandException(
                    $"{name}: no count column is recognised among {string.Join(", ", headers)}. Name it with --count-column."
                );
        }
        return named
            .Select(n =>
                headers.FindIndex(h => h.Equals(n, StringComparison.OrdinalIgnoreCase)) is var at and >= 0
                    ? at
                    : throw new CommandException($"{name} has no column '{n}'; it has {string.Join(", ", headers)}.")
            )
            .Distinct()
            .ToList();
    }

    private static decimal? Number(string text) =>
        text.Trim().Length == 0 ? 0m
        : decimal.TryParse(
            text.Trim(),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var n
        )
        && n <= Largest
            ? n
        : null;

    private static string? EntryOf(string text, ClassificationVersion version, out Entry? entry)
    {
        entry = null;
        switch (CodeLookup.In(version, text))
        {
            case CodeLookup.Found found:
                entry = found.Entry;
                return null;
            case CodeLookup.Gone { Successors.Count: > 0 } gone:
                return $"{text} {gone.Title} is not in {version.Name} but in {gone.LastIn}; in {version.Name} it is "
                    + string.Join(", ", gone.Successors.Select(s => $"{s.Code} {s.Title}"));
            case CodeLookup.Gone gone:
                return $"{text} {gone.Title} is not in {version.Name} but in {gone.LastIn}, and has no successor";
            case CodeLookup.Later later:
                return $"{text} {later.Entry.Title} comes only with {later.FirstIn}: is --from right?";
            case CodeLookup.Malformed:
                return $"'{text}' is not a code: expected d, d-dd, d-dd-dd or d-dd-dd-dd, e.g. 2-02-10-03";
            default:
                return $"{text} is in no version";
        }
    }
}
