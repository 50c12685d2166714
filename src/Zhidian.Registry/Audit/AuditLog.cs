using Microsoft.EntityFrameworkCore;
using Zhidian.Registry.Storage;

namespace Zhidian.Registry.Audit;

/// <summary>
/// The append-only record of every decision. Thread-safe, and safe between processes: writers queue for the end of the
/// chain (a write lock on the SQLite file, an advisory lock on PostgreSQL).
/// </summary>
/// <param name="clock">Where the time of an entry comes from; the system's clock when null.</param>
public sealed class AuditLog(RegistryDatabase database, TimeProvider? clock = null)
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Records an act that changes nothing else in the registry, in a transaction of its own.</summary>
    /// <exception cref="ArgumentException">A field is blank or not valid text.</exception>
    /// <exception cref="RegistryException">The registry could not be written; nothing was recorded.</exception>
    public AuditEntry Append(AuditAct act)
    {
        act.Check();
        return database.InTransaction(context => Append(context, act));
    }

    /// <summary>
    /// Records an act in the transaction of the change it describes: both are kept or neither. Writes the other pending
    /// changes of <paramref name="within"/> too.
    /// </summary>
    /// <exception cref="InvalidOperationException"><paramref name="within"/> has no open transaction.</exception>
    /// <inheritdoc cref="Append(AuditAct)"/>
    public AuditEntry Append(RegistryContext within, AuditAct act)
    {
        act.Check();
        if (within.Database.CurrentTransaction is null)
            throw new InvalidOperationException("an audit entry belongs into the transaction of what it describes: begin one first.");
        within.LockAudit();
        var last = within.Audit.AsNoTracking().OrderByDescending(e => e.Sequence).Select(e => new { e.Sequence, e.Hash }).FirstOrDefault();
        var entry = new AuditEntry
        {
            Sequence = (last?.Sequence ?? 0) + 1,
            At = _clock.Now(),
            Who = act.Who,
            Action = act.Action,
            Subject = act.Subject,
            Reason = act.Reason,
            Before = act.Before,
            After = act.After,
            PreviousHash = last?.Hash ?? AuditEntry.NoPreviousHash,
        }.Seal();
        within.Audit.Add(entry);
        within.SaveChanges();
        within.Entry(entry).State = EntityState.Detached;
        return entry;
    }

    /// <summary>
    /// Reads the chain from its first entry to its last and stops at the first that is not what was written. Constant
    /// memory; one consistent view of the table while others append.
    /// </summary>
    /// <param name="known">
    /// A head noted earlier, kept where the registry's operator cannot change it. Without it, a chain whose newest entries
    /// were cut off, or which was forged anew as a whole, looks whole.
    /// </param>
    /// <exception cref="RegistryException">The registry could not be read.</exception>
    public AuditVerification Verify(AuditHead? known = null) =>
        database.Read(context => ChainCheck.Run(context.Audit.AsNoTracking().OrderBy(e => e.Sequence), known));
}
