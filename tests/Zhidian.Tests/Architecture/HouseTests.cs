namespace Zhidian.Tests.Architecture;

/// <summary>The house as it stands keeps its rules.</summary>
public sealed class HouseTests
{
    private static readonly string Root = FindRoot();

    /// <summary>Folders without tests of their own: pages walked by Browser, or code whose tests reach it through others.</summary>
    private static readonly string[] TestedElsewhere = ["src/Zhidian/Home", "src/Zhidian/Workspace"];

    public static TheoryData<string> Projects =>
        new(
            Directory
                .GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
                .Select(f => Path.GetFileNameWithoutExtension(f))
        );

    [Fact]
    public void Four_projects_make_the_house() =>
        Assert.Equal(["Zhidian", "Zhidian.Classification", "Zhidian.Mining", "Zhidian.Registry"], Projects.Select(p => p.Data).Order());

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_run_one_way(string project)
    {
        Assert.Empty(HouseRules.OneWay(Path.Combine(Root, "src", project, project + ".csproj")));
        Assert.Empty(HouseRules.OneWay(Compiled(project)));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Types_are_named_for_what_they_do(string project)
    {
        var assembly = Compiled(project);
        Assert.True(assembly.Types.Count > 5);
        Assert.Empty(HouseRules.TellingTypeNames(assembly));
    }

    [Fact]
    public void Files_and_folders_are_named_for_what_is_in_them() => Assert.Empty(HouseRules.TellingFileNames(Root));

    [Fact]
    public void Every_capability_has_its_tests_under_the_same_name() =>
        Assert.DoesNotContain(
            HouseRules.TestsBesideCapabilities(Root),
            missing => !TestedElsewhere.Any(folder => missing.StartsWith(folder + " ", StringComparison.Ordinal))
        );

    [Fact]
    public void No_file_is_too_long_to_read() => Assert.Empty(HouseRules.ShortFiles(Root));

    private static AssemblyFacts Compiled(string project)
    {
        // The executable's assembly is called as one calls it on the command line.
        var name = project == "Zhidian" ? "zhidian" : project;
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll"));
        return AssemblyFacts.Read(file);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Zhidian.slnx")))
                return folder.FullName;
        throw new InvalidOperationException(
            $"no Zhidian.slnx above {AppContext.BaseDirectory}: these tests read the sources beside the build."
        );
    }
}
