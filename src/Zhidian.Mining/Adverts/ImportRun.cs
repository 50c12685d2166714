using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using System.Threading.Channels;
using DuckDB.NET.Data;

namespace Zhidian.Mining.Adverts;

/// <summary>One call of the importer. Files are read one after another; within a file, reading, preparing and writing overlap.</summary>
internal sealed class ImportRun(
    FactStore store,
    Func<string, string?, (string? EntryId, double Confidence)> code,
    string coderVersion,
    ImportOptions options,
    IProgress<ImportProgress>? progress,
    CancellationToken cancel
)
{
    /// <summary>Records prepared together by one thread.</summary>
    private readonly int chunkSize = Math.Clamp(options.BatchSize, 1, 500);

    private long bytesBefore;
    private long bytesTotal;
    private readonly ImportCounts all = new();

    public ImportReport Run(string path)
    {
        if (store.IsReadOnly)
            throw new StoreException($"A1005 {store.File} is open for reading only. Open it for writing to import.");
        var watch = Stopwatch.StartNew();
        var (files, skipped) = InputFolder.Files(path);
        if (!store.Writing.Wait(0, cancel))
            throw new StoreException(
                $"A1011 another import into {store.File} is running in this program. Wait for it to end and try again."
            );
        try
        {
            bytesTotal = files.Sum(file => new FileInfo(file).Length);
            using var writer = new ImportWriter(store);
            var reports = new List<FileReport>();
            foreach (var file in files)
            {
                var report = Import(file, writer);
                bytesBefore += new FileInfo(file).Length;
                if (report.Error is not { } error || report.Records > 0)
                    reports.Add(report);
                else if (files.Count == 1 && skipped.Count == 0)
                    throw new ImportException(error);
                else if (InputFolder.SaysNoAdverts(error))
                    skipped.Add(new SkippedFile(file, error));
                else
                    reports.Add(report);
            }
            if (reports.Count == 0)
                throw new ImportException($"A1120 no file in {path} holds adverts. First of them: {skipped[0].File}: {skipped[0].Reason}");
            writer.Summarise();
            return new ImportReport(reports, skipped, watch.Elapsed);
        }
        catch (DuckDBException e)
        {
            throw store.Failed(e);
        }
        finally
        {
            store.Writing.Release();
        }
    }

    private FileReport Import(string path, ImportWriter writer)
    {
        cancel.ThrowIfCancellationRequested();
        string? error = null;
        string? encoding = null;
        var format = "";
        long resumed = 0;
        var already = false;
        IReadOnlyDictionary<string, string> columns = new Dictionary<string, string>();
        var counts = new ImportCounts();
        var begun = false;
        try
        {
            using var file = InputFile.Open(path);
            format = file.FormatName;
            encoding = file.Encoding?.WebName;
            var key = ContentKey(path);
            writer.Begin(path, key);
            begun = true;
            resumed = writer.Finished ? 0 : writer.Counts.Records;
            already = writer.Finished;
            if (!already)
            {
                using var reader = file.Records(options.MaxRecordSize);
                var map = ColumnMap.Detect(reader.Columns, options.Map, path, reader is JsonReader);
                columns = map.Columns;
                writer.Start(key, file, map.Columns, coderVersion);
                columns = Copy(file, reader, map, writer);
            }
        }
        catch (ImportException e)
        {
            error = e.Message;
        }
        counts = begun ? writer.Counts : counts;
        Add(counts);
        var rejectFile =
            begun && counts.Rejects > 0
                ? RejectFile.Write(options.RejectFolder ?? Path.Combine(store.Folder, "rejects"), path, writer.ImportId, writer.Rejects())
                : null;
        return new FileReport(
            path,
            format,
            encoding,
            counts.Records,
            already ? 0 : counts.Added,
            already ? counts.Records - counts.Rejects : counts.Repeats,
            already ? 0 : counts.Duplicates,
            counts.Rejects,
            resumed,
            already,
            counts.UnknownDates,
            counts.UnknownSalaries,
            counts.UnknownCities,
            rejectFile,
            columns,
            error
        );
    }

    private void Add(ImportCounts counts)
    {
        all.Records += counts.Records;
        all.Added += counts.Added;
        all.Repeats += counts.Repeats;
        all.Duplicates += counts.Duplicates;
        all.Rejects += counts.Rejects;
    }

    /// <summary>
    /// Reads on one thread, prepares chunks on the pool and writes them here in their order. The channel's bound is what keeps memory
    /// constant: the reader waits when preparing or writing falls behind.
    /// </summary>
    private IReadOnlyDictionary<string, string> Copy(InputFile file, RecordReader reader, ColumnMap map, ImportWriter writer)
    {
        var preparation = new AdvertPreparation(options, Path.GetFileName(file.Path).Split('.')[0], code);
        var chunks = Channel.CreateBounded<Task<List<PreparedAdvert>>>(
            new BoundedChannelOptions(2 + Environment.ProcessorCount) { SingleReader = true, SingleWriter = true }
        );
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var columns = map.Columns;
        var done = writer.Counts.Records;
        var reading = Task.Run(
            async () =>
            {
                try
                {
                    for (long i = 0; i < done && reader.Read(); i++)
                        stop.Token.ThrowIfCancellationRequested();
                    var chunk = new List<RawRecord>(chunkSize);
                    while (reader.Read())
                    {
                        if (reader.Columns.Count != map.ColumnCount)
                            columns = (map = ColumnMap.Detect(reader.Columns, options.Map, file.Path, open: true)).Columns;
                        chunk.Add(RawRecord.Take(reader, map));
                        if (chunk.Count < chunkSize)
                            continue;
                        await chunks.Writer.WriteAsync(Prepared(preparation, chunk), stop.Token);
                        chunk = new List<RawRecord>(chunkSize);
                    }
                    await chunks.Writer.WriteAsync(Prepared(preparation, chunk), stop.Token);
                    chunks.Writer.Complete();
                }
                catch (Exception e)
                {
                    chunks.Writer.Complete(e);
                }
            },
            CancellationToken.None
        );
        try
        {
            Write(file, chunks.Reader, writer);
        }
        finally
        {
            stop.Cancel();
            reading.GetAwaiter().GetResult();
        }
        return columns;
    }

    private static Task<List<PreparedAdvert>> Prepared(AdvertPreparation preparation, List<RawRecord> chunk) =>
        Task.Run(() => chunk.ConvertAll(record => record.Prepared(preparation)));

    private void Write(InputFile file, ChannelReader<Task<List<PreparedAdvert>>> chunks, ImportWriter writer)
    {
        var batch = new List<PreparedAdvert>(options.BatchSize);
        try
        {
            while (chunks.WaitToReadAsync(cancel).AsTask().GetAwaiter().GetResult())
            while (chunks.TryRead(out var chunk))
            {
                batch.AddRange(chunk.GetAwaiter().GetResult());
                if (batch.Count >= options.BatchSize)
                {
                    writer.Write(batch, last: false);
                    batch.Clear();
                }
                Report(file, writer.Counts, batch.Count);
                cancel.ThrowIfCancellationRequested();
            }
        }
        catch (ImportException) when (batch.Count > 0)
        {
            // The file breaks off here; what stands before the break is taken.
            writer.Write(batch, last: false);
            throw;
        }
        writer.Write(batch, last: true);
        Report(file, writer.Counts, 0);
    }

    private void Report(InputFile file, ImportCounts counts, int pending) =>
        progress?.Report(
            new ImportProgress(
                file.Path,
                bytesBefore + file.BytesRead,
                bytesTotal,
                all.Records + counts.Records + pending,
                all.Added + counts.Added,
                all.Repeats + counts.Repeats,
                all.Duplicates + counts.Duplicates,
                all.Rejects + counts.Rejects
            )
        );

    /// <summary>Hash of the file's bytes and of the options that change what is read out of them.</summary>
    private string ContentKey(string path)
    {
        var hash = new XxHash128();
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 20);
            hash.Append(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"A1101 {path} cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
        var reading = string.Join(
            '\n',
            (options.Map ?? new Dictionary<string, string>())
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $"{pair.Key}={pair.Value}")
                .Append(options.Platform)
                .Append(options.ReferenceYear?.ToString(CultureInfo.InvariantCulture))
        );
        return Convert.ToHexStringLower(hash.GetCurrentHash()) + Fingerprint.Short(reading).ToString("x16", CultureInfo.InvariantCulture);
    }
}

/// <summary>A record as read, before any work on it.</summary>
internal sealed record RawRecord(long Line, string?[]? Fields, string? Fault, string? Raw)
{
    public static RawRecord Take(RecordReader reader, ColumnMap map)
    {
        if (reader.Fault is { } fault)
            return Reject(reader, fault);
        var fields = map.Take(reader);
        if (string.IsNullOrWhiteSpace(fields[(int)AdvertField.Title]) || AdvertPreparation.IsNothing(fields[(int)AdvertField.Title]))
            return Reject(reader, "A2010 the record has no title");
        return ColumnMap.IsHeader(fields)
            ? Reject(reader, "A2011 the record is the header once more")
            : new RawRecord(reader.Line, fields, null, null);
    }

    private static RawRecord Reject(RecordReader reader, string fault)
    {
        var raw = reader.Raw;
        return new RawRecord(
            reader.Line,
            null,
            fault,
            (raw.Length > RejectFile.LongestRaw ? raw[..RejectFile.LongestRaw] : raw).Replace('\0', '\uFFFD')
        );
    }

    public PreparedAdvert Prepared(AdvertPreparation preparation) =>
        Fields is null
            ? new PreparedAdvert
            {
                Line = Line,
                Fault = Fault,
                Raw = Raw,
            }
            : preparation.Prepare(Line, Fields);
}
