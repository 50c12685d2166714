namespace Zhidian.Classification;

/// <summary>A fault in a data file: a stable code, what is wrong, and where.</summary>
/// <param name="FaultCode">e.g. <c>C1001</c>; the list is on <see cref="EditionBuilder"/>.</param>
/// <param name="Line">Line in <paramref name="File"/>, counted from 1 with the header; 0 when it concerns the whole file.</param>
public sealed record Finding(string FaultCode, string File, int Line, string Message)
{
    /// <summary>Permanent id of the entry it is about, where it is about one: whoever has the rows at hand finds the line by it.</summary>
    public string? Id { get; init; }

    public override string ToString() => $"{FaultCode} {File}:{Line}: {Message}";
}

/// <summary>A data file cannot be used. <see cref="Findings"/> lists every fault, not just the first.</summary>
public sealed class InvalidEditionException(IReadOnlyList<Finding> findings) : Exception(string.Join(Environment.NewLine, findings))
{
    public IReadOnlyList<Finding> Findings { get; } = findings;
}
