namespace Zhidian.Mining.Coding;

/// <summary>
/// Multinomial logistic regression over title n-grams, sparse: a feature has a weight only for the occupations whose known
/// titles contain it. Trained with AdaGrad in a fixed order, single-threaded: the same titles give the same model.
/// After training each feature keeps its strongest classes.
/// </summary>
internal sealed class LinearModel
{
    public const int ClassesKept = 32;

    private readonly int[] _slots; // open addressing: feature number + 1, by hash
    private readonly uint[] _hashes;
    private readonly int[] _starts;
    private readonly ushort[] _classes;
    private readonly float[] _weights;
    private readonly float[] _idf;
    private readonly uint[] _pairs; // open addressing set of feature x class, 0 for empty

    public LinearModel(uint[] hashes, int[] starts, ushort[] classes, float[] weights, float[] idf, uint[] pairs, float unseenIdf)
    {
        (_hashes, _starts, _classes, _weights, _idf, _pairs, UnseenIdf) = (hashes, starts, classes, weights, idf, pairs, unseenIdf);
        _slots = new int[RoundUp(hashes.Length * 2)];
        for (var f = 0; f < hashes.Length; f++)
        {
            var at = hashes[f] & (uint)(_slots.Length - 1);
            while (_slots[at] != 0)
                at = (at + 1) & (uint)(_slots.Length - 1);
            _slots[at] = f + 1;
        }
    }

    public float UnseenIdf { get; }

    public int Features => _hashes.Length;

    /// <summary>Number of the feature, or -1 when no known title has it.</summary>
    public int Find(uint hash)
    {
        var mask = (uint)(_slots.Length - 1);
        for (var at = hash & mask; _slots[at] != 0; at = (at + 1) & mask)
            if (_hashes[_slots[at] - 1] == hash)
                return _slots[at] - 1;
        return -1;
    }

    public float Idf(int feature) => _idf[feature];

    public ReadOnlySpan<ushort> Classes(int feature) => _classes.AsSpan(_starts[feature], _starts[feature + 1] - _starts[feature]);

    public ReadOnlySpan<float> Weights(int feature) => _weights.AsSpan(_starts[feature], _starts[feature + 1] - _starts[feature]);

    /// <summary>True when a known title of the occupation has the feature.</summary>
    public bool Has(int feature, int occupation)
    {
        var pair = Pair(feature, occupation);
        var mask = (uint)(_pairs.Length - 1);
        for (var at = (pair * 2654435761u) & mask; _pairs[at] != 0; at = (at + 1) & mask)
            if (_pairs[at] == pair)
                return true;
        return false;
    }

    public static uint Pair(int feature, int occupation) => (uint)(feature * 2048 + occupation) + 1;

    public static int RoundUp(int n) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(n, 16));

    public void Save(Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(UnseenIdf);
        Write<uint>(writer, _hashes);
        Write<int>(writer, _starts);
        Write<ushort>(writer, _classes);
        Write<float>(writer, _weights);
        Write<float>(writer, _idf);
        Write<uint>(writer, _pairs);
    }

    /// <exception cref="EndOfStreamException">The file is cut short.</exception>
    /// <exception cref="InvalidDataException">The lengths in it make no sense.</exception>
    public static LinearModel Load(Stream stream)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        var unseen = reader.ReadSingle();
        var model = new LinearModel(
            Read<uint>(reader),
            Read<int>(reader),
            Read<ushort>(reader),
            Read<float>(reader),
            Read<float>(reader),
            Read<uint>(reader),
            unseen
        );
        var whole =
            model._starts.Length == model._hashes.Length + 1
            && model._idf.Length == model._hashes.Length
            && model._starts[^1] == model._classes.Length
            && model._weights.Length == model._classes.Length;
        return whole ? model : throw new InvalidDataException("the model's tables do not belong together.");
    }

    private static void Write<T>(BinaryWriter writer, T[] values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static T[] Read<T>(BinaryReader reader)
        where T : unmanaged
    {
        var length = reader.ReadInt32();
        if (length is < 0 or > 1 << 26)
            throw new InvalidDataException("a table's length makes no sense.");
        var values = new T[length];
        reader.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
