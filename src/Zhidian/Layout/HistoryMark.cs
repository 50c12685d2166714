using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Zhidian.Classification;

namespace Zhidian.Layout;

/// <summary>The history in force as a short text: another one gives other pages, so caches and entity tags depend on it.</summary>
public static class HistoryMark
{
    private static readonly ConditionalWeakTable<History, string> Known = [];

    public static string Value => Known.GetValue(Versions.Current, Of);

    private static string Of(History history)
    {
        var said = string.Join('\n', history.Versions.Select(v => $"{v.Name} {v.Effective:O} {v.ContentHash}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..12];
    }
}
