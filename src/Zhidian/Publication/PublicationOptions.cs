using Zhidian.Classification;
using Zhidian.Classification.Crosswalks;
using Zhidian.Classification.Exchange;

namespace Zhidian.Publication;

/// <summary>Settings of the section <c>Portal</c>.</summary>
public sealed class PublicationOptions
{
    /// <summary>The setting as an environment variable, which the command line reads too.</summary>
    public const string Variable = "Portal__BaseAddress";

    /// <summary>The public address of this portal, with which every permanent address begins. Set it before anything is published.</summary>
    public string BaseAddress { get; set; } = Addresses.Default;

    /// <param name="given">From the command line; it wins.</param>
    public static PublicationOptions FromEnvironment(string? given) =>
        new() { BaseAddress = given ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : Addresses.Default) };

    /// <summary>What the files of a version are made of here.</summary>
    /// <exception cref="FormatException">The base address is none.</exception>
    public ExchangeSource SourceOf(History history, ClassificationVersion version) =>
        new(history, version, new Addresses(BaseAddress), Crosswalk: IscoCrosswalk.All.ToList());
}
