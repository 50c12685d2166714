using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhidian.Classification;
using Zhidian.Registry.Audit;
using Zhidian.Registry.Storage;
using Zhidian.Registry.Webhooks;

namespace Zhidian.Registry.Versions;

/// <summary>A build says something else under the name of a version than what this registry has on record.</summary>
public sealed class ImmutableVersionException : Exception
{
    public ImmutableVersionException(RecordedVersion recorded, ClassificationVersion found)
        : base(
            $"R1101 version {recorded.Name} is on record since {Day(DateOnly.FromDateTime(recorded.RecordedAt))} "
                + $"with content {recorded.ContentHash} in force from {Day(recorded.Effective)}; "
                + $"this build has {found.ContentHash} from {Day(found.Effective)}. "
                + "A version never changes: start the build that recorded it, or give the changed content a version name of its own. "
                + "Nothing was recorded."
        ) => Recorded = recorded;

    public RecordedVersion Recorded { get; }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Holds every build to what was published: the same version name always means the same content.</summary>
public sealed class VersionLedger(RegistryDatabase database, TimeProvider? clock = null)
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly AuditLog _audit = new(database, clock);

    /// <summary>
    /// Records the versions not on record yet, each with an audit entry and the messages to those who subscribed to it: all of them or
    /// none. Safe when two servers start at once.
    /// </summary>
    /// <param name="history">What the messages take the changes of a version from; the one in force when null.</param>
    /// <returns>The newly recorded ones, in the order given.</returns>
    /// <exception cref="ImmutableVersionException">One on record has another content or date; nothing is recorded.</exception>
    /// <exception cref="ArgumentException">One is a view as of a month, which is no version.</exception>
    /// <exception cref="RegistryException">The registry could not be read or written.</exception>
    public IReadOnlyList<RecordedVersion> Record(IEnumerable<ClassificationVersion> versions, History? history = null)
    {
        var found = versions.ToList();
        if (found.FirstOrDefault(v => v.Name.Contains('~', StringComparison.Ordinal)) is { } view)
            throw new ArgumentException(
                $"{view.Name} is a view as of a month, not a version: record the versions themselves.",
                nameof(versions)
            );
        return database.InTransaction(context =>
        {
            context.LockAudit();
            var known = context.Versions.AsNoTracking().ToDictionary(v => v.Name);
            foreach (var version in found)
                if (
                    known.GetValueOrDefault(version.Name) is { } record
                    && (record.ContentHash != version.ContentHash || record.Effective != version.Effective)
                )
                    throw new ImmutableVersionException(record, version);

            var now = _clock.Now();
            var added = new List<RecordedVersion>();
            foreach (var version in found.Where(v => !known.ContainsKey(v.Name)))
            {
                var record = new RecordedVersion
                {
                    Name = version.Name,
                    ContentHash = version.ContentHash,
                    Effective = version.Effective,
                    RecordedAt = now,
                };
                context.Versions.Add(record);
                Outbox.Announce(context, version, history ?? Classification.Versions.Current, now);
                _audit.Append(
                    context,
                    new AuditAct(
                        "system",
                        "version.recorded",
                        $"version/{version.Name}",
                        "First met in a build; from now on its content is fixed.",
                        After: JsonSerializer.Serialize(
                            new
                            {
                                name = version.Name,
                                contentHash = version.ContentHash,
                                effective = version.Effective,
                                entries = version.Entries.Count,
                            }
                        )
                    )
                );
                added.Add(record);
            }
            return added;
        });
    }

    /// <summary>What is on record, oldest first.</summary>
    /// <exception cref="RegistryException">The registry could not be read.</exception>
    public IReadOnlyList<RecordedVersion> All() =>
        database.Read(context => context.Versions.AsNoTracking().OrderBy(v => v.Effective).ThenBy(v => v.Name).ToList());
}
