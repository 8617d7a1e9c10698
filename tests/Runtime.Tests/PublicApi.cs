using System.Globalization;
using System.Reflection;
using System.Text;

namespace Quiesce.Runtime.Tests;

/// <summary>The public API of an assembly as text: one line per type and member, sorted, with our annotations.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly NullabilityInfoContext Nullability = new();

    internal static string Of(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(static type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Annotations(type)).Append(Header(type)).Append('\n');
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static string Header(Type type)
    {
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => type.IsByRefLike ? "ref struct" : "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        string bases = string.Join(", ", Bases(type).Select(Name).Order(StringComparer.Ordinal));
        return $"{kind} {Name(type)}{(bases.Length > 0 ? " : " + bases : "")}{Constraints(type.GetGenericArguments())}";
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        if (type.IsEnum)
            return [];
        IEnumerable<Type> interfaces = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []);
        bool isPlain = type.IsValueType || type.BaseType is null || type.BaseType == typeof(object);
        return isPlain ? interfaces : interfaces.Append(type.BaseType!);
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(static field => $"{field.GetRawConstantValue():D3} {field.Name}");
        }

        return type.GetMembers(Declared).Select(Describe).OfType<string>();
    }

    private static string? Describe(MemberInfo member)
    {
        string? signature = member switch
        {
            FieldInfo { IsPublic: true, IsLiteral: true } constant =>
                $"const {Name(constant.FieldType)} {constant.Name} = {Value(constant.GetRawConstantValue())}",
            FieldInfo { IsPublic: true } field => $"{Name(field.FieldType)} {field.Name}",
            ConstructorInfo { IsPublic: true } constructor => $"new({Parameters(constructor)})",
            MethodInfo { IsPublic: true, IsSpecialName: false } method =>
                $"{Static(method)}{ReturnType(method)} {method.Name}{TypeParameters(method)}({Parameters(method)}){Constraints(method)}",
            PropertyInfo property when property.GetMethod is { IsPublic: true } getter =>
                $"{Static(getter)}{Name(property.PropertyType)}{Mark(property)} {property.Name} {Accessors(property)}",
            EventInfo { AddMethod: { IsPublic: true } adder } raised =>
                $"{Static(adder)}event {Name(raised.EventHandlerType!)} {raised.Name}",
            _ => null,
        };
        return signature is null ? null : Annotations(member) + signature;
    }

    private static string Constraints(MethodInfo method) =>
        method.IsGenericMethod ? Constraints(method.GetGenericArguments()) : "";

    private static string Constraints(Type[] arguments)
    {
        var constrained = arguments.Where(static argument => argument.IsGenericParameter).Select(static argument => (
            argument.Name,
            Limits: string.Join(", ", argument.GetGenericParameterConstraints().Select(Name)
                .Prepend(IsClass(argument) ? "class" : "").Where(static limit => limit.Length > 0))));
        return string.Concat(constrained.Where(static one => one.Limits.Length > 0)
            .Select(static one => $" where {one.Name} : {one.Limits}"));
    }

    private static bool IsClass(Type parameter) =>
        (parameter.GenericParameterAttributes & GenericParameterAttributes.ReferenceTypeConstraint) != 0;

    private static string Accessors(PropertyInfo property) =>
        property.SetMethod is { IsPublic: true } ? "{ get; set; }" : "{ get; }";

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static string ReturnType(MethodInfo method) =>
        Annotations(method.ReturnParameter, "return: ") + Name(method.ReturnType) + Mark(method.ReturnParameter);

    private static string TypeParameters(MethodInfo method) => method.IsGenericMethod
        ? "<" + string.Join(", ", method.GetGenericArguments().Select(static argument => argument.Name)) + ">"
        : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        string mode = parameter.IsOut ? "out " : type.IsByRef ? "ref " : "";
        string name = Name(type.IsByRef ? type.GetElementType()! : type);
        string value = parameter.HasDefaultValue ? " = " + Value(parameter.RawDefaultValue) : "";
        return $"{Annotations(parameter)}{mode}{name}{Mark(parameter)} {parameter.Name}{value}";
    }

    private static string Mark(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(void) ? "" : Mark(parameter.ParameterType, Nullability.Create(parameter));

    private static string Mark(PropertyInfo property) => Mark(property.PropertyType, Nullability.Create(property));

    /// <summary>An unconstrained type parameter may stand for a nullable type, which is no promise of the API.</summary>
    private static string Mark(Type type, NullabilityInfo nullability) =>
        nullability.ReadState == NullabilityState.Nullable && (!type.IsGenericParameter || IsClass(type)) ? "?" : "";

    private static string Annotations(MemberInfo member) => Annotations(member.GetCustomAttributesData(), "");

    private static string Annotations(ParameterInfo parameter, string target = "") =>
        Annotations(parameter.GetCustomAttributesData(), target);

    private static string Annotations(IEnumerable<CustomAttributeData> attributes, string target) => string.Concat(attributes
        .Where(static attribute => attribute.AttributeType.Namespace == "Quiesce.Annotations")
        .Select(attribute => $"[{target}{Annotation(attribute)}] ")
        .Order(StringComparer.Ordinal));

    private static string Annotation(CustomAttributeData attribute)
    {
        string name = attribute.AttributeType.Name[..^"Attribute".Length];
        string values = string.Join(", ", attribute.NamedArguments
            .Select(static argument => $"{argument.MemberName} = {Value(argument.TypedValue.Value)}"));
        return values.Length > 0 ? $"{name}({values})" : name;
    }

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => string.Format(CultureInfo.InvariantCulture, "{0}", value),
    };

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsNested)
            return $"{Name(type.DeclaringType!)}.{type.Name}";
        string name = type.Namespace == "System" ? type.Name : $"{type.Namespace}.{type.Name}";
        if (!type.IsGenericType)
            return name;
        string arguments = string.Join(", ", type.GetGenericArguments().Select(Name));
        return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{arguments}>";
    }
}
