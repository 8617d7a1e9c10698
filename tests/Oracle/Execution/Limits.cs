namespace Quiesce.Oracle.Execution;

/// <summary>What bounds the executions.</summary>
static class Limits
{
    /// <summary>Turns that one loop takes on one path: enough for a count to saturate.</summary>
    public const int Turns = 3;
}
