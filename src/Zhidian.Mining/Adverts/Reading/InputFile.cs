using System.Text;

namespace Zhidian.Mining.Adverts;

internal enum InputFormat
{
    Delimited,
    JsonLines,
    JsonArray,
    Workbook,
    Parquet,
}

/// <summary>
/// A file whose format was told from its content, not its name: gzip, then Parquet, Excel workbook, JSON or delimited text. Formats that
/// need to jump within the file are unpacked to a temporary file first.
/// </summary>
internal sealed class InputFile : IDisposable
{
    private readonly CountingStream disk;
    private string? temporary;

    private InputFile(string path, CountingStream disk)
    {
        Path = path;
        this.disk = disk;
    }

    public string Path { get; }
    public InputFormat Format { get; private set; }
    public bool Gzipped { get; private set; }

    /// <summary>Null for formats that say it themselves.</summary>
    public Encoding? Encoding { get; private set; }

    public long BytesRead => disk.Count;

    public string FormatName =>
        Format switch
        {
            InputFormat.Delimited => "csv",
            InputFormat.JsonLines => "jsonl",
            InputFormat.JsonArray => "json",
            InputFormat.Workbook => "xlsx",
            _ => "parquet",
        } + (Gzipped ? ".gz" : "");

    /// <exception cref="ImportException">A1101 not there or not readable, A1102 empty, A1103 of a kind that is not read.</exception>
    public static InputFile Open(string path)
    {
        CountingStream stream;
        try
        {
            stream = new CountingStream(
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16)
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportException(
                File.Exists(path)
                    ? $"A1101 {path} cannot be read: {e.Message.TrimEnd('.')}. Give this user the right to read it."
                    : $"A1101 there is no file {path}. Check the path.",
                e
            );
        }
        var file = new InputFile(path, stream);
        try
        {
            file.Sniff();
            return file;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            file.Dispose();
            throw new ImportException($"A1104 {path} is damaged: {e.Message.TrimEnd('.')}. Fetch or pack it again.", e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private void Sniff()
    {
        if (disk.Length == 0)
            throw new ImportException($"A1102 {Path} is empty. Nothing to import.");
        var head = Head(disk, 8);
        Gzipped = head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);
        var content = Content();
        var sample = Head(content, TextEncoding.SampleSize);
        disk.Position = 0;
        if (sample.Length == 0)
            throw new ImportException($"A1102 {Path} is empty. Nothing to import.");
        if (sample.AsSpan().StartsWith("PAR1"u8))
            Format = InputFormat.Parquet;
        else if (sample.AsSpan().StartsWith("PK\u0003\u0004"u8))
            Format = InputFormat.Workbook;
        else if (sample.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            throw new ImportException($"A1103 {Path} is an Excel file of the old kind (.xls). Save it as .xlsx or CSV and import that.");
        else if (TextEncoding.Detect(sample, sample.Length < TextEncoding.SampleSize, out _) is { } encoding)
        {
            Encoding = encoding;
            // Only the start is decoded, for the first character that counts.
            var first = encoding.GetString(sample.AsSpan(0, Math.Min(sample.Length, 4096))).AsSpan().TrimStart("\uFEFF \t\r\n");
            Format = first switch
            {
                ['{', ..] => InputFormat.JsonLines,
                ['[', ..] when first[1..].TrimStart() is ['{', ..] => InputFormat.JsonArray,
                _ => InputFormat.Delimited,
            };
        }
        else
            throw new ImportException(
                $"A1103 {Path} is not a file of adverts: it is binary, and neither Excel (.xlsx), Parquet nor gzip. Export the adverts as CSV, TSV, JSONL, XLSX or Parquet."
            );
    }

    /// <summary>The unpacked bytes from the start.</summary>
    private Stream Content()
    {
        disk.Position = 0;
        return Gzipped ? new CheckedGzip(disk) : disk;
    }

    /// <exception cref="ImportException">The file cannot be read as what it looks like.</exception>
    public RecordReader Records(int maxRecordSize)
    {
        try
        {
            return Format switch
            {
                InputFormat.Delimited => new DelimitedReader(Text(), Path, maxRecordSize),
                InputFormat.JsonLines => new JsonReader(new LineSource(Text(), maxRecordSize), Path),
                InputFormat.JsonArray => new JsonReader(new ArraySource(Text(), maxRecordSize), Path),
                InputFormat.Workbook => new WorkbookReader(OnDisk(), Path),
                _ => new ParquetRecords(OnDisk(), Path),
            };
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new ImportException($"A1104 {Path} is damaged: {e.Message.TrimEnd('.')}. Fetch or pack it again.", e);
        }
    }

    private StreamReader Text() =>
        new(Content(), Encoding!, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: !Gzipped);

    /// <summary>A path to the unpacked content.</summary>
    private string OnDisk()
    {
        if (!Gzipped)
            return Path;
        temporary = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"zhidian-{Guid.NewGuid():N}");
        var content = Content();
        using var target = File.Create(temporary);
        content.CopyTo(target);
        return temporary;
    }

    private static byte[] Head(Stream stream, int size)
    {
        var buffer = new byte[size];
        var length = 0;
        try
        {
            int read;
            while (length < size && (read = stream.Read(buffer, length, size - length)) > 0)
                length += read;
        }
        catch (InvalidDataException) when (length > 0)
        {
            // Damaged further on: the reader takes what stands before and says where it breaks off.
        }
        return buffer[..length];
    }

    public void Dispose()
    {
        disk.Dispose();
        if (temporary is not null)
            File.Delete(temporary);
    }
}
