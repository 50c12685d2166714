namespace Zhidian.Registry.Audit;

/// <summary>What is to be recorded. Who, action, subject and reason must say something.</summary>
/// <param name="Who">Account id, or <c>system</c>.</param>
/// <param name="Action">Dotted form: <c>version.recorded</c>.</param>
/// <param name="Subject">Kind and id: <c>version/2022.1</c>.</param>
/// <param name="Reason">Why, in words a reader in ten years understands.</param>
/// <param name="Before">The subject before, usually JSON; null when it did not exist.</param>
/// <param name="After">The subject after, usually JSON; null when it does not exist any more.</param>
public sealed record AuditAct(string Who, string Action, string Subject, string Reason, string? Before = null, string? After = null)
{
    /// <exception cref="ArgumentException">A field is blank, or holds what a database cannot keep as it is.</exception>
    internal void Check()
    {
        Check(nameof(Who), Who, required: true);
        Check(nameof(Action), Action, required: true);
        Check(nameof(Subject), Subject, required: true);
        Check(nameof(Reason), Reason, required: true);
        Check(nameof(Before), Before, required: false);
        Check(nameof(After), After, required: false);
    }

    private static void Check(string field, string? text, bool required)
    {
        if (required && string.IsNullOrWhiteSpace(text))
            throw new ArgumentException($"an audit entry needs its {field}: say it in a few words.", field);
        if (text is null)
            return;
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException($"{field} of an audit entry contains a NUL character: leave it out.", field);
        if (HasLoneSurrogate(text))
            throw new ArgumentException($"{field} of an audit entry contains half of a surrogate pair: send valid text.", field);
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsSurrogatePair(text, i))
                return true;
            i++;
        }
        return false;
    }
}
