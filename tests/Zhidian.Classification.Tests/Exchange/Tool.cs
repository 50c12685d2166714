using System.Diagnostics;

namespace Zhidian.Classification.Tests.Exchange;

/// <summary>
/// Programs of Debian that read what we write: raptor2-utils, python3-rdflib, python3-jsonschema, python3-openpyxl. Where one is missing the
/// test is skipped and says so; test.sh installs them all.
/// </summary>
public static class Tool
{
    /// <summary>Debian's own, since another Python of the machine does not have Debian's packages.</summary>
    private const string Python = "/usr/bin/python3";

    public static string Rapper(params string[] arguments) => Run("/usr/bin/rapper", arguments);

    public static string Check(string script, params string[] arguments) =>
        Run(Python, [Path.Combine(AppContext.BaseDirectory, "Exchange", script), .. arguments]);

    /// <summary>What the program printed; the test fails with its messages when it ended with anything but 0.</summary>
    private static string Run(string program, string[] arguments)
    {
        if (!File.Exists(program))
            Missing($"needs {program}: run ./test.sh");
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using var process = Process.Start(start)!;
        var messages = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (messages.Result.Contains("ModuleNotFoundError", StringComparison.Ordinal))
            Missing($"needs a Debian package for Python: run ./test.sh ({messages.Result.Trim().Split('\n')[^1]})");
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {messages.Result}");
        return output + messages.Result;
    }

    private static void Missing(string why)
    {
        Assert.True(Environment.GetEnvironmentVariable("ZHIDIAN_REQUIRE_ALL") != "1", why);
        Assert.Skip(why);
    }
}
