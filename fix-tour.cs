#:property PublishAot=false
#:property GenerateDocumentationFile=true
// Shows the mistakes of samples/Tour fixed, on a copy: what the program does before, the change, what it does after.
using System.Diagnostics;

string root = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
string tour = Path.Combine("samples", "Tour");
string copy = Path.Combine("artifacts", "Tour"); // as deep as the original: its project references hold

Directory.SetCurrentDirectory(root);
CopySources();

Title("Before the fix");
Run("dotnet", "build", copy, "--nologo", "-v:q", "-clp:ErrorsOnly");
Run("dotnet", "run", "--no-build", "--project", copy);

Title($"dotnet format analyzers {copy} --severity info");
Run("dotnet", "format", "analyzers", copy, "--severity", "info");
ShowChange();

Title("After the fix: no warning, and no reference left");
Run("dotnet", "build", copy, "--no-incremental", "-p:BuildProjectReferences=false", "--nologo", "-v:q", "-clp:ErrorsOnly", "-p:WarningsNotAsErrors=");
Run("dotnet", "run", "--no-build", "--project", copy);

void CopySources()
{
    if (Directory.Exists(copy))
        Directory.Delete(copy, recursive: true);
    Directory.CreateDirectory(copy);
    foreach (string file in Directory.EnumerateFiles(tour))
        File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
}

void ShowChange()
{
    foreach (string file in Directory.EnumerateFiles(copy, "*.cs").Order(StringComparer.Ordinal))
        Start("git", "--no-pager", "diff", "--no-index", Path.Combine(tour, Path.GetFileName(file)), file);
}

void Title(string text) => Console.WriteLine($"\n== {text}");

int Start(string program, params string[] arguments)
{
    using Process process = Process.Start(program, arguments);
    process.WaitForExit();
    return process.ExitCode;
}

void Run(string program, params string[] arguments)
{
    int code = Start(program, arguments);
    if (code == 0)
        return;
    Console.Error.WriteLine($"'{program} {string.Join(' ', arguments)}' has failed with exit code {code}.");
    Environment.Exit(code);
}
