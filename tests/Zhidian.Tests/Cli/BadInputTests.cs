using System.Net;
using System.Net.Sockets;
using Zhidian.Mining.Adverts;
using Zhidian.Workspace;

namespace Zhidian.Tests.Cli;

/// <summary>Each bad input gets what, where and what to do, the right exit code, no stack trace; the store opens afterwards.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-bad-").FullName;
    private readonly DataFolder _data;

    public BadInputTests() => _data = Executable.NewData(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string In(string name, string? content = null)
    {
        var path = Path.Combine(_folder, name);
        if (content is not null)
            File.WriteAllText(path, content);
        return path;
    }

    private Outcome Zhidian(params string[] arguments) => Executable.RunIn(_folder, [.. arguments, "--data", _data.Path]);

    private void Holds(long adverts)
    {
        using var store = FactStore.Open(_data.Path);
        Assert.Equal(adverts, store.Status().Adverts);
    }

    [Fact]
    public void A_missing_file_is_named_and_nothing_is_made()
    {
        var elsewhere = In("nowhere");
        Executable.RunIn(_folder, "adverts", "import", "missing.csv", "--data", elsewhere).IsRefusal(In("missing.csv"), "Check the path");
        Assert.False(Path.Exists(elsewhere));
        // One wrong name among several: nothing is imported, so that the corrected command can simply be given again.
        Zhidian("adverts", "import", In("good.csv", "title\n会计\n"), "missing.csv").IsRefusal(In("missing.csv"));
        Holds(0);
    }

    [Fact]
    public void A_folder_without_adverts_says_what_is_read()
    {
        Directory.CreateDirectory(In("photos"));
        In("photos/cat.jpg", "x");
        Zhidian("adverts", "import", In("photos")).IsRefusal(In("photos"), ".csv", ".parquet");
        Holds(0);
    }

    [Fact]
    public void A_binary_or_empty_file_is_not_taken_for_adverts()
    {
        var bytes = new byte[5000];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(In("binary.csv"), bytes);
        Zhidian("adverts", "import", In("binary.csv")).IsRefusal(In("binary.csv"), "binary", "Export");
        Zhidian("adverts", "import", In("empty.csv", "")).IsRefusal(In("empty.csv"), "empty");
        Holds(0);
    }

    [Fact]
    public void An_unclosed_quote_costs_its_row_and_is_reported_with_its_line()
    {
        var file = In("quote.csv", "title,company\n会计,甲公司\n厨师,乙公司\n\"出纳,丙公司\n");
        var outcome = Zhidian("adverts", "import", file);
        outcome.Ends(1, "2 added", "1 rejected", ".rejects.csv");
        Zhidian("adverts", "rejects").Ends(0, "quote.csv", " 4 ", "A2001", "quote", "出纳");
        Holds(2);
    }

    [Fact]
    public void A_column_that_cannot_be_found_is_mended_with_map()
    {
        var file = In("columns.csv", "甲,乙\n会计,甲公司\n");
        Zhidian("adverts", "import", file).IsRefusal(file, "甲, 乙", "--map");
        Zhidian("adverts", "import", file, "--map", "丙=title").IsRefusal("丙", "甲, 乙");
        Zhidian("adverts", "import", file, "--map", "甲=tittle").IsRefusal("tittle", "title, company");
        Zhidian("adverts", "import", file, "--map", "甲").IsRefusal("--map 甲", "column=field");
        Holds(0);
        Zhidian("adverts", "import", file, "--map", "甲=title").Ends(0, "1 added");
        Holds(1);
    }

    [Fact]
    public void A_code_or_version_that_does_not_exist()
    {
        Executable.Run("classification", "show", "2-02-38-99").IsRefusal("2-02-38-99", "classification search");
        Executable.Run("classification", "show", "9-99").IsRefusal("9-99", "2-02-10-03");
        Executable.Run("classification", "diff", "2022", "2030").IsRefusal("2030", "2022.2");
        Zhidian("discover", "--version", "2030").IsRefusal("2030", "2022.2");
        Zhidian("discover", "--as-of", "2024-13").IsRefusal("--as-of 2024-13", "YYYY-MM");
        Zhidian("discover", "--as-of", "2024-01", "--version", "2022").IsRefusal("--as-of", "--version");
        Zhidian("code", "--input", In("t.csv", "title\n会计\n"), "--output", In("o.csv"), "--version", "2030").IsRefusal("2030", "2022.2");
        Assert.False(File.Exists(In("o.csv")));
    }

    [Fact]
    public void Coding_a_file_that_cannot_be_coded()
    {
        var output = In("o.csv");
        Zhidian("code", "--input", "missing.csv", "--output", output).IsRefusal("missing.csv");
        Zhidian("code", "--input", In("empty.csv", ""), "--output", output).IsRefusal("empty.csv", "empty");
        Zhidian("code", "--input", In("ab.csv", "a,b\n1,2\n"), "--output", output).IsRefusal("a, b", "--title-column");
        Zhidian("code", "--input", In("t.csv", "title\n会计\n"), "--output", In("no/o.csv")).IsRefusal("no");
        Assert.False(File.Exists(output));
    }

    [Fact]
    public void Discovery_without_adverts_or_with_an_unknown_format()
    {
        Zhidian("discover", "--output", In("c.csv")).IsRefusal(_data.Path, "zhidian adverts import");
        Zhidian("discover", "--output", In("c.pdf")).IsRefusal(".pdf", ".csv, .json or .html");
        Zhidian("discover", "--top", "0").IsRefusal("--top");
        Assert.Empty(Directory.GetFiles(_folder, "c.*"));
    }

    [Fact]
    public void A_data_folder_that_cannot_be_one()
    {
        var file = In("file", "");
        foreach (var place in new[] { file, Path.Combine(file, "below") })
        {
            Executable.RunIn(_folder, "adverts", "status", "--data", place).IsRefusal(place, "--data");
            Executable.RunIn(_folder, "serve", "--data", place, "--urls", "http://127.0.0.1:0").IsRefusal(place, "--data");
        }
        Assert.Equal("", File.ReadAllText(file));
    }

    [Fact]
    public void A_store_that_is_something_else_is_left_alone()
    {
        File.WriteAllText(Path.Combine(_data.Path, "adverts.duckdb"), "not a store, but somebody's text");
        Zhidian("adverts", "status").IsRefusal("adverts.duckdb", "Move it away");
        Assert.Equal("not a store, but somebody's text", File.ReadAllText(Path.Combine(_data.Path, "adverts.duckdb")));
    }

    [Fact]
    public void A_port_in_use_names_the_address_and_another_way()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        Zhidian("serve", "--no-sample", "--urls", url).IsRefusal(url, "--urls");
        Zhidian("serve", "--no-sample", "--urls", "nonsense").IsRefusal("nonsense", "--urls");
        Holds(0);
        Assert.False(File.Exists(_data.ServerFile));
    }
}
