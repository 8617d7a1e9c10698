using System.Globalization;

namespace Quiesce.Oracle;

/// <summary>What the command line asks for.</summary>
sealed record Arguments(long Seed, int Programs, bool LocalFunctions, bool Mutants, int Shown)
{
    public const string Usage = """
        usage: Oracle [--seed S] [--programs N] [--without local-functions] [--show K] [--mutants]
          --seed S      which programs (default 1)
          --programs N  how many (default 400)
          --without F   leaves a feature out; F is local-functions
          --show K      disagreements to minimise and print (default 10)
          --mutants     analyses the programs with mutants of the analyzers: which are noticed?
        """;

    /// <exception cref="FormatException">The message says what is wrong.</exception>
    public static Arguments Parse(IReadOnlyList<string> words)
    {
        Arguments arguments = new(Seed: 1, Programs: 400, LocalFunctions: true, Mutants: false, Shown: 10);
        for (int i = 0; i < words.Count; i++)
        {
            string option = words[i];
            arguments = option switch
            {
                "--seed" => arguments with { Seed = Number(option, Value(), long.MinValue, long.MaxValue) },
                "--programs" => arguments with { Programs = (int)Number(option, Value(), 1, 10_000_000) },
                "--show" => arguments with { Shown = (int)Number(option, Value(), 0, 10_000) },
                "--without" => arguments.Without(Value()),
                "--mutants" => arguments with { Mutants = true },
                _ => throw new FormatException($"'{option}' is no option"),
            };

            string Value() => ++i < words.Count ? words[i] : throw new FormatException($"{option} needs a value");
        }

        return arguments;
    }

    private Arguments Without(string feature) => feature == "local-functions"
        ? this with { LocalFunctions = false }
        : throw new FormatException($"'{feature}' is no feature that can be left out: local-functions is");

    private static long Number(string option, string text, long least, long most) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number >= least && number <= most
            ? number
            : throw new FormatException($"{option} needs a whole number from {least} to {most}, not '{text}'");
}
