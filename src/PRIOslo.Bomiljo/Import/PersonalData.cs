namespace PRIOslo.Bomiljo.Import;

/// <summary>What kind of personal data a text holds.</summary>
public enum PersonalDataKind
{
    None,
    IdentityNumber,
    Email,
    Telephone,
}

/// <summary>Recognises national identity numbers and D-numbers (by date and checksum), e-mail addresses and telephone numbers.</summary>
/// <remarks>
/// Identity numbers: Skatteetaten, «Fødselsnummer»: two check digits modulo 11. From 2032 the first may leave a remainder of 0 to
/// 3. D-numbers have 4 added to the first digit; synthetic persons 40, 65 or 80 to the month.
/// </remarks>
public static class PersonalData
{
    private const int PhoneDigits = 8;
    private static readonly int[] FirstWeights = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
    private static readonly int[] SecondWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

    /// <param name="text">A cell.</param>
    /// <param name="isNumber">True for a column of numbers or ids, where eight digits alone are no telephone number.</param>
    public static PersonalDataKind Find(ReadOnlySpan<char> text, bool isNumber)
    {
        var digits = 0;
        var mayBeEmail = false;
        foreach (var letter in text)
        {
            digits += char.IsAsciiDigit(letter) ? 1 : 0;
            mayBeEmail |= letter == '@';
        }

        if (mayBeEmail && HasEmail(text))
            return PersonalDataKind.Email;
        if (digits < PhoneDigits)
            return PersonalDataKind.None;
        return FindNumber(text, isNumber);
    }

    private static PersonalDataKind FindNumber(ReadOnlySpan<char> text, bool isNumber)
    {
        Span<char> joined = stackalloc char[13];
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsAsciiDigit(text[start]) || (start > 0 && char.IsAsciiDigit(text[start - 1])))
                continue;
            var length = RunAt(text, start);
            var next = start + length + 1;
            if (length == 11 && IsIdentityNumber(text.Slice(start, 11)))
                return PersonalDataKind.IdentityNumber;
            if (length == 6 && next < text.Length && text[next - 1] is ' ' or '-' && RunAt(text, next) == 5)
            {
                text.Slice(start, 6).CopyTo(joined);
                text.Slice(next, 5).CopyTo(joined[6..]);
                if (IsIdentityNumber(joined[..11]))
                    return PersonalDataKind.IdentityNumber;
            }

            if (IsTelephone(text, start, length, isNumber))
                return PersonalDataKind.Telephone;
        }

        return PersonalDataKind.None;
    }

    /// <summary>+47 or 0047 and eight digits; «xxx xx xxx» and «xx xx xx xx»; eight digits of a mobile where no number is expected.</summary>
    private static bool IsTelephone(ReadOnlySpan<char> text, int start, int length, bool isNumber)
    {
        if (start > 0 && text[start - 1] is ',' or '.' or ':' or '-' or '/')
            return false;
        var (digits, groups, end) = GroupsAt(text, start);
        if (end < text.Length && text[end] is ',' or '.' or ':' or '/')
            return false;
        if (start > 0 && text[start - 1] == '+')
            return digits == PhoneDigits + 2 && text[start..].StartsWith("47");
        if (text[start..].StartsWith("0047") && digits == PhoneDigits + 4)
            return true;
        return digits == PhoneDigits && text[start] is >= '2' and <= '9'
            && (groups is 3232 or 2222 || (!isNumber && length == PhoneDigits && text[start] is '4' or '9'));
    }

    /// <returns>How many digits stand in groups with one space between; the groups' lengths, 3232 for 3-2-3; and where they end.</returns>
    private static (int Digits, int Groups, int End) GroupsAt(ReadOnlySpan<char> text, int start)
    {
        var (digits, at) = (0, start);
        Span<int> lengths = stackalloc int[4];
        var count = 0;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            var length = RunAt(text, at);
            if (count < 4)
                lengths[count] = length;
            count++;
            digits += length;
            at += length;
            if (at + 1 >= text.Length || text[at] != ' ' || !char.IsAsciiDigit(text[at + 1]))
                break;
            at++;
        }

        var groups = count == 3 && lengths[..3].SequenceEqual([3, 2, 3]) ? 3232 : count == 4 && lengths.SequenceEqual([2, 2, 2, 2]) ? 2222 : 0;
        return (digits, groups, at);
    }

    private static int RunAt(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end - start;
    }

    private static bool IsIdentityNumber(ReadOnlySpan<char> digits)
    {
        var day = Two(digits, 0) % 40;
        var month = Two(digits, 2);
        month -= month > 80 ? 80 : month > 65 ? 65 : month > 40 ? 40 : 0;
        if (day is < 1 or > 31 || month is < 1 or > 12 || day > DateTime.DaysInMonth(2000, month))
            return false;
        return Sum(digits, FirstWeights) % 11 <= 3 && Sum(digits, SecondWeights) % 11 == 0;
    }

    private static int Two(ReadOnlySpan<char> digits, int at) => ((digits[at] - '0') * 10) + digits[at + 1] - '0';

    private static int Sum(ReadOnlySpan<char> digits, int[] weights)
    {
        var sum = 0;
        for (var at = 0; at < weights.Length; at++)
            sum += (digits[at] - '0') * weights[at];
        return sum;
    }

    private static bool HasEmail(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('@'); at >= 0;)
        {
            var domain = text[(at + 1)..];
            var dot = domain.IndexOf('.');
            if (at > 0 && char.IsLetterOrDigit(text[at - 1]) && dot > 0 && dot + 2 < domain.Length
                && !domain[..dot].ContainsAny(' ', '@') && char.IsLetter(domain[dot + 1]))
                return true;
            var next = domain.IndexOf('@');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }
}
