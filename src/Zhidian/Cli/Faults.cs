using System.Text.Json;
using Zhidian.Classification;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Discovery;
using Zhidian.Registry.Storage;
using Zhidian.Registry.Versions;

namespace Zhidian.Cli;

/// <summary>How the command line ends: 0 done, 1 ran and found errors in the input, 2 could not run.</summary>
public static class ExitCode
{
    public const int Done = 0;
    public const int InputHasErrors = 1;
    public const int CouldNotRun = 2;
}

/// <summary>A command cannot run; the message says what, where and what to do.</summary>
public class CommandException(string message, int exit = ExitCode.CouldNotRun) : Exception(message)
{
    /// <summary>What the command ends with.</summary>
    public int Exit { get; } = exit;
}

/// <summary>Turns what can go wrong into one plain message on standard error. Nobody ever sees a stack trace.</summary>
public static class Faults
{
    /// <summary>Runs a command's work and gives its exit code.</summary>
    /// <param name="messages">Where faults are told; standard error when not given.</param>
    public static int Guard(Func<int> work, TextWriter? messages = null)
    {
        try
        {
            return work();
        }
        catch (Exception e)
        {
            return Report(e, messages);
        }
    }

    public static async Task<int> GuardAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e)
        {
            return Report(e);
        }
    }

    public static int Report(Exception fault, TextWriter? messages = null)
    {
        (messages ?? Console.Error).WriteLine("zhidian: " + Describe(fault));
        return fault is CommandException refusal ? refusal.Exit : ExitCode.CouldNotRun;
    }

    /// <summary>What, where and what to do, in one line.</summary>
    public static string Describe(Exception fault) =>
        fault switch
        {
            CommandException
            or StoreException
            or RegistryException
            or ImmutableVersionException
            or ImportException
            or DiscoveryOptionsException
            or InvalidEditionException
            or FormatException => fault.Message,
            KeyNotFoundException => fault.Message,
            OperationCanceledException => "stopped. What was finished is kept; the same command goes on from there.",
            FileNotFoundException missing => $"{missing.FileName ?? "a file"} does not exist. Check the path.",
            DirectoryNotFoundException => fault.Message,
            UnauthorizedAccessException => $"{fault.Message} Give the user running zhidian the right to it, or choose another place.",
            IOException io when IsDiskFull(io) =>
                $"the disk is full: {io.Message} Free some space and run the same command again; nothing half-written was kept.",
            IOException or JsonException or InvalidDataException or HttpRequestException => fault.Message,
            AggregateException { InnerException: { } inner } => Describe(inner),
            _ => Unexpected(fault),
        };

    /// <summary>ENOSPC (28) on Unix, ERROR_DISK_FULL (0x70) on Windows.</summary>
    private static bool IsDiskFull(IOException fault) => (fault.HResult & 0xFFFF) is 28 or 0x70;

    private static string Unexpected(Exception fault)
    {
        var file = Path.Combine(Path.GetTempPath(), $"zhidian-fault-{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Environment.ProcessId}.txt");
        try
        {
            File.WriteAllText(file, fault.ToString());
            return $"an error of the program itself ({fault.GetType().Name}: {fault.Message}). Details are in {file}; please report it with that file.";
        }
        catch (IOException)
        {
            return $"an error of the program itself ({fault.GetType().Name}: {fault.Message}).";
        }
    }
}
