using Zhidian.Mining.Adverts;

namespace Zhidian.Workspace;

/// <summary>Work on a data folder, done here when the folder is free and by the running server when it is not.</summary>
public static class HandOver
{
    /// <param name="here">Does the work in this process.</param>
    /// <param name="there">Has the server do it; the client is let in as the operator.</param>
    /// <exception cref="StoreLockedException">Held by a process that is no server, e.g. another import.</exception>
    public static T Do<T>(DataFolder folder, Func<Workspace, T> here, Func<HttpClient, T> there)
    {
        Workspace workspace;
        try
        {
            workspace = new Workspace(folder);
        }
        catch (StoreLockedException) when (RunningServer.Find(folder) is { } server)
        {
            using var client = server.Client(folder);
            return there(client);
        }
        using (workspace)
            return here(workspace);
    }
}
