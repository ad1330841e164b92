namespace PRIOslo.Bomiljo.Problems;

/// <summary>What a person writes and others read: reasons, notes, events, names of projects, who decided and where.</summary>
public static class OwnWords
{
    /// <returns>The words themselves.</returns>
    /// <param name="words">A reason, a note, a name or what was done.</param>
    /// <param name="place">The option or field, in the message.</param>
    /// <exception cref="ProblemException">BOM-005, never with the value: they hold an identity or telephone number or an e-mail address.</exception>
    public static string Demand(string words, string place) => PersonalData.Find(words, isNumber: false) == PersonalDataKind.None ? words
        : throw new ProblemException(ProblemCode.PersonInWords, place,
            "there seems to be a national identity number, a telephone number or an e-mail address in the text; nothing was stored.", "Write it without, and name nobody.");
}
