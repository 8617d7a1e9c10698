using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;
using Quiesce.Analyzers.Simulation;

namespace Quiesce.Analyzers.Reporting;

/// <summary>What a message calls the object that it is about.</summary>
sealed class SubjectText(ProtocolCatalogue catalogue)
{
    public string Of(Finding finding) => finding.Operand switch
    {
        IInstanceReferenceOperation { IsImplicit: true } => MetadataNames.OperandThis,
        null or IDiscardOperation => PathText.Quote(finding.Site.Syntax),
        { } operand => PathText.Quote(IsOnlyGiver(operand, finding) ? finding.Site.Syntax : operand.Syntax),
    };

    /// <summary>Whether a call on it gave something else: a guard of a counted object stands for that, a buffer does not for its pool.</summary>
    private bool IsOnlyGiver(IOperation operand, Finding finding)
    {
        if (finding.Site is not IInvocationOperation { Instance: { } receiver } call || receiver.Syntax != operand.Syntax
            || catalogue.Declared.Of(call.TargetMethod)?.On(Operand.Return, EffectKind.Acquired) is null)
            return false;
        bool isGuard = catalogue.Guards.Of(AnnotationReader.Awaited(call.TargetMethod.ReturnType)) is not null;
        return !(isGuard && receiver.Type is { } type && catalogue.CountedKind(type) is not null);
    }
}
