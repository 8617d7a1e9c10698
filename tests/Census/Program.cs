using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using Quiesce.Analyzers;

namespace Quiesce.Census;

/// <summary>
/// Runs the analyzers over a folder of C# that nobody here wrote. The exit code is 0 also where something was found, 1 where an analyzer
/// failed (AD0001, or a failure that QSC999 tells of), 2 where the command line is wrong, or a file cannot be read or written.
/// </summary>
static class Program
{
    public static int Main(string[] words)
    {
        try
        {
            return Run(Arguments.Parse(words), [new ProtocolAnalyzer(), new ContractAnalyzer()], Console.Out);
        }
        catch (IOException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return 2;
        }
        catch (FormatException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            Console.Error.WriteLine(Arguments.Usage);
            return 2;
        }
    }

    public static int Run(Arguments arguments, ImmutableArray<DiagnosticAnalyzer> analyzers, TextWriter output)
    {
        Survey survey = Survey.Of(SourceFolder.Compile(arguments), analyzers);
        new Report(arguments.Ids, output).Write(survey);
        if (arguments.Sarif is { } path)
            File.WriteAllText(path, Sarif.Of(survey.Findings));
        return survey.HasFailed ? 1 : 0;
    }
}
