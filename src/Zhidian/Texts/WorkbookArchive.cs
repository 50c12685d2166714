using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Zhidian.Texts;

/// <summary>
/// The parts of a workbook, which is a zip archive. Read by our own hand, because what the archive says of itself is not believed: the
/// number of parts is limited before any list of them is made, and every part is measured while it unfolds, against what its entry says,
/// against the ratio to its packed size, and against what all parts may unfold to together.
/// </summary>
internal sealed class WorkbookArchive
{
    private const int EndSize = 22;
    private const int EntrySize = 46;
    private const int LocalSize = 30;

    private readonly FileStream _file;
    private readonly TextLimits _limits;
    private readonly Dictionary<string, Part> _parts = new(StringComparer.OrdinalIgnoreCase);
    private long _unfolded;

    private sealed record Part(long At, long Packed, long Declared, int Method, bool Encrypted);

    /// <exception cref="UnreadableTextsException">T1005 too many parts, or they claim to unfold to too much · T1006 no archive, or damaged.</exception>
    public WorkbookArchive(FileStream file, TextLimits limits)
    {
        (_file, _limits) = (file, limits);
        ReadDirectory();
        if (_parts.Values.Sum(p => p.Declared) > limits.MaxUnfolded)
            throw Bomb($"展开后超过 {limits.MaxUnfolded:N0} 字节", $"claims to unfold to more than {limits.MaxUnfolded:N0} bytes");
        foreach (var (name, part) in _parts)
            CheckRatio(name, part, part.Declared);
    }

    /// <summary>Unfolds every part once, for a reader that takes no limits itself.</summary>
    /// <exception cref="UnreadableTextsException">As <see cref="Open"/>; T1005 a part unfolds to more than is allowed.</exception>
    public void Measure()
    {
        foreach (var name in _parts.Keys)
        {
            using var part = Open(name);
            part.CopyTo(Stream.Null);
        }
    }

    public bool Has(string name) => _parts.ContainsKey(name);

    /// <summary>A part unfolded as it is read.</summary>
    /// <exception cref="UnreadableTextsException">T1006 there is no such part, or it is encrypted or packed in an unusual way.</exception>
    public Stream Open(string name)
    {
        if (!_parts.TryGetValue(name, out var part))
            throw Damaged($"缺少 {name}", $"has no part {name}");
        if (part.Encrypted || part.Method is not (0 or 8))
            throw Damaged($"{name} 已加密或压缩方式不常见", $"has the part {name} encrypted or packed in an unusual way");
        var head = ReadAt(part.At, LocalSize);
        if (BinaryPrimitives.ReadUInt32LittleEndian(head) != 0x04034B50)
            throw Damaged($"{name} 的位置不对", $"does not have the part {name} where it says");
        var start =
            part.At
            + LocalSize
            + BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(26))
            + BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(28));
        if (start + part.Packed > _file.Length)
            throw Damaged($"{name} 不完整", $"breaks off within the part {name}");
        Stream packed = new Slice(_file, start, part.Packed);
        return new Measured(this, name, part, part.Method == 8 ? new DeflateStream(packed, CompressionMode.Decompress) : packed);
    }

    private void ReadDirectory()
    {
        var tail = ReadAt(Math.Max(0, _file.Length - EndSize - ushort.MaxValue), (int)Math.Min(_file.Length, EndSize + ushort.MaxValue));
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndSize > tail.Length)
            throw Damaged("没有目录", "has no directory");
        var directory = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (directory == uint.MaxValue)
            throw Damaged("采用 Zip64 格式", "is a Zip64 archive, for files of over 4 GB");
        for (long at = directory; ; )
        {
            if (at + EntrySize > _file.Length)
                break;
            var entry = ReadAt(at, EntrySize);
            if (BinaryPrimitives.ReadUInt32LittleEndian(entry) != 0x02014B50)
                break;
            if (_parts.Count == _limits.MaxParts)
                throw Bomb($"部件超过 {_limits.MaxParts:N0} 个", $"has more than {_limits.MaxParts:N0} parts");
            var (nameLength, extra, comment) = (Short(entry, 28), Short(entry, 30), Short(entry, 32));
            var name = Encoding.UTF8.GetString(ReadAt(at + EntrySize, nameLength)).Replace('\\', '/');
            var part = new Part(Long(entry, 42), Long(entry, 20), Long(entry, 24), Short(entry, 10), (Short(entry, 8) & 1) != 0);
            // Two parts of one name: which of them counts would be a matter of taste.
            if (!_parts.TryAdd(name, part))
                throw Damaged($"部件 {name} 有两个", $"has the part {name} twice");
            at += EntrySize + nameLength + extra + comment;
        }
        if (_parts.Count == 0)
            throw Damaged("没有部件", "has no parts");

        static int Short(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
        static long Long(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
    }

    private byte[] ReadAt(long at, int length)
    {
        var bytes = new byte[length];
        _file.Position = at;
        if (_file.ReadAtLeast(bytes, length, throwOnEndOfStream: false) < length)
            throw Damaged("不完整", "breaks off");
        return bytes;
    }

    private void CheckRatio(string name, Part part, long unfolded)
    {
        if (unfolded > 1 << 20 && unfolded > part.Packed * _limits.MaxRatio)
            throw Bomb(
                $"{name} 展开为自身的 {_limits.MaxRatio} 倍以上",
                $"has a part {name} that unfolds to over {_limits.MaxRatio} times its size"
            );
    }

    private void Count(string name, Part part, int read, long so)
    {
        _unfolded += read;
        if (so > part.Declared)
            throw Bomb(
                $"{name} 展开后大于其声明的 {part.Declared:N0} 字节",
                $"has a part {name} that unfolds to more than the {part.Declared:N0} bytes it claims"
            );
        if (_unfolded > _limits.MaxUnfolded)
            throw Bomb($"展开后超过 {_limits.MaxUnfolded:N0} 字节", $"unfolds to more than {_limits.MaxUnfolded:N0} bytes");
        CheckRatio(name, part, so);
    }

    private static UnreadableTextsException Bomb(string chinese, string english) =>
        new("T1005", $"工作簿{chinese}。", $"the workbook {english}.");

    private static UnreadableTextsException Damaged(string chinese, string english) =>
        new("T1006", $"工作簿不可读：{chinese}。", $"the workbook cannot be read: it {english}.");

    /// <summary>Counts what comes out.</summary>
    private sealed class Measured(WorkbookArchive archive, string name, Part part, Stream inner) : ReadOnly
    {
        private long _so;

        public override int Read(Span<byte> buffer)
        {
            int read;
            try
            {
                read = inner.Read(buffer);
            }
            catch (InvalidDataException)
            {
                throw Damaged($"{name} 已损坏", $"has a damaged part {name}");
            }
            _so += read;
            archive.Count(name, part, read, _so);
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>A stretch of the file; parts are read one after the other, but the shared position is set anew at each read.</summary>
    private sealed class Slice(FileStream file, long start, long length) : ReadOnly
    {
        private long _at;

        public override int Read(Span<byte> buffer)
        {
            file.Position = start + _at;
            var read = file.Read(buffer[..(int)Math.Min(buffer.Length, length - _at)]);
            _at += read;
            return read;
        }
    }

    private abstract class ReadOnly : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
