using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Zhidian.Bench;

/// <summary><c>zhidian serve --no-sample</c> as a process of its own, at a free port; ended when disposed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Stopwatch _clock;
    private readonly Task<TimeSpan> _ready;

    private ServerProcess(Process process, Stopwatch clock, Uri address)
    {
        (_process, _clock, Address) = (process, clock, address);
        _ready = ReadUntilReady();
    }

    public Uri Address { get; }

    /// <summary>Resident set of the process, as the kernel counts it.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    public static async Task<ServerProcess> Start(string data, CancellationToken cancel)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var clock = Stopwatch.StartNew();
        var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    "exec",
                    Path.Combine(AppContext.BaseDirectory, "zhidian.dll"),
                    "serve",
                    "--no-sample",
                    "--data",
                    data,
                    "--urls",
                    address.ToString(),
                ]
            )
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        await Task.Yield();
        cancel.ThrowIfCancellationRequested();
        return new ServerProcess(process, clock, address);
    }

    /// <summary>Time from the start of the process to its first answer with 200.</summary>
    public async Task<TimeSpan> FirstAnswer(string path, CancellationToken cancel)
    {
        using var client = new HttpClient { BaseAddress = Address };
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancel);
                answer.EnsureSuccessStatusCode();
                return _clock.Elapsed;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                await Task.Delay(5, cancel);
            }
        }
    }

    /// <summary>Time from the start of the process until it says that it is ready.</summary>
    public Task<TimeSpan> Ready(CancellationToken cancel) => _ready.WaitAsync(cancel);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process.Dispose();
    }

    private async Task<TimeSpan> ReadUntilReady()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith("Zhidian is ready", StringComparison.Ordinal))
                return _clock.Elapsed;
        throw new InvalidOperationException("the server ended before it was ready.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
