using System.Buffers;
using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Zhidian.Mining.Adverts;

/// <summary>What near-duplicates are found by. Zero stands for none where a hash may be absent.</summary>
/// <param name="Title">The whole title.</param>
/// <param name="Employer">Employer, title type and place; zero without an employer.</param>
/// <param name="Place">Title type and place.</param>
/// <param name="Text">Letters and digits of the description; zero when fewer than <see cref="Fingerprint.ShortestText"/>.</param>
/// <param name="Sketch">SimHash of the description; zero likewise.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DuplicateKeys(ulong Title, ulong Employer, ulong Place, ulong Text, ulong Sketch);

/// <summary>
/// Hashes of an advert's content. The id is the 128-bit XXH3 of platform, title, company, place, salary, date and description, each
/// without white space, full-width forms folded and lower-cased, salary and date as parsed: the same advert in another format, encoding
/// or layout has the same id, whatever its board calls it and whichever file it came in.
/// </summary>
internal static class Fingerprint
{
    public const int ShortestText = 60;

    public static UInt128 Of(params ReadOnlySpan<string?> parts)
    {
        var hash = new XxHash128();
        foreach (var part in parts)
            Append(part, hash.Append);
        Span<byte> bytes = stackalloc byte[16];
        hash.GetCurrentHash(bytes);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>64 bits of the same kind; never zero.</summary>
    public static ulong Short(params ReadOnlySpan<string?> parts)
    {
        var hash = new XxHash3();
        foreach (var part in parts)
            Append(part, hash.Append);
        return Math.Max(1, hash.GetCurrentHashAsUInt64());
    }

    private delegate void Appending(ReadOnlySpan<byte> bytes);

    private static void Append(string? part, Appending append)
    {
        if (part is not null)
        {
            var buffer = ArrayPool<char>.Shared.Rent(part.Length);
            append(MemoryMarshal.AsBytes(buffer.AsSpan(0, CanonicalText.Fold(part, buffer))));
            ArrayPool<char>.Shared.Return(buffer);
        }
        append("\0\u0001"u8); // no folded text holds a control character
    }

    /// <summary>Hash and SimHash of a description's letters and digits; zeros when it is too short to tell adverts apart.</summary>
    public static (ulong Hash, ulong Sketch) Text(string? description)
    {
        if (description is null || description.Length < ShortestText)
            return (0, 0);
        var buffer = ArrayPool<char>.Shared.Rent(description.Length);
        var words = buffer.AsSpan(0, CanonicalText.Words(description, buffer));
        var found =
            words.Length < ShortestText ? (0UL, 0UL) : (Math.Max(1, XxHash3.HashToUInt64(MemoryMarshal.AsBytes(words))), Sketch(words));
        ArrayPool<char>.Shared.Return(buffer);
        return found;
    }

    /// <summary>
    /// SimHash (Charikar 2002) of the text's runs of four characters: each run votes on 64 bits, so texts that share most runs differ in
    /// few bits. Votes are counted eight bits at a time in the bytes of eight words.
    /// </summary>
    public static ulong Sketch(ReadOnlySpan<char> text)
    {
        Span<int> votes = stackalloc int[64];
        Span<ulong> lanes = stackalloc ulong[8];
        votes.Clear();
        lanes.Clear();
        var runs = text.Length - 3;
        if (runs <= 0)
            return 0;
        var filled = 0;
        for (var i = 0; i < runs; i++)
        {
            var run = MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text.Slice(i, 4)));
            run *= 0x9E3779B97F4A7C15;
            run ^= run >> 32;
            run *= 0xD6E8FEB86659FD93;
            run ^= run >> 32;
            for (var lane = 0; lane < 8; lane++)
                lanes[lane] += run >> lane & 0x0101010101010101;
            if (++filled == 255)
                Flush(lanes, votes, ref filled);
        }
        Flush(lanes, votes, ref filled);
        ulong sketch = 0;
        for (var bit = 0; bit < 64; bit++)
            if (votes[bit] * 2 > runs)
                sketch |= 1UL << bit;
        return Math.Max(1, sketch);
    }

    private static void Flush(Span<ulong> lanes, Span<int> votes, ref int filled)
    {
        for (var lane = 0; lane < 8; lane++)
        {
            for (var part = 0; part < 8; part++)
                votes[part * 8 + lane] += (int)(lanes[lane] >> part * 8 & 0xFF);
            lanes[lane] = 0;
        }
        filled = 0;
    }

    public static int Distance(ulong a, ulong b) => BitOperations.PopCount(a ^ b);
}
