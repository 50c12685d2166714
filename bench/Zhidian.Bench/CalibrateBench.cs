using System.CommandLine;

namespace Zhidian.Bench;

internal static class CalibrateBench
{
    public static Command Build()
    {
        var shared = Corpora.Shared();
        var command = new Command("calibrate", "Fits the coder's calibration on gold-train.") { shared };
        command.SetAction(_ => 0);
        return command;
    }
}
