using System.Text;
using Zhidian.Classification;
using Zhidian.Mining.Coding;

namespace Zhidian.Coding;

/// <summary>What happened to the rows of a coded file.</summary>
/// <param name="Uneven">Rows whose number of fields differs from the header's.</param>
/// <param name="FirstUneven">Line of the first; 0 when none.</param>
/// <param name="Notes">Things the user should know, one sentence each.</param>
public sealed record CodeSummary(
    long Rows,
    long Occupations,
    long Groups,
    long Abstained,
    long Uneven,
    long FirstUneven,
    IReadOnlyList<string> Notes
);

/// <param name="TitleColumn">Null to recognise it.</param>
/// <param name="TextColumn">Null for titles alone.</param>
public sealed record CodeFileOptions(string? TitleColumn = null, string? TextColumn = null, double MinConfidence = 0);

/// <summary>
/// Codes a table of titles as a stream: CSV, TSV or JSONL in, the same with the added columns out, UTF-8. Rows keep their text and
/// order. Memory does not grow with the file: a batch of rows is read, coded on all cores, and written.
/// </summary>
public sealed class CodeFile(Coder coder, CodeFileOptions options)
{
    private const int Batch = 8192;
    private const int Chunk = 512;
    private static readonly char[] Separators = [',', '\t', ';', '|'];

    private readonly List<RawRecord> _records = new(Batch);
    private readonly StringBuilder[] _chunks = [.. Enumerable.Range(0, Batch / Chunk).Select(_ => new StringBuilder())];
    private readonly Tally[] _tallies = new Tally[Batch / Chunk];

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private record struct Tally(long Occupations, long Groups, long Abstained, long Uneven, long FirstUneven);

    /// <param name="progress">Rows coded so far.</param>
    /// <exception cref="CodeInputException">The input is not a table of titles, or breaks off.</exception>
    public CodeSummary Run(Stream input, string name, Stream output, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        var (reader, encoding) = TextInput.Open(input, name);
        using var closing = reader;
        using var writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        var notes = new List<string>();
        if (encoding is not UTF8Encoding)
            notes.Add($"the input is {encoding.WebName.ToUpperInvariant()}; the output is UTF-8.");
        var total =
            reader.Peek() == '{' ? Json(reader, name, writer, progress, cancel) : Delimited(reader, name, writer, notes, progress, cancel);
        writer.Flush();
        return total with { Notes = notes };
    }

    private CodeSummary Delimited(
        StreamReader reader,
        string name,
        StreamWriter writer,
        List<string> notes,
        IProgress<long>? progress,
        CancellationToken cancel
    )
    {
        // The separator is read from the first line as it stands; quotes around names do not hide it.
        var first = new RecordReader(reader, name, ',');
        if (first.Read() is not { } header)
            throw new CodeInputException($"{name} is empty: expected a header line with a title column.");
        var separator = Separator(header.Text);
        var headers = DelimitedFields.Split(header.Text, separator);
        var title = TitleColumns.Title(headers, options.TitleColumn, name);
        var text = TitleColumns.Text(headers, options.TextColumn, name);
        first.Separator = separator;

        var added = new StringBuilder(header.Text);
        foreach (var column in CodedRow.Columns)
        {
            var unique = headers.Contains(column) ? column + "_zhidian" : column;
            if (unique != column)
                notes.Add($"the input has a column '{column}'; the coder's is '{unique}'.");
            added.Append(separator).Append(unique);
        }
        writer.Write(added.Append(header.LineEnd.Length > 0 ? header.LineEnd : "\n"));
        return Batches(
            first,
            writer,
            (record, output, tally) =>
            {
                if (record.Text.Length == 0)
                {
                    output.Append(record.LineEnd);
                    return tally;
                }
                var fields = DelimitedFields.Count(record.Text, separator);
                if (fields != headers.Count)
                    (tally.Uneven, tally.FirstUneven) = (tally.Uneven + 1, tally.FirstUneven == 0 ? record.Line : tally.FirstUneven);
                var answer = Code(
                    DelimitedFields.Get(record.Text, separator, title),
                    text < 0 ? null : DelimitedFields.Get(record.Text, separator, text),
                    ref tally
                );
                output.Append(record.Text).Append(separator, Math.Max(0, headers.Count - fields));
                foreach (var field in CodedRow.Fields(answer))
                    DelimitedFields.Append(output.Append(separator), field, separator);
                output.Append(record.LineEnd.Length > 0 ? record.LineEnd : "\n");
                return tally;
            },
            progress,
            cancel
        );
    }

    private CodeSummary Json(StreamReader reader, string name, StreamWriter writer, IProgress<long>? progress, CancellationToken cancel)
    {
        var records = new RecordReader(reader, name, null);
        var lines = new JsonLines(name, options);
        return Batches(
            records,
            writer,
            (record, output, tally) =>
            {
                if (!string.IsNullOrWhiteSpace(record.Text))
                {
                    var (title, text) = lines.Read(record);
                    JsonLines.Append(output, record.Text, Code(title, text, ref tally));
                }
                output.Append(record.LineEnd.Length > 0 ? record.LineEnd : "\n");
                return tally;
            },
            progress,
            cancel
        );
    }

    private CodeAnswer Code(string? title, string? text, ref Tally tally)
    {
        var answer = coder.Code(title ?? "", text, options.MinConfidence);
        if (answer.Abstained)
            tally.Abstained++;
        else if (answer.Entry!.Level == Level.Occupation)
            tally.Occupations++;
        else
            tally.Groups++;
        return answer;
    }

    private CodeSummary Batches(
        RecordReader reader,
        StreamWriter writer,
        Func<RawRecord, StringBuilder, Tally, Tally> code,
        IProgress<long>? progress,
        CancellationToken cancel
    )
    {
        var total = new CodeSummary(0, 0, 0, 0, 0, 0, []);
        while (Fill(reader))
        {
            var chunks = (_records.Count + Chunk - 1) / Chunk;
            try
            {
                Parallel.For(
                    0,
                    chunks,
                    new ParallelOptions { CancellationToken = cancel },
                    chunk =>
                    {
                        var output = _chunks[chunk].Clear();
                        var tally = default(Tally);
                        for (var i = chunk * Chunk; i < Math.Min((chunk + 1) * Chunk, _records.Count); i++)
                            tally = code(_records[i], output, tally);
                        _tallies[chunk] = tally;
                    }
                );
            }
            catch (AggregateException e) when (e.InnerExceptions.OfType<CodeInputException>().FirstOrDefault() is { } fault)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
            }
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                writer.Write(_chunks[chunk]);
                total = Sum(total, _tallies[chunk]);
            }
            progress?.Report(total.Rows);
        }
        return total;
    }

    private bool Fill(RecordReader reader)
    {
        _records.Clear();
        var characters = 0L;
        // A batch ends at a number of rows or of characters, so that rows with long texts do not pile up.
        while (_records.Count < Batch && characters < 16 << 20 && reader.Read() is { } record)
        {
            _records.Add(record);
            characters += record.Text.Length;
        }
        return _records.Count > 0;
    }

    private static CodeSummary Sum(CodeSummary total, Tally tally) =>
        total with
        {
            Rows = total.Rows + tally.Occupations + tally.Groups + tally.Abstained,
            Occupations = total.Occupations + tally.Occupations,
            Groups = total.Groups + tally.Groups,
            Abstained = total.Abstained + tally.Abstained,
            Uneven = total.Uneven + tally.Uneven,
            FirstUneven = total.FirstUneven == 0 ? tally.FirstUneven : total.FirstUneven,
        };

    /// <summary>The commonest of comma, tab, semicolon and bar in the header line; a comma for a table of one column.</summary>
    internal static char Separator(string header) => Separators.MaxBy(c => header.AsSpan().Count(c));
}
