using Spectre.Console;

namespace Zhidian.Cli;

/// <summary>
/// Progress and tables. On a terminal a live bar on standard error; elsewhere a plain line whenever the stage changes or another tenth
/// is done, so that a log stays readable. Standard output carries results only.
/// </summary>
public static class Terminal
{
    private static readonly IAnsiConsole Error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <param name="work">Gets a function to report the stage in words and its share done, 0 to 1.</param>
    public static T WithProgress<T>(Func<Action<string, double>, T> work)
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
                    (stage, done) =>
                    {
                        task.Description = Markup.Escape(stage);
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

    private static Action<string, double> PlainLines()
    {
        var (lastStage, lastTenth) = ("", -1);
        var gate = new Lock();
        return (stage, done) =>
        {
            lock (gate)
            {
                var tenth = (int)(done * 10);
                if (stage == lastStage && tenth <= lastTenth)
                    return;
                (lastStage, lastTenth) = (stage, tenth);
                Console.Error.WriteLine(tenth > 0 ? $"{stage}: {tenth * 10} %" : stage);
            }
        };
    }
}
