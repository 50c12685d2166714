using Zhidian.Mining.Adverts;

namespace Zhidian.Adverts;

public enum ImportState
{
    Queued,
    Running,
    Done,
    Failed,
}

/// <summary>One uploaded file on its way into the store.</summary>
/// <param name="Id">Time of upload and a random part; also the name of its folder in the spool.</param>
/// <param name="File">Name the file was sent under, without any path.</param>
/// <param name="Map">Columns named by the sender.</param>
/// <param name="Report">Set when done.</param>
/// <param name="Error">What went wrong, where and what to do; set when failed.</param>
public sealed record ImportJob(
    string Id,
    string File,
    long Bytes,
    IReadOnlyDictionary<string, string> Map,
    ImportState State,
    DateTimeOffset Received,
    DateTimeOffset? Finished,
    long Records,
    double Progress,
    ImportReport? Report,
    string? Error
);
