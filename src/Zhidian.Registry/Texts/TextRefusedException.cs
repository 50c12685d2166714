namespace Zhidian.Registry.Texts;

/// <summary>Why a dry run is not applied or an import not taken back.</summary>
public enum TextRefusalKind
{
    /// <summary>No dry run or import of that id.</summary>
    Unknown,

    /// <summary>The hash is not that of the dry run.</summary>
    OtherContent,

    /// <summary>It has findings that are errors.</summary>
    HasErrors,

    /// <summary>Every row says what is there already.</summary>
    NothingToDo,

    /// <summary>It was applied, or taken back, before.</summary>
    Done,

    /// <summary>Texts or the version changed since the dry run, or since the import.</summary>
    OutOfDate,
}

/// <summary>Nothing was changed; the message says why and what to do.</summary>
public sealed class TextRefusedException(TextRefusalKind kind, string chinese, string english) : Exception(english)
{
    public TextRefusalKind Kind { get; } = kind;

    public string Chinese { get; } = chinese;
}
