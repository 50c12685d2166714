namespace Zhidian.Workspace;

/// <summary>Where everything of the embedded default lives: one folder, given by <c>--data</c>, <c>./var</c> when not.</summary>
public sealed class DataFolder
{
    public const string Default = "var";

    public DataFolder(string path) => Path = System.IO.Path.GetFullPath(path);

    public string Path { get; }

    /// <summary>Trained coders and local labels.</summary>
    public string Coder => In("coder");

    /// <summary>Discovery runs; <c>latest.json</c> is the one the portal shows.</summary>
    public string Discovery => In("discovery");

    public string LatestRun => System.IO.Path.Combine(Discovery, "latest.json");

    /// <summary>Uploaded files that wait for their import.</summary>
    public string Spool => In("spool");

    /// <summary>Keys that protect cookies and form tokens.</summary>
    public string Keys => In("keys");

    /// <summary>The published files of every version; made anew when they are not there.</summary>
    public string Published => In("published");

    /// <summary>The private key that signs the manifests of published files. Keep a copy: another key is another publisher.</summary>
    public string PublicationKeyFile => System.IO.Path.Combine(Keys, "publication-es256.pem");

    /// <summary>Address and process of the running server; absent when none runs.</summary>
    public string ServerFile => In("server.json");

    /// <summary>The operator's key: whoever can read this file may import and run discovery through the server.</summary>
    public string OperatorKeyFile => In("operator.key");

    /// <exception cref="IOException">The folder cannot be made or written to.</exception>
    public void Create()
    {
        try
        {
            Directory.CreateDirectory(Path);
            var probe = System.IO.Path.Combine(Path, $".probe-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new IOException(
                $"the data folder {Path} cannot be written ({e.Message}). Give another with --data, or its owner the right to write.",
                e
            );
        }
    }

    /// <summary>Writes beside the file and then takes its place: a reader never sees half of it, and a full disk leaves the old one.</summary>
    public static void Replace(string file, Action<Stream> write, UnixFileMode? mode = null)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        var part = $"{file}.{Environment.ProcessId}.part";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (mode is not null && !OperatingSystem.IsWindows())
                options.UnixCreateMode = mode;
            using (var stream = new FileStream(part, options))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(part, file, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
