using System.CommandLine;
using Zhidian.Cli;

namespace Zhidian.Tests.Cli;

public class HelpTests
{
    /// <summary>Every command there is, found by walking the tree: a new one is tested without being named here.</summary>
    public static TheoryData<string> Commands()
    {
        var all = new TheoryData<string>();
        void Add(Command command, string path)
        {
            all.Add(path);
            foreach (var sub in command.Subcommands)
                Add(sub, $"{path} {sub.Name}".Trim());
        }
        Add(CommandLine.Build(), "");
        return all;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_explains_itself(string command)
    {
        var outcome = Executable.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        outcome.Ends(0, "Usage:", "zhidian " + command, "--data");
        Assert.Empty(outcome.Messages);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_option_and_argument_is_described(string command)
    {
        Command at = CommandLine.Build();
        foreach (var name in command.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            at = at.Subcommands.Single(c => c.Name == name);
        Assert.False(string.IsNullOrWhiteSpace(at.Description));
        Assert.All(at.Options, o => Assert.False(string.IsNullOrWhiteSpace(o.Description), $"{command} {o.Name}"));
        Assert.All(at.Arguments, a => Assert.False(string.IsNullOrWhiteSpace(a.Description), $"{command} {a.Name}"));
    }

    [Fact]
    public void A_slip_of_the_pen_is_answered_with_where_to_look()
    {
        Executable.Run("advert", "import").IsRefusal("advert", "--help");
        Executable.Run("adverts", "import").IsRefusal("--help");
        Executable.Run("discover", "--top", "many").IsRefusal("many", "--top");
        Executable.Run("discover", "--topp", "3").IsRefusal("--topp");
    }

    [Fact]
    public void The_program_says_its_version() => Executable.Run("--version").Ends(0, "0.");
}
