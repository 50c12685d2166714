using System.IO.Compression;
using System.Text;
using Zhidian.Cli;

namespace Zhidian.Coding;

/// <summary>The input cannot be coded; the message says what, where and what to do.</summary>
/// <param name="inRows">The fault is in a row, found while reading; otherwise nothing could be read at all.</param>
public sealed class CodeInputException(string message, bool inRows = false)
    : CommandException(message, inRows ? ExitCode.InputHasErrors : ExitCode.CouldNotRun);

/// <summary>Opens a text input: plain or gzipped, UTF-8, UTF-16 with its mark, or GB18030, told apart by content.</summary>
internal static class TextInput
{
    private const int HeadSize = 1 << 20;

    static TextInput() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="name">For messages.</param>
    /// <exception cref="CodeInputException">Not text.</exception>
    public static (StreamReader Reader, Encoding Encoding) Open(Stream input, string name)
    {
        var stream = Unzipped(input);
        var (head, length) = ReadHead(stream);
        var bytes = head.AsSpan(0, length);
        RefuseBinary(bytes, name);
        var encoding = Detect(bytes, whole: length < HeadSize);
        return (
            new StreamReader(new HeadedStream(head, length, stream), encoding, detectEncodingFromByteOrderMarks: true, 1 << 16),
            encoding
        );
    }

    private static Stream Unzipped(Stream input)
    {
        var buffered = new BufferedStream(input, 1 << 16);
        var first = buffered.ReadByte();
        var second = first < 0 ? -1 : buffered.ReadByte();
        var start = new byte[] { (byte)first, (byte)second }
            .AsSpan(0, (first >= 0 ? 1 : 0) + (second >= 0 ? 1 : 0))
            .ToArray();
        var again = new HeadedStream(start, start.Length, buffered);
        return start is [0x1f, 0x8b] ? new GZipStream(again, CompressionMode.Decompress) : again;
    }

    private static (byte[], int) ReadHead(Stream stream)
    {
        var head = new byte[HeadSize];
        return (head, stream.ReadAtLeast(head, HeadSize, throwOnEndOfStream: false));
    }

    private static void RefuseBinary(ReadOnlySpan<byte> head, string name)
    {
        if (head.StartsWith("PK\u0003\u0004"u8))
            throw new CodeInputException($"{name} is a workbook or zip file: save the sheet as CSV (UTF-8) and code that.");
        if (head.StartsWith("PAR1"u8))
            throw new CodeInputException($"{name} is a Parquet file: write it as CSV or JSONL and code that.");
        var utf16 = head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || head.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]);
        if (!utf16 && head.Contains((byte)0))
            throw new CodeInputException($"{name} is not text: expected CSV, TSV or JSONL, plain or gzipped.");
    }

    private static Encoding Detect(ReadOnlySpan<byte> head, bool whole)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || head.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]))
            return Encoding.Unicode;
        // A character may be cut at the end of the head: three bytes at most.
        for (var cut = 0; cut <= (whole ? 0 : 3); cut++)
            if (System.Text.Unicode.Utf8.IsValid(head[..^Math.Min(cut, head.Length)]))
                return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        return Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    /// <summary>Bytes already read, then the rest.</summary>
    private sealed class HeadedStream(byte[] head, int length, Stream rest) : Stream
    {
        private int _at;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (_at == length)
                return rest.Read(buffer);
            var n = Math.Min(buffer.Length, length - _at);
            head.AsSpan(_at, n).CopyTo(buffer);
            _at += n;
            return n;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                rest.Dispose();
            base.Dispose(disposing);
        }
    }
}
