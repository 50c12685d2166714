using System.Globalization;
using Zhidian.Mining.Adverts;

namespace Zhidian.Adverts;

/// <summary>What an import did, in words: the same on the command line whether this process or a running server did it.</summary>
public static class ImportReportText
{
    public static void Write(ImportReport report, TextWriter output)
    {
        foreach (var file in report.Files)
        {
            var name = Path.GetFileName(file.File);
            if (file.Error is not null)
                output.WriteLine($"{name}: {file.Error}");
            if (file.AlreadyImported)
                output.WriteLine($"{name}: already imported, nothing added");
            else
                output.WriteLine(
                    $"{name}: {Whole(file.Records)} records, {Whole(file.Added)} added, {Whole(file.Repeats)} already there, {Whole(file.Duplicates)} marked as re-postings, {Whole(file.Rejects)} rejected"
                        + (file.Resumed > 0 ? $" (went on after {Whole(file.Resumed)} records)" : "")
                );
            if (file.UnknownDates + file.UnknownSalaries > 0)
                output.WriteLine(
                    $"  not understood and left empty: {Whole(file.UnknownDates)} dates, {Whole(file.UnknownSalaries)} salaries"
                );
            if (file.RejectFile is not null)
                output.WriteLine($"  rejected rows with line and reason: {file.RejectFile}");
        }
        foreach (var skipped in report.Skipped)
            output.WriteLine($"{Path.GetFileName(skipped.File)}: left alone, {skipped.Reason}");
        output.WriteLine(
            $"total: {Whole(report.Records)} records, {Whole(report.Added)} added, {Whole(report.Repeats)} already there, {Whole(report.Duplicates)} marked as re-postings, {Whole(report.Rejects)} rejected, {report.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s"
        );
    }

    private static string Whole(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
