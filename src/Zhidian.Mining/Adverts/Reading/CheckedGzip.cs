using System.Buffers.Binary;
using System.IO.Compression;

namespace Zhidian.Mining.Adverts;

/// <summary>
/// Unpacks gzip and tells a file that was cut off, which the system's reader takes for a shorter one: at the end the length written in
/// the file's last four bytes must be what was unpacked. Files of several members end with the length of the last of them.
/// </summary>
internal sealed class CheckedGzip(Stream file) : Stream
{
    private readonly GZipStream inner = new(file, CompressionMode.Decompress, leaveOpen: true);
    private long unpacked;
    private bool ended;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => unpacked;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        unpacked += read;
        if (read == 0 && buffer.Length > 0 && !ended)
        {
            ended = true;
            Check();
        }
        return read;
    }

    private void Check()
    {
        Span<byte> trailer = stackalloc byte[4];
        file.Seek(-Math.Min(4, file.Length), SeekOrigin.End);
        file.ReadExactly(trailer[(4 - (int)Math.Min(4, file.Length))..]);
        var written = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        if (written == (uint)unpacked || (written < unpacked && HasMembers()))
            return;
        throw new InvalidDataException("The gzip file was cut off");
    }

    /// <summary>Whether another member seems to start after the first.</summary>
    private bool HasMembers()
    {
        var buffer = new byte[1 << 16];
        file.Seek(16, SeekOrigin.Begin);
        var kept = 0;
        int read;
        while ((read = file.Read(buffer.AsSpan(kept))) > 0)
        {
            var span = buffer.AsSpan(0, kept + read);
            if (span.IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]) >= 0)
                return true;
            kept = Math.Min(2, span.Length);
            span[^kept..].CopyTo(buffer);
        }
        return false;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
