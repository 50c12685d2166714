using System.Diagnostics.CodeAnalysis;

namespace Zhidian.Classification;

/// <summary>
/// A code of the Classification: <c>d</c>, <c>d-dd</c>, <c>d-dd-dd</c> or <c>d-dd-dd-dd</c>.
/// The number of segments gives the level; zeros never do, because an occupation may end in <c>00</c>.
/// A code names a place in one version. It is not an identity: see <see cref="Entry.Id"/>.
/// </summary>
public readonly record struct Code : IComparable<Code>
{
    private readonly string? _text;

    private Code(string text) => _text = text;

    /// <summary>The canonical text, e.g. <c>2-02-10-03</c>; empty for <c>default</c>.</summary>
    public string Text => _text ?? "";

    public Level Level => (Level)((Text.Length + 2) / 3);

    /// <summary>The first digit, 1 to 8.</summary>
    public int Major => Text[0] - '0';

    /// <summary>The code one level up, or null for a major group.</summary>
    public Code? Parent => Level == Level.Major ? null : new Code(Text[..^3]);

    /// <summary>True where the last segment is <c>99</c>: everything not named elsewhere.</summary>
    public bool IsResidual => Text.Length > 1 && Text.EndsWith("99", StringComparison.Ordinal);

    /// <summary>The code cut to <paramref name="level"/>; itself when it is already at or above it.</summary>
    public Code At(Level level) => Level <= level ? this : new Code(Text[..LengthOf(level)]);

    /// <summary>True when <paramref name="other"/> is this code or lies below it.</summary>
    public bool Contains(Code other) =>
        other.Text.StartsWith(Text, StringComparison.Ordinal) && (other.Text.Length == Text.Length || other.Text[Text.Length] == '-');

    /// <exception cref="FormatException">The text is not a code; the message says what a code looks like.</exception>
    public static Code Parse(string text) =>
        TryParse(text, out var code)
            ? code
            : throw new FormatException(
                $"'{text}' is not a code of the Classification: expected d, d-dd, d-dd-dd or d-dd-dd-dd with a first digit 1 to 8, e.g. 2-02-10-03."
            );

    public static bool TryParse([NotNullWhen(true)] string? text, out Code code)
    {
        code = default;
        if (text is null || text.Length is not (1 or 4 or 7 or 10) || text[0] is < '1' or > '8')
            return false;
        for (var i = 1; i < text.Length; i++)
        {
            var dash = i % 3 == 1;
            if (dash ? text[i] != '-' : !char.IsAsciiDigit(text[i]))
                return false;
        }
        code = new Code(text);
        return true;
    }

    public int CompareTo(Code other) => string.CompareOrdinal(Text, other.Text);

    public override string ToString() => Text;

    public static bool operator <(Code a, Code b) => a.CompareTo(b) < 0;

    public static bool operator >(Code a, Code b) => a.CompareTo(b) > 0;

    public static bool operator <=(Code a, Code b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Code a, Code b) => a.CompareTo(b) >= 0;

    private static int LengthOf(Level level) => (int)level * 3 - 2;
}
