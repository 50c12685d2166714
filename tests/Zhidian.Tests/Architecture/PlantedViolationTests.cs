using System.Reflection;
using System.Reflection.Emit;

namespace Zhidian.Tests.Architecture;

/// <summary>Each rule is shown a house that breaks it: a rule that finds nothing anywhere holds nothing.</summary>
public sealed class PlantedViolationTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("zhidian-house-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("Zhidian.Classification", typeof(Microsoft.EntityFrameworkCore.DbContext))]
    [InlineData("Zhidian.Classification", typeof(Microsoft.AspNetCore.Http.HttpContext))]
    [InlineData("Zhidian.Classification", typeof(DuckDB.NET.Data.DuckDBConnection))]
    [InlineData("Zhidian.Classification", typeof(Zhidian.Mining.Adverts.Advert))]
    [InlineData("Zhidian.Mining", typeof(Zhidian.Registry.Audit.AuditEntry))]
    [InlineData("Zhidian.Mining", typeof(Microsoft.EntityFrameworkCore.DbContext))]
    [InlineData("Zhidian.Registry", typeof(Zhidian.Mining.Adverts.Advert))]
    [InlineData("Zhidian.Registry", typeof(global::Zhidian.Cli.CommandLine))]
    [InlineData("Zhidian.Loft", typeof(Zhidian.Classification.Entry))]
    public void A_compiled_reference_against_the_direction_is_found(string assembly, Type used) =>
        Assert.Single(HouseRules.OneWay(Planted(assembly, "Innocent", used)));

    [Theory]
    [InlineData("Zhidian.Registry", typeof(Zhidian.Classification.Entry))]
    [InlineData("Zhidian.Registry", typeof(Microsoft.EntityFrameworkCore.DbContext))]
    [InlineData("Zhidian.Mining", typeof(DuckDB.NET.Data.DuckDBConnection))]
    [InlineData("zhidian", typeof(Zhidian.Registry.Audit.AuditEntry))]
    public void A_compiled_reference_along_the_direction_is_not(string assembly, Type used)
    {
        var planted = Planted(assembly, "Innocent", used);
        Assert.Contains(used.Assembly.GetName().Name!, planted.References);
        Assert.Empty(HouseRules.OneWay(planted));
    }

    [Theory]
    [InlineData("Zhidian.Registry", "<ProjectReference Include='../Zhidian.Mining/Zhidian.Mining.csproj' />")]
    [InlineData("Zhidian.Mining", "<ProjectReference Include='../Zhidian/Zhidian.csproj' />")]
    [InlineData("Zhidian.Classification", "<PackageReference Include='Npgsql.EntityFrameworkCore.PostgreSQL' />")]
    [InlineData("Zhidian.Mining", "<FrameworkReference Include='Microsoft.AspNetCore.App' />")]
    public void A_reference_in_a_project_file_is_found_before_anything_uses_it(string project, string reference)
    {
        var file = Write($"src/{project}/{project}.csproj", $"<Project><ItemGroup>{reference}</ItemGroup></Project>");
        Assert.Single(HouseRules.OneWay(file));
    }

    [Theory]
    [InlineData("TitleHelper")]
    [InlineData("StringUtils")]
    [InlineData("Util")]
    [InlineData("ImportManager")]
    [InlineData("DiscoveryService")]
    [InlineData("CommonText")]
    public void A_type_or_file_named_for_nothing_is_found(string name)
    {
        Assert.Single(HouseRules.TellingTypeNames(Planted("Zhidian.Mining", name, typeof(object))));
        Write($"src/Zhidian.Mining/Text/{name}.cs", "");
        Assert.Single(HouseRules.TellingFileNames(_root));
    }

    [Fact]
    public void A_folder_named_for_nothing_is_found()
    {
        Write("src/Zhidian.Mining/Common/Title.cs", "");
        Assert.Single(HouseRules.TellingFileNames(_root));
    }

    [Fact]
    public void Names_that_only_contain_such_a_word_are_left_alone()
    {
        foreach (var name in new[] { "ServiceWorkers", "CommonestTitles", "Utilisation", "ManagerialWork", "Reservice" })
        {
            Assert.Empty(HouseRules.TellingTypeNames(Planted("Zhidian.Mining", name, typeof(object))));
            Write($"src/Zhidian.Mining/Text/{name}.cs", "");
        }
        Assert.Empty(HouseRules.TellingFileNames(_root));
    }

    [Fact]
    public void A_capability_without_tests_is_found_and_one_with_tests_is_not()
    {
        Write("src/Zhidian.Mining/Coding/Coder.cs", "");
        Write("src/Zhidian.Mining/obj/Made.cs", "");
        Assert.Single(HouseRules.TestsBesideCapabilities(_root));
        Write("tests/Zhidian.Mining.Tests/Coding/Sample.cs", "");
        Assert.Single(HouseRules.TestsBesideCapabilities(_root));
        Write("tests/Zhidian.Mining.Tests/Coding/CoderTests.cs", "");
        Assert.Empty(HouseRules.TestsBesideCapabilities(_root));
    }

    [Fact]
    public void A_long_file_is_found_and_one_a_tool_made_is_not()
    {
        var text = string.Concat(Enumerable.Repeat("// line\n", HouseRules.MostLines));
        Write("src/Zhidian.Mining/Coding/Fits.cs", text);
        Write("src/Zhidian.Registry/Storage/Migrations/First.Designer.cs", text + "// one more\n");
        Assert.Empty(HouseRules.ShortFiles(_root));
        Write("tests/Zhidian.Mining.Tests/Coding/TooLong.razor", text + "// one more\n");
        Assert.Single(HouseRules.ShortFiles(_root));
    }

    private string Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>An assembly with one type, which has a field of the type used.</summary>
    private static AssemblyFacts Planted(string assembly, string type, Type used)
    {
        var built = new PersistedAssemblyBuilder(new AssemblyName(assembly), typeof(object).Assembly);
        var planted = built.DefineDynamicModule(assembly).DefineType(type, TypeAttributes.Public, typeof(object));
        planted.DefineField("Used", used, FieldAttributes.Public);
        planted.CreateType();
        var image = new MemoryStream();
        built.Save(image);
        image.Position = 0;
        return AssemblyFacts.Read(image);
    }
}
