using System.Reflection;
using System.Reflection.Emit;

namespace PRIOslo.Bomiljo.Tests;

/// <summary>Which types of an assembly refer to which others of the program: in signatures, bodies, generics and attributes.</summary>
internal static class CompiledReferences
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <param name="assembly">Looked through.</param>
    /// <param name="prefix">Only namespaces that begin so are reported.</param>
    public static IEnumerable<(Type From, Type To)> Of(Assembly assembly, string prefix = "PRIOslo.Bomiljo")
    {
        foreach (var type in assembly.GetTypes().Where(IsOurs))
        {
            foreach (var used in Of(type).SelectMany(Unfold).Where(IsOurs).Distinct())
                yield return (type, used);
        }

        bool IsOurs(Type type) => type.Namespace?.StartsWith(prefix, StringComparison.Ordinal) == true;
    }

    private static IEnumerable<Type?> Of(Type type) =>
    [
        type.BaseType, type.DeclaringType, .. type.GetInterfaces(), .. Attributes(type),
        .. type.GetFields(Everything).SelectMany(field => Attributes(field).Append(field.FieldType)),
        .. type.GetProperties(Everything).SelectMany(Attributes),
        .. type.GetMethods(Everything).SelectMany(method => OfMethod(method).Append(method.ReturnType)),
        .. type.GetConstructors(Everything).SelectMany(OfMethod),
    ];

    private static IEnumerable<Type?> OfMethod(MethodBase method) =>
    [
        .. method.GetParameters().Select(parameter => parameter.ParameterType), .. Attributes(method),
        .. method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [],
        .. method.GetMethodBody()?.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType) ?? [],
        .. Tokens(method).SelectMany(member => member is Type type ? [type] : OfMember(member)),
    ];

    private static IEnumerable<Type?> OfMember(MemberInfo member) => member switch
    {
        FieldInfo field => [field.DeclaringType, field.FieldType],
        MethodInfo method => [method.DeclaringType, method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType),
            .. method.IsGenericMethod ? method.GetGenericArguments() : []],
        _ => [member.DeclaringType],
    };

    private static IEnumerable<Type> Attributes(MemberInfo member) => member.GetCustomAttributesData().Select(attribute => attribute.AttributeType);

    private static IEnumerable<Type> Unfold(Type? type) => type switch
    {
        null => [],
        { HasElementType: true } => Unfold(type.GetElementType()),
        { IsConstructedGenericType: true } => type.GetGenericArguments().SelectMany(Unfold).Append(type.GetGenericTypeDefinition()),
        _ => [type],
    };

    /// <summary>Types and members that the body's instructions name (ECMA-335, part III).</summary>
    private static IEnumerable<MemberInfo> Tokens(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il)
            yield break;
        var typeArguments = method.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < il.Length;)
        {
            var code = OpCodesByValue[il[at] == 0xFE ? (short)(0xFE00 | il[at + 1]) : il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return method.Module.ResolveMember(BitConverter.ToInt32(il, at), typeArguments, methodArguments)!;
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }
}

/// <summary>Refers to one type in each of the ways that <see cref="CompiledReferences"/> must find.</summary>
internal sealed class Probe
{
    public static List<PRIOslo.Bomiljo.Problems.ExitCode[]> InSignature() => [];

    public static string InBody()
    {
        try
        {
            return typeof(PRIOslo.Bomiljo.Statistics.Rate).Name + PRIOslo.Bomiljo.Geography.OsloTime.YearOf(default) + PRIOslo.Bomiljo.Problems.ProblemCode.BadDate;
        }
        catch (PRIOslo.Bomiljo.Problems.ProblemException)
        {
            return "";
        }
    }
}
