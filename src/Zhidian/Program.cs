using System.Text;
using Zhidian.Cli;

Console.OutputEncoding = new UTF8Encoding(false);
return CommandLine.Invoke(args);

/// <summary>Entry point; public so that tests can host the portal in their own process.</summary>
public partial class Program;
