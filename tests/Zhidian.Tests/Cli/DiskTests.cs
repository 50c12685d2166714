using System.Diagnostics;
using Zhidian.Mining.Adverts;
using Zhidian.Sample;

namespace Zhidian.Tests.Cli;

/// <summary>Disks that are full or may not be written. They are mounted for the test, which only root may do.</summary>
public sealed class DiskTests : IDisposable
{
    private readonly string _mount = Directory.CreateTempSubdirectory("zhidian-disk-").FullName;
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-files-").FullName;
    private bool _mounted;

    public void Dispose()
    {
        if (_mounted)
            Try("umount", _mount);
        Directory.Delete(_mount, recursive: true);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_disk_that_fills_keeps_what_was_committed_and_the_import_goes_on_with_room()
    {
        Mount("size=24m");
        var data = Executable.NewData(_mount);
        var file = Path.Combine(_folder, "many.csv");
        using (var stream = File.Create(file))
            SampleAdverts.WriteCsv(stream, count: 60_000);
        var full = Executable.RunIn(_folder, "adverts", "import", file, "--data", data.Path);
        full.IsRefusal("full", data.Path, "same command");
        using (var store = FactStore.Open(data.Path))
            Assert.InRange(store.Status().Adverts, 0, 59_999);
        // The same disk with room: the same command finishes it.
        Assert.True(Try("mount", "-o", "remount,size=400m", _mount));
        Executable.RunIn(_folder, "adverts", "import", file, "--data", data.Path).Ends(0);
        using (var store = FactStore.Open(data.Path))
            Assert.Equal(60_000, store.Status().Adverts);
    }

    [Fact]
    public void A_full_disk_leaves_no_half_written_output()
    {
        Mount("size=1m");
        var output = Path.Combine(_mount, "sample.csv");
        Executable.RunIn(_folder, "demo", "--output", output).IsRefusal("full", "same command");
        Assert.Empty(Directory.GetFileSystemEntries(_mount));
        var titles = Path.Combine(_folder, "titles.csv");
        File.WriteAllLines(titles, ["title", .. Enumerable.Range(0, 60_000).Select(i => $"会计{i}")]);
        var data = Executable.NewData(_folder);
        Executable
            .RunIn(_folder, "code", "--input", titles, "--output", Path.Combine(_mount, "coded.csv"), "--data", data.Path)
            .IsRefusal("coded.csv");
        Assert.Empty(Directory.GetFileSystemEntries(_mount));
    }

    [Fact]
    public void A_read_only_data_folder_is_refused_in_words()
    {
        Mount("ro");
        foreach (var command in new[] { "adverts status", "adverts rejects", "discover", "serve --urls http://127.0.0.1:0" })
            Executable.RunIn(_folder, [.. command.Split(' '), "--data", _mount]).IsRefusal(_mount, "--data");
    }

    private void Mount(string options)
    {
        _mounted = OperatingSystem.IsLinux() && Try("mount", "-t", "tmpfs", "-o", options, "tmpfs", _mount);
        if (!_mounted)
            Assert.Skip("a disk of its own can be mounted by root on Linux alone");
    }

    private static bool Try(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true }
            )!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
