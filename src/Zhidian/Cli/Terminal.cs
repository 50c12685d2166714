using Spectre.Console;

namespace Zhidian.Cli;

/// <summary>
/// Progress and tables. On a terminal a live bar on standard error; elsewhere a plain line whenever the stage changes or another tenth
/// is done, so that a log stays readable. Standard output carries results only.
/// </summary>
public static class Terminal
{
    private static readonly IAnsiConsole Error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>Says where work stands.</summary>
    /// <param name="stage">In words; a new stage starts a new line in a log.</param>
    /// <param name="done">0 to 1 within the stage.</param>
    /// <param name="detail">Behind the stage, e.g. a running count.</param>
    public delegate void Say(string stage, double done, string detail = "");

    public static T WithProgress<T>(Func<Say, T> work)
    {
        if (Console.IsErrorRedirected || !Error.Profile.Capabilities.Ansi)
            return work(PlainLines());
        return Error
            .Progress()
            .AutoClear(true)
            .Start(context =>
            {
                var task = context.AddTask("", maxValue: 1);
                return work(
                    (stage, done, detail) =>
                    {
                        task.Description = Markup.Escape($"{stage} {detail}");
                        task.Value = done;
                    }
                );
            });
    }

    public static void WriteTable(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var head in heads)
            table.AddColumn(new TableColumn(Markup.Escape(head)));
        foreach (var row in rows)
            table.AddRow(row.Select(Markup.Escape).ToArray());
        // Piped output must not be wrapped at the width of a terminal that is not there.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 400;
        AnsiConsole.Write(table);
    }

    private static Say PlainLines()
    {
        var (lastStage, lastTenth) = ("", -1);
        var gate = new Lock();
        return (stage, done, detail) =>
        {
            lock (gate)
            {
                var tenth = (int)(done * 10);
                if (stage == lastStage && tenth <= lastTenth)
                    return;
                (lastStage, lastTenth) = (stage, tenth);
                Console.Error.WriteLine($"{stage}: {tenth * 10} % {detail}".TrimEnd());
            }
        };
    }
}
