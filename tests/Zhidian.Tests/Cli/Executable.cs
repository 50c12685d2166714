using System.Diagnostics;
using System.Text;
using Zhidian.Classification;
using Zhidian.Mining.Coding;
using Zhidian.Workspace;

namespace Zhidian.Tests.Cli;

/// <summary>How a command ended and what it said.</summary>
public sealed record Outcome(int Exit, string Output, string Messages)
{
    public string All => Output + Messages;

    /// <summary>Whatever went wrong, nobody sees a stack trace or is told of an error of the program itself.</summary>
    public Outcome Plain()
    {
        Assert.DoesNotContain("   at ", All, StringComparison.Ordinal);
        Assert.DoesNotContain("error of the program itself", All, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", All, StringComparison.Ordinal);
        return this;
    }

    /// <summary>Could not run, and says what, where and what to do in words that hold <paramref name="words"/>.</summary>
    public void IsRefusal(params string[] words) => Ends(2, words);

    public void Ends(int exit, params string[] words)
    {
        Plain();
        Assert.True(exit == Exit, $"exit {Exit} instead of {exit}: {All}");
        foreach (var word in words)
            Assert.Contains(word, All, StringComparison.Ordinal);
    }
}

/// <summary>The built program as a process of its own, as a user starts it.</summary>
public sealed class Executable : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    // Trained once for all tests, and kept between runs: its file is named after the content it was trained on.
    private static readonly Lazy<string> TrainedCoder = new(() =>
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "zhidian-test-coder")).FullName;
        Coder.Build(Versions.Latest, folder);
        return folder;
    });

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _messages = new();
    private readonly ManualResetEventSlim _news = new();

    private Executable(string[] arguments, string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "zhidian.dll"), .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
                WorkingDirectory = folder,
                StandardOutputEncoding = Encoding.UTF8,
                StandardErrorEncoding = Encoding.UTF8,
            },
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            _process.StartInfo.Environment[name] = value;
        _process.OutputDataReceived += (_, line) => Take(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Take(_messages, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _process.StandardInput.Close();
    }

    /// <summary>Folder with the trained coder of the newest version.</summary>
    public static string CoderFolder => TrainedCoder.Value;

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>Runs a command to its end.</summary>
    public static Outcome Run(params string[] arguments) => RunIn(Path.GetTempPath(), arguments);

    public static Outcome RunIn(string folder, params string[] arguments)
    {
        using var program = Start(folder, arguments);
        return program.Wait();
    }

    public static Executable Start(string folder, params string[] arguments) => new(arguments, folder);

    /// <param name="environment">Added to the environment of the tests.</param>
    public static Executable StartWith(IReadOnlyDictionary<string, string> environment, string folder, params string[] arguments) =>
        new(arguments, folder, environment);

    /// <summary>A new data folder in which the coder is trained already; it is removed by whoever made it.</summary>
    public static DataFolder NewData(string? under = null)
    {
        var folder = under is null
            ? Directory.CreateTempSubdirectory("zhidian-data-").FullName
            : Directory.CreateDirectory(Path.Combine(under, "data")).FullName;
        var data = new DataFolder(folder);
        Directory.CreateDirectory(data.Coder);
        foreach (var model in Directory.GetFiles(TrainedCoder.Value, "model-*.bin"))
            File.Copy(model, Path.Combine(data.Coder, Path.GetFileName(model)));
        return data;
    }

    public Outcome Wait()
    {
        if (!_process.WaitForExit(Patience))
            throw new TimeoutException($"still running after {Patience}: {_output}{_messages}");
        _process.WaitForExit(); // until both streams are read to their end
        return new Outcome(_process.ExitCode, _output.ToString(), _messages.ToString());
    }

    /// <summary>Waits for a line that holds the text and gives it.</summary>
    public string WaitFor(string text)
    {
        var until = Stopwatch.StartNew();
        while (until.Elapsed < Patience)
        {
            _news.Reset();
            var ended = _process.HasExited;
            lock (_news)
                foreach (var line in (_output.ToString() + _messages).Split('\n'))
                    if (line.Contains(text, StringComparison.Ordinal))
                        return line.TrimEnd();
            if (ended)
                break;
            _news.Wait(100);
        }
        throw new TimeoutException($"'{text}' was not said: {_output}{_messages}");
    }

    /// <summary>kill -9: no handler runs, nothing is tidied up.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>The polite way: SIGTERM.</summary>
    public Outcome Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{Id}"]);
        kill.WaitForExit();
        return Wait();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        _news.Dispose();
    }

    private void Take(StringBuilder to, string? line)
    {
        if (line is null)
            return;
        lock (_news)
            to.Append(line).Append('\n');
        _news.Set();
    }
}
