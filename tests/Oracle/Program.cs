using Quiesce.Oracle.Mutants;

namespace Quiesce.Oracle;

/// <summary>
/// Compares what the analyzers say of random programs with what the programs do. Ends with the line <c>agreement X/N</c>; the
/// exit code is 1 where they disagree, 2 where the command line is wrong.
/// </summary>
static class Program
{
    public static int Main(string[] words)
    {
        Arguments arguments;
        try
        {
            arguments = Arguments.Parse(words);
        }
        catch (FormatException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            Console.Error.WriteLine(Arguments.Usage);
            return 2;
        }

        bool isRight = arguments.Mutants ? new MutantTable(arguments, Console.Out).Run() : new Session(arguments, Console.Out).Run();
        return isRight ? 0 : 1;
    }
}
