namespace Zhidian.Mining.Adverts;

/// <summary>The advert store could not be opened, read or written. The message says what, where and what to do.</summary>
public class StoreException : Exception
{
    public StoreException(string message)
        : base(message) { }

    public StoreException(string message, Exception inner)
        : base(message, inner) { }
}

/// <summary>Another process holds the store.</summary>
public sealed class StoreLockedException : StoreException
{
    public StoreLockedException(string file, Exception inner)
        : base($"A1001 the advert store {file} is in use by another process. Stop it, or let the running server do the work.", inner) =>
        File = file;

    public string File { get; }
}
