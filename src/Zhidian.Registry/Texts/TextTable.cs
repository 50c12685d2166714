namespace Zhidian.Registry.Texts;

/// <summary>What a column of a file of texts holds.</summary>
public enum TextColumn
{
    Code,
    Title,
    Definition,
    Tasks,
    WorkTypes,
}

/// <summary>A cell as the file holds it.</summary>
/// <param name="Column">The header over it.</param>
/// <param name="IsFormula">A spreadsheet would compute it.</param>
/// <param name="IsError">It holds a spreadsheet's error value such as #REF!.</param>
public sealed record TextCell(string Column, string Text, bool IsFormula = false, bool IsError = false);

/// <summary>A row of a file of texts.</summary>
/// <param name="Row">From 1 with the header.</param>
/// <param name="Fault">Why the row could not be read; then it has no cells.</param>
public sealed record TextRow(string? Sheet, int Row, IReadOnlyDictionary<TextColumn, TextCell> Cells, string? Fault = null);

/// <summary>A file of texts as it was read.</summary>
/// <param name="Hash">Lower-case hexadecimal SHA-256 of its bytes; empty when it was not read.</param>
/// <param name="Findings">About the file and its sheets; those about rows are made by <see cref="TextChecking"/>.</param>
public sealed record TextTable(string File, string Hash, IReadOnlyList<TextRow> Rows, IReadOnlyList<FileFinding> Findings);
