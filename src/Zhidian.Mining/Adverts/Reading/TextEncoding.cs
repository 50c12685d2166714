using System.Text;

namespace Zhidian.Mining.Adverts;

/// <summary>
/// Tells the encoding of a text file from its first bytes: a byte order mark decides; else UTF-8 when the bytes beyond ASCII form
/// valid UTF-8 sequences, else GB18030 (which holds GBK and GB2312). A few broken sequences do not make a UTF-8 file GB18030: Chinese
/// text in GB18030 is almost never valid UTF-8, so ten valid sequences for each broken one decide for UTF-8.
/// </summary>
internal static class TextEncoding
{
    /// <summary>Bytes looked at.</summary>
    public const int SampleSize = 4 << 20;

    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="bomLength">Bytes of the mark, to be passed over.</param>
    /// <returns>Null when the bytes are not text.</returns>
    public static Encoding? Detect(ReadOnlySpan<byte> sample, bool whole, out int bomLength)
    {
        bomLength = 0;
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            bomLength = 3;
            return Encoding.UTF8;
        }
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || sample.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            bomLength = 2;
            return sample[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        }
        var control = 0;
        foreach (var b in sample)
            if (b < 0x20 && b is not ((byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'\f'))
                control++;
        // Stray control characters occur in crawled text; a file of one in a hundred is no text.
        if (control * 100L > sample.Length)
            return null;
        return IsUtf8(sample, whole) ? Encoding.UTF8 : Encoding.GetEncoding("GB18030");
    }

    private static bool IsUtf8(ReadOnlySpan<byte> sample, bool whole)
    {
        long valid = 0,
            broken = 0;
        while (!sample.IsEmpty)
        {
            var ascii = sample.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
                break;
            sample = sample[ascii..];
            var status = Rune.DecodeFromUtf8(sample, out _, out var length);
            if (status == System.Buffers.OperationStatus.Done)
                valid++;
            else if (status == System.Buffers.OperationStatus.NeedMoreData && !whole)
                break; // a sequence cut by the end of the sample
            else
                broken++;
            sample = sample[length..];
        }
        return broken == 0 || valid >= broken * 10;
    }
}
