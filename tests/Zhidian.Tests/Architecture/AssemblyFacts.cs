using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Zhidian.Tests.Architecture;

/// <summary>What a compiled assembly says of itself, read without loading it.</summary>
/// <param name="References">Names of the assemblies of which it uses something.</param>
/// <param name="Types">Names of the types it defines, without those the compiler made.</param>
public sealed record AssemblyFacts(string Name, IReadOnlyList<string> References, IReadOnlyList<string> Types)
{
    public static AssemblyFacts Read(Stream assembly)
    {
        using var file = new PEReader(assembly);
        var about = file.GetMetadataReader();
        return new AssemblyFacts(
            about.GetString(about.GetAssemblyDefinition().Name),
            about.AssemblyReferences.Select(r => about.GetString(about.GetAssemblyReference(r).Name)).ToList(),
            about
                .TypeDefinitions.Select(t => about.GetString(about.GetTypeDefinition(t).Name))
                .Where(name => !name.Contains('<', StringComparison.Ordinal))
                .ToList()
        );
    }
}
