using System.CommandLine;
using Zhidian.Cli;

namespace Zhidian.Tests.Coding;

public sealed class TrainCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-train-").FullName;

    private string Data => Path.Combine(_folder, "var");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (int Exit, string Messages) Run(params string[] args)
    {
        using var messages = new StringWriter();
        var exit = CommandLine
            .Build()
            .Parse([.. args, "--data", Data])
            .Invoke(new InvocationConfiguration { Error = messages, Output = messages });
        return (exit, messages.ToString());
    }

    private (int Exit, string Messages) Train(string labels)
    {
        var path = Path.Combine(_folder, "labels.csv");
        File.WriteAllText(path, labels);
        return Run("train", "--labels", path);
    }

    private string Coded(string title)
    {
        var (input, output) = (Path.Combine(_folder, "in.csv"), Path.Combine(_folder, "out.csv"));
        File.WriteAllText(input, $"title\n{title}\n");
        Assert.Equal(0, Run("code", "--input", input, "--output", output).Exit);
        return File.ReadAllLines(output)[1].Split(',')[1];
    }

    [Fact]
    public void A_learnt_title_is_coded_as_taught_at_every_version()
    {
        var (exit, messages) = Train("title,code\n摸鱼观察专员,4-07-02-03\n出纳,4-01-02-01\n");
        Assert.True(exit == 0, messages);
        Assert.Equal("4-07-02-03", Coded("摸鱼观察专员"));
        Assert.Equal("4-01-02-01", Coded("出纳"));
        Train("title,code\n出纳,2-06-03-00\n");
        Assert.Equal("2-06-03-00", Coded("出纳"));
        Assert.Equal("4-07-02-03", Coded("摸鱼观察专员"));
    }

    [Fact]
    public void Faulty_labels_are_told_by_line_and_nothing_is_learnt()
    {
        var (exit, messages) = Train("title,code\n甲,4-07-02-03\n乙,9-99\n丙,2-02-10-99\n丁,2-02-10\n,4-07-02-03\n甲,4-01-02-01\n");
        Assert.Equal(1, exit);
        foreach (var line in new[] { 3, 4, 5, 6, 7 })
            Assert.Contains($"labels.csv:{line}:", messages, StringComparison.Ordinal);
        Assert.Contains("5 faults", messages, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Data, "coder", "local.csv")));
    }

    [Fact]
    public void Missing_columns_files_and_rows_end_with_2()
    {
        Assert.Equal(2, Train("a,b\n1,2\n").Exit);
        Assert.Equal(2, Train("title,code\n").Exit);
        Assert.Equal(2, Run("train", "--labels", Path.Combine(_folder, "none.csv")).Exit);
    }
}
