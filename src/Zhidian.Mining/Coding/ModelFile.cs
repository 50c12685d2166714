namespace Zhidian.Mining.Coding;

/// <summary>Trained models in a folder, one file per content hash. A model can always be trained again, so trouble with the folder is no error.</summary>
internal static class ModelFile
{
    private const uint Mark = 0x314d445a; // "ZDM1"

    public static LinearModel ReadOrTrain(string? folder, TitleIndex index, Func<LinearModel> train)
    {
        if (folder is null)
            return train();
        var path = Path.Combine(folder, $"model-{Coder.Method}-{index.Hash[..16]}.bin");
        if (Read(path) is { } kept)
            return kept;
        var model = train();
        Write(path, model);
        return model;
    }

    private static LinearModel? Read(string path)
    {
        try
        {
            using var stream = new BufferedStream(File.OpenRead(path), 1 << 16);
            Span<byte> mark = stackalloc byte[4];
            stream.ReadExactly(mark);
            return BitConverter.ToUInt32(mark) == Mark ? LinearModel.Load(stream) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    private static void Write(string path, LinearModel model)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var stream = File.Create(temporary))
            {
                stream.Write(BitConverter.GetBytes(Mark));
                model.Save(stream);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Forget(temporary);
        }
    }

    private static void Forget(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder cannot be written at all: there is nothing to forget.
        }
    }
}
