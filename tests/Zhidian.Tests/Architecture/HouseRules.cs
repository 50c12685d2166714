using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Zhidian.Tests.Architecture;

/// <summary>The rules of docs/decisions/0001-the-house.md. Each gives the violations it finds, in words.</summary>
public static partial class HouseRules
{
    public const int MostLines = 400;

    private static readonly string[] Databases = ["Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "Npgsql"];
    private static readonly string[] Web = ["Microsoft.AspNetCore"];
    private static readonly string[] Facts = ["DuckDB"];

    /// <summary>For each project: which of our own it may use, and which families of packages it may not.</summary>
    private static readonly Dictionary<string, (string[] Ours, string[] Never)> Allowed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Zhidian.Classification"] = ([], [.. Databases, .. Web, .. Facts]),
        ["Zhidian.Mining"] = (["Zhidian.Classification"], [.. Databases, .. Web]),
        ["Zhidian.Registry"] = (["Zhidian.Classification"], [.. Web, .. Facts]),
        ["Zhidian"] = (["Zhidian.Classification", "Zhidian.Mining", "Zhidian.Registry"], []),
    };

    private static readonly HashSet<string> Empty = new(
        ["Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Manager", "Managers", "Service", "Services", "Common"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>What the compiled code uses.</summary>
    public static IEnumerable<string> OneWay(AssemblyFacts assembly) => OneWay(assembly.Name, assembly.References);

    /// <summary>What the project file lets the code use; the compiler leaves no trace of a reference nobody uses yet.</summary>
    public static IEnumerable<string> OneWay(string projectFile)
    {
        var project = XDocument.Load(projectFile);
        return OneWay(
            Path.GetFileNameWithoutExtension(projectFile),
            project
                .Descendants()
                .Where(e => e.Name.LocalName is "ProjectReference" or "PackageReference" or "FrameworkReference")
                .Select(e => (string?)e.Attribute("Include") ?? "")
                .Select(name => name.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(name) : name)
        );
    }

    private static IEnumerable<string> OneWay(string name, IEnumerable<string> references)
    {
        if (!Allowed.TryGetValue(name, out var rule))
            return [$"{name} is a project no rule knows: say in HouseRules what it may use"];
        return references
            .Where(r =>
                IsOurs(r)
                    ? !rule.Ours.Contains(r, StringComparer.OrdinalIgnoreCase)
                    : rule.Never.Any(family => r == family || r.StartsWith(family + ".", StringComparison.OrdinalIgnoreCase))
            )
            .Select(r => $"{name} uses {r}");
    }

    private static bool IsOurs(string reference) =>
        reference.Equals("Zhidian", StringComparison.OrdinalIgnoreCase)
        || reference.StartsWith("Zhidian.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Types whose name says nothing of what they are for.</summary>
    public static IEnumerable<string> TellingTypeNames(AssemblyFacts assembly) =>
        assembly.Types.Where(SaysNothing).Select(type => $"{assembly.Name} has a type named {type}");

    /// <summary>Files and folders of the sources whose name says nothing of what they are for.</summary>
    public static IEnumerable<string> TellingFileNames(string root) =>
        Sources(root)
            .SelectMany(file => Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar).Select(part => (file, part)))
            .Where(f => SaysNothing(Path.GetFileNameWithoutExtension(f.part)))
            .Select(f => $"{Path.GetRelativePath(root, f.file)} is named {f.part}");

    /// <summary>Ends in an empty word, as in TitleHelper, or begins with Common.</summary>
    private static bool SaysNothing(string name)
    {
        var words = Word().Matches(name).Select(m => m.Value).ToList();
        return words.Count > 0 && (Empty.Contains(words[^1]) || words[0] is "Common");
    }

    /// <summary>A capability is a folder at the top of a source project; its tests are in the folder of the same name.</summary>
    public static IEnumerable<string> TestsBesideCapabilities(string root) =>
        from project in Directory.GetDirectories(Path.Combine(root, "src"))
        from folder in Directory.GetDirectories(project)
        where Path.GetFileName(folder) is not ("bin" or "obj") && SourcesOf(folder).Any()
        let tests = Path.Combine(root, "tests", Path.GetFileName(project) + ".Tests", Path.GetFileName(folder))
        where
            !SourcesOf(tests)
                .Any(file => file.EndsWith("Tests.cs", StringComparison.Ordinal) || file.EndsWith("Contract.cs", StringComparison.Ordinal))
        select $"{Path.GetRelativePath(root, folder)} has no tests in {Path.GetRelativePath(root, tests)}";

    public static IEnumerable<string> ShortFiles(string root) =>
        from file in Sources(root)
        let lines = File.ReadLines(file).Count()
        where lines > MostLines
        select $"{Path.GetRelativePath(root, file)} has {lines} lines, {MostLines} are allowed";

    private static IEnumerable<string> Sources(string root) =>
        new[] { "src", "tests", "bench" }.SelectMany(top => SourcesOf(Path.Combine(root, top)));

    /// <summary>Written sources below a folder: not what a build or EF Core's tool made.</summary>
    private static IEnumerable<string> SourcesOf(string folder) =>
        !Directory.Exists(folder)
            ? []
            : Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".js")
                .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                .Where(file =>
                    !file.EndsWith(".Designer.cs", StringComparison.Ordinal) && !file.EndsWith("ModelSnapshot.cs", StringComparison.Ordinal)
                );

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
