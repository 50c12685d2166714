using System.Diagnostics;
using System.Runtime.CompilerServices;
using DuckDB.NET.Data;
using Zhidian.Classification;
using Zhidian.Mining.Adverts;

namespace Zhidian.Mining.Tests.Adverts;

public sealed class StoreTests
{
    [Fact]
    public void A_newer_schema_is_refused_and_left_alone()
    {
        using var scratch = new Scratch();
        FactStore.Open(scratch.Folder).Dispose();
        Sql(scratch["adverts.duckdb"], "INSERT INTO schema_version VALUES (99)");

        var error = Assert.Throws<StoreException>(() => FactStore.Open(scratch.Folder));

        Assert.StartsWith("A1007", error.Message, StringComparison.Ordinal);
        Assert.Contains("adverts.duckdb", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Something_else_under_the_name_is_refused()
    {
        using var scratch = new Scratch();
        scratch.Text("adverts.duckdb", "not a database at all, but long enough to have a header. " + new string('x', 5000));
        Assert.StartsWith("A1006", Assert.Throws<StoreException>(() => FactStore.Open(scratch.Folder)).Message, StringComparison.Ordinal);
        File.Delete(scratch["adverts.duckdb"]);
        Sql(scratch["adverts.duckdb"], "CREATE TABLE other (a INTEGER)");
        Assert.StartsWith("A1006", Assert.Throws<StoreException>(() => FactStore.Open(scratch.Folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_needs_a_store()
    {
        using var scratch = new Scratch();
        Assert.StartsWith(
            "A1002",
            Assert.Throws<StoreException>(() => FactStore.Open(scratch["none"], readOnly: true)).Message,
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(scratch["none"]));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_said()
    {
        using var scratch = new Scratch();
        scratch.Text("file", "x");
        // A file where the folder should be: fails for root too, unlike missing rights.
        Assert.StartsWith(
            "A1004",
            Assert.Throws<StoreException>(() => FactStore.Open(scratch["file/store"])).Message,
            StringComparison.Ordinal
        );
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "root may write everywhere");
        if (OperatingSystem.IsWindows())
            return;
        Directory.CreateDirectory(scratch["locked"]);
        File.SetUnixFileMode(scratch["locked"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.StartsWith(
            "A1004",
            Assert.Throws<StoreException>(() => FactStore.Open(scratch["locked"])).Message,
            StringComparison.Ordinal
        );
        File.SetUnixFileMode(scratch["locked"], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Filters_choose_by_month_duplicate_title_type_and_entry()
    {
        using var scratch = new Scratch();
        using var store = FactStore.Open(scratch["store"]);
        Files.Import(store, Files.Write(scratch, "a.csv", Files.Rows(96)));
        var all = store.Facts().ToList();

        Assert.Equal(96, all.Count);
        Assert.Equal(
            all.Where(fact => fact.Month >= new Month(2024, 3) && fact.Month <= new Month(2024, 5)),
            store.Facts(new AdvertFilter(new Month(2024, 3), new Month(2024, 5)))
        );
        var key = all[3].TitleKey;
        Assert.Equal(all.Where(fact => fact.TitleKey == key), store.Facts(new AdvertFilter(TitleKeys: [key, "absent"])));
        Assert.Empty(store.Facts(new AdvertFilter(TitleKeys: [])));
        Assert.Equal(12, store.Facts(new AdvertFilter(EntryId: "occ-drone")).Count());
        Assert.Equal(all.Select(fact => fact.Id), store.Texts().Select(text => text.Id));
        Assert.Equal(all.Where(fact => !fact.IsDuplicate), store.Facts(new AdvertFilter(IncludeDuplicates: false)));
    }

    [Fact]
    public void Status_and_occupation_count_what_was_imported()
    {
        using var scratch = new Scratch();
        using var store = FactStore.Open(scratch["store"]);
        Assert.Equal(0, store.Status().Adverts);
        Assert.Equal(0, store.Occupation("occ-drone").Adverts);
        Files.Import(store, Files.Write(scratch, "a.csv", Files.Rows(96)));

        var status = store.Status();
        Assert.Equal((96, 96, 12, 12), (status.Adverts, status.Employers, status.Months, status.Coded));
        Assert.Equal((new Month(2024, 1), new Month(2024, 12)), (status.FirstMonth, status.LastMonth));
        Assert.Equal(["test-1"], status.CoderVersions);
        Assert.Equal(["51JOB", "BOSS"], status.Sources.Select(source => source.Platform).Order(StringComparer.Ordinal));
        var drone = store.Occupation("occ-drone");
        Assert.Equal((12, 12), (drone.Adverts, drone.Employers));
        Assert.Equal(12, drone.ByMonth.Sum(month => month.Adverts));
        Assert.Equal(12, drone.Provinces.Sum(province => province.Count));
        Assert.Equal(("无人机驾驶员", 12), (drone.Titles.Single().Name, drone.Titles.Single().Count));
        Assert.DoesNotContain(drone.Tags, tag => tag.Name == "五险一金");
        Assert.True(drone.Salary!.Lower <= drone.Salary.Median && drone.Salary.Median <= drone.Salary.Upper);
        Assert.Equal(12, store.AdvertsByEntry()["occ-drone"]);
    }

    [Fact]
    public void Recoding_codes_all_again_and_changes_nothing_else()
    {
        using var scratch = new Scratch();
        using var store = FactStore.Open(scratch["store"]);
        Files.Import(store, Files.Write(scratch, "a.csv", Files.Rows(96)));
        var before = store.Facts().ToList();
        Assert.True(store.NeedsRecoding("test-2"));

        Assert.Equal(96, store.Recode((title, _) => ($"new-{title.Length}", 0.5), "test-2"));

        Assert.False(store.NeedsRecoding("test-2"));
        Assert.Equal(["test-2"], store.Status().CoderVersions);
        Assert.Equal(before.Select(fact => fact with { EntryId = $"new-{fact.Title.Length}", Confidence = 0.5 }), store.Facts());
        Assert.Equal(0, store.Recode((_, _) => (null, 0), "test-2"));
    }

    [Fact]
    public async Task Many_read_while_one_imports()
    {
        using var scratch = new Scratch();
        using var store = FactStore.Open(scratch["store"]);
        var path = Files.Write(scratch, "a.csv", Files.Rows(4000));
        var import = Task.Run(() => Files.Import(store, path, new ImportOptions(BatchSize: 200)), TestContext.Current.CancellationToken);
        var readers = Enumerable
            .Range(0, 4)
            .Select(_ =>
                Task.Run(() =>
                {
                    long last = 0;
                    while (!import.IsCompleted)
                    {
                        var now = store.Facts().LongCount();
                        Assert.True(now >= last && now % 200 == 0);
                        last = now;
                        store.Status();
                        store.Occupation("occ-drone");
                    }
                })
            );
        await Task.WhenAll(readers);
        Assert.Equal(4000, (await import).Added);
        Assert.Equal(4000, store.Status().Adverts);
    }

    [Fact]
    public void An_import_cancelled_between_batches_goes_on_where_it_stood()
    {
        using var scratch = new Scratch();
        var rows = Files.Rows(2000);
        rows[700] = ["", "", "", "", "", "", "", "", "", "无"];
        var path = Files.Write(scratch, "a.csv", rows);
        var options = new ImportOptions(BatchSize: 100);
        using (var store = FactStore.Open(scratch["store"]))
        using (var cancel = new CancellationTokenSource())
            Assert.ThrowsAny<OperationCanceledException>(() =>
                Files.Importer(store).Import(path, options, new Tripwire(cancel, 600), cancel.Token)
            );
        using (var store = FactStore.Open(scratch["store"]))
        {
            var held = store.Status();
            Assert.InRange(held.Adverts, 100, 1900);
            Assert.Null(held.Imports.Single().Finished);
            Assert.Equal(held.Imports.Single().Records, held.Adverts + held.Rejects);

            var report = Files.Import(store, path, options).Files.Single();

            Assert.Equal((2000, 1999, 1, 0), (report.Records, report.Added, report.Rejects, report.Repeats));
            Assert.Equal(held.Imports.Single().Records, report.Resumed);
            Assert.True(Files.Import(store, path).Files.Single().AlreadyImported);
            using var whole = FactStore.Open(scratch["whole"]);
            Files.Import(whole, path);
            Assert.Equal(whole.Facts(), store.Facts());
            Assert.Equal(whole.Rejects(), store.Rejects());
        }
    }

    private sealed class Tripwire(CancellationTokenSource cancel, long at) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Added >= at)
                cancel.Cancel();
        }
    }

    [Fact]
    public async Task Killed_at_any_moment_an_import_loses_nothing_and_does_nothing_twice()
    {
        using var scratch = new Scratch();
        var path = Files.Write(scratch, "a.csv", Files.Rows(3000));
        for (var kill = 0; kill < 2; kill++)
        {
            using var child = Child(scratch["store"], path);
            var seen = 0;
            while (seen <= kill && await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
                seen += line.StartsWith("committed", StringComparison.Ordinal) ? 1 : 0;
            if (kill == 0)
                Assert.Contains(
                    "adverts.duckdb",
                    Assert.Throws<StoreLockedException>(() => FactStore.Open(scratch["store"])).Message,
                    StringComparison.Ordinal
                );
            child.Kill();
            await child.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.NotEqual(0, child.ExitCode);
        }
        using var store = FactStore.Open(scratch["store"]);
        var held = store.Status();
        Assert.InRange(held.Adverts, 100, 2999);
        Assert.Equal(held.Imports.Single().Records, held.Adverts);

        Assert.Equal(3000, Files.Import(store, path).Files.Single().Added);

        using var whole = FactStore.Open(scratch["whole"]);
        Files.Import(whole, path);
        Assert.Equal(whole.Facts(), store.Facts());
    }

    /// <summary>This test program again, importing slowly (see <see cref="Import"/>).</summary>
    private static Process Child(string store, string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(StoreTests).Assembly.Location])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (!Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
            start.ArgumentList.Clear();
        start.Environment["ZHIDIAN_TEST_IMPORT"] = path;
        start.Environment["ZHIDIAN_TEST_STORE"] = store;
        return Process.Start(start)!;
    }

    [ModuleInitializer]
    internal static void Import()
    {
        if (Environment.GetEnvironmentVariable("ZHIDIAN_TEST_IMPORT") is not { } path)
            return;
        using var store = FactStore.Open(Environment.GetEnvironmentVariable("ZHIDIAN_TEST_STORE")!);
        new AdvertImporter(
            store,
            (title, _) =>
            {
                Thread.Sleep(1);
                return title.Contains("无人机", StringComparison.Ordinal) ? ("occ-drone", 0.9) : (null, 0.1);
            },
            "test-1"
        ).Import(path, new ImportOptions(BatchSize: 100), new Announcement());
        Environment.Exit(0);
    }

    private sealed class Announcement : IProgress<ImportProgress>
    {
        private long last = -1;

        public void Report(ImportProgress value)
        {
            if (last >= 0 && value.Added > last)
                Console.WriteLine($"committed {value.Added}");
            last = value.Added;
        }
    }

    private static void Sql(string file, string sql)
    {
        using var connection = new DuckDBConnection($"Data Source={file}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
