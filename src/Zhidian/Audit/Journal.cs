using Zhidian.Registry.Audit;
using Zhidian.Registry.Storage;

namespace Zhidian.Audit;

/// <summary>Puts what the operator and the server did on record. Without a registry (in tests of pages) nothing is kept.</summary>
public sealed partial class Journal(ILogger<Journal> log, RegistryDatabase? registry = null)
{
    private readonly AuditLog? _audit = registry is null ? null : new AuditLog(registry);

    /// <summary>Records before the act is done: what cannot be recorded is not done.</summary>
    /// <exception cref="RegistryException">The registry could not be written.</exception>
    public void Record(AuditAct act) => _audit?.Append(act);

    /// <summary>Records what is already done and cannot be taken back; a failure is logged with the act.</summary>
    public void Note(AuditAct act)
    {
        try
        {
            Record(act);
        }
        catch (RegistryException e)
        {
            LogUnrecorded(log, act.Action, act.Subject, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Action} of {Subject} is not on record: {Reason}")]
    private static partial void LogUnrecorded(ILogger logger, string action, string subject, string reason);
}
