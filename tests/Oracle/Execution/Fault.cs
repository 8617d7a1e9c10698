using Quiesce.Oracle.Judging;

namespace Quiesce.Oracle.Execution;

/// <summary>One wrong step of a path.</summary>
/// <param name="Defect">What is wrong.</param>
/// <param name="Line">The statement, where the program tells.</param>
/// <param name="PutBy">The line of the program's text where something was given back last.</param>
readonly record struct Fault(Defects Defect, int Line, int PutBy = 0);
