using Zhidian.Classification;
using Zhidian.Registry.Storage;
using Zhidian.Registry.Texts;

namespace Zhidian.Texts;

/// <summary>
/// The texts in force as this process shows them, and the work on them. Keeps them in memory, looks at most once a second whether
/// another process imported some, and puts imported work types into the Classification that everybody here reads. Without a registry
/// (in tests of pages) there are no texts.
/// </summary>
public sealed class TextDesk : IDisposable
{
    private const long LookAgainAfter = 1000;

    private readonly TextRegister? _register;
    private readonly Lock _lock = new();
    private volatile TextShelf _shelf = TextShelf.Empty;
    private long _looked;

    /// <summary>Before and after work types were put in; a release may replace the history meanwhile.</summary>
    private History? _plain;
    private History? _laid;

    /// <exception cref="RegistryException">The registry could not be read.</exception>
    public TextDesk(TextLimits limits, RegistryDatabase? registry = null)
    {
        Limits = limits;
        _register = registry is null ? null : new TextRegister(registry);
        Refresh();
    }

    public TextLimits Limits { get; }

    /// <exception cref="InvalidOperationException">There is no registry.</exception>
    public TextRegister Register => _register ?? throw new InvalidOperationException("there is no registry for texts.");

    public bool HasRegister => _register is not null;

    public TextShelf Shelf
    {
        get
        {
            if (_register is not null && Environment.TickCount64 - Interlocked.Read(ref _looked) >= LookAgainAfter)
                LookAgain();
            return _shelf;
        }
    }

    /// <summary>Changes with every import; part of what cached answers depend on.</summary>
    public string Stamp => Shelf is { Number: > 0 } shelf ? shelf.Hash[..12] + shelf.Number : "0";

    /// <summary>
    /// Typed changes between two versions, told from the older to the newer, with those of imported texts that define an entry
    /// otherwise. Published files and the sequence that mirrors follow stay without the latter: an import must not change them.
    /// </summary>
    public IReadOnlyList<Change> Changes(History history, ClassificationVersion one, ClassificationVersion other)
    {
        var changes = history.Changes(one, other);
        var redefined = Shelf.Redefined(history, one, other);
        if (redefined.Count == 0)
            return changes;
        var known = changes.Where(c => c.Kind == ChangeKind.Redefined).Select(c => c.Id).ToHashSet();
        return changes
            .Concat(redefined.Where(c => !known.Contains(c.Id)))
            .OrderBy(c => (c.Code ?? c.OldCode)!.Value)
            .ThenBy(c => c.Kind)
            .ThenBy(c => c.Id, StringComparer.Ordinal)
            .ThenBy(c => c.Text, StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>Whether the work types shown for an entry are imported ones.</summary>
    public bool Brings(string id, ClassificationVersion version) => Shelf.WorkTypesOf(Versions.Current, id, version) is not null;

    /// <exception cref="TextRefusedException">Nothing was applied.</exception>
    /// <exception cref="RegistryException">Nothing was applied.</exception>
    public TextImport Apply(string id, string hash, string who, string reason)
    {
        var import = Register.Apply(Versions.Current, id, hash, who, reason);
        Refresh();
        return import;
    }

    /// <inheritdoc cref="Apply"/>
    public TextImport Undo(long number, string who, string reason)
    {
        var import = Register.Undo(number, who, reason);
        Refresh();
        return import;
    }

    public void Dispose()
    {
        lock (_lock)
            if (_laid is not null && ReferenceEquals(Versions.Current, _laid))
                Versions.Use(_plain!);
    }

    private void LookAgain()
    {
        Interlocked.Exchange(ref _looked, Environment.TickCount64);
        try
        {
            if (Register.LastImport() != _shelf.Number)
                Refresh();
            else
                LayWorkTypes();
        }
        catch (RegistryException)
        {
            // A registry that is away for a moment does not take pages with it: what was there is shown.
        }
    }

    private void Refresh()
    {
        if (_register is null)
            return;
        lock (_lock)
        {
            _shelf = _register.Shelf();
            Interlocked.Exchange(ref _looked, Environment.TickCount64);
        }
        LayWorkTypes(anew: true);
    }

    private void LayWorkTypes(bool anew = false)
    {
        lock (_lock)
        {
            var current = Versions.Current;
            if (ReferenceEquals(current, _laid))
            {
                if (!anew)
                    return;
                current = _plain!;
            }
            else if (!_shelf.HasWorkTypes)
                return;
            _plain = current;
            _laid = _shelf.Over(current);
            Versions.Use(_laid);
        }
    }
}
