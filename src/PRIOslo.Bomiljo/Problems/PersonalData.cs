namespace PRIOslo.Bomiljo.Problems;

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
    private const int IdentityDigits = 11;
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
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsAsciiDigit(text[start]) || (start > 0 && char.IsAsciiDigit(text[start - 1])))
                continue;
            if (IsIdentityNumberAt(text, start))
                return PersonalDataKind.IdentityNumber;
            if (IsTelephone(text, start, isNumber))
                return PersonalDataKind.Telephone;
        }

        return PersonalDataKind.None;
    }

    /// <summary>Eleven digits, written 11, 6 5, 6 3 2, 2 2 2 5, 2 2 2 3 2 or one by one.</summary>
    private static bool IsIdentityNumberAt(ReadOnlySpan<char> text, int start)
    {
        var groups = GroupsAt(text, start, IdentityDigits, dots: true);
        if (groups.Digits != IdentityDigits || groups.Shape is not (0xB or 0x65 or 0x632 or 0x2225 or 0x22232 or 0x111_1111_1111))
            return false;
        Span<char> digits = stackalloc char[IdentityDigits];
        var count = 0;
        foreach (var letter in text[start..groups.End])
        {
            if (char.IsAsciiDigit(letter))
                digits[count++] = letter;
        }

        return IsIdentityNumber(digits);
    }

    /// <summary>+47 or 0047 and eight digits; «xxx xx xxx» and «xx xx xx xx»; where no number is expected also with hyphens or dots, «xxxx xxxx»,
    /// digit by digit and eight digits, where the last two are no date and do not begin with a year.</summary>
    private static bool IsTelephone(ReadOnlySpan<char> text, int start, bool isNumber)
    {
        if (start > 1 && IsInsideNumber(text[start - 1]) && char.IsAsciiDigit(text[start - 2]))
            return false;
        if (!isNumber && IsDotted(text, start))
            return true;
        var groups = GroupsAt(text, start, 13, dots: false);
        var end = groups.End;
        if (end + 1 < text.Length && IsInsideNumber(text[end]) && char.IsAsciiDigit(text[end + 1]))
            return false;
        if (start > 0 && text[start - 1] == '+')
            return groups.Digits == PhoneDigits + 2 && text[start..].StartsWith("47");
        if (text[start..].StartsWith("0047") && groups.Digits == PhoneDigits + 4)
            return true;
        if (text[start] is < '2')
            return false;
        if (groups.Shape is 0x323 or 0x2222 && groups.Hyphens == 0)
            return true;
        if (isNumber)
            return false;
        var mayBeYear = text[start] == '8' || text[start..].StartsWith("20");
        return (groups.Shape is 0x323 && groups.Hyphens == 2) || (groups.Shape is 0x2222 && groups.Hyphens == 3 && !AreHouses(text[start..end]))
            || groups is { Shape: 0x1111_1111, Hyphens: 0 }
            || (groups is { Shape: 0x44, Hyphens: 0 } && !mayBeYear && !(IsClock(text[start..]) && IsClock(text[(start + 5)..])))
            || (RunAt(text, start) == PhoneDigits && !mayBeYear && !IsDate(text.Slice(start, PhoneDigits)));
    }

    /// <summary>«xxx.xx.xxx» and «xx.xx.xx.xx», the latter no houses; after +47 or 0047 in any groups.</summary>
    private static bool IsDotted(ReadOnlySpan<char> text, int start)
    {
        var groups = GroupsAt(text, start, 13, dots: true);
        if (groups.Dots == 0)
            return false;
        if ((start > 0 && text[start - 1] == '+' && groups.Digits == PhoneDigits + 2 && text[start..].StartsWith("47"))
            || (groups.Digits == PhoneDigits + 4 && text[start..].StartsWith("0047")))
            return true;
        return text[start] >= '2' && (groups is { Shape: 0x323, Dots: 2 } || (groups is { Shape: 0x2222, Dots: 3 } && !AreHouses(text[start..groups.End])));
    }

    /// <summary>HHmm.</summary>
    private static bool IsClock(ReadOnlySpan<char> text) => Two(text, 0) < 24 && Two(text, 2) < 60;

    /// <summary>Four numbers with hyphens or dots that rise in even steps up to 8: the houses on one side of a street, «22-24-26-28».</summary>
    private static bool AreHouses(ReadOnlySpan<char> text)
    {
        for (var at = 3; at < text.Length; at += 3)
        {
            if (Two(text, at) - Two(text, at - 3) is not (2 or 4 or 6 or 8))
                return false;
        }

        return true;
    }

    /// <summary>Between two digits these make dates, times, decimals and case numbers.</summary>
    private static bool IsInsideNumber(char letter) => letter is ',' or '.' or ':' or '-' or '/';

    private static bool IsSpace(char letter) => letter is ' ' or '\u00A0' or '\u2009' or '\u202F';

    /// <summary>ddMMyyyy of this century or the last.</summary>
    private static bool IsDate(ReadOnlySpan<char> digits) =>
        Two(digits, 0) is >= 1 and <= 31 && Two(digits, 2) is >= 1 and <= 12 && Two(digits, 4) is 19 or 20;

    /// <summary>Digits in groups.</summary>
    /// <param name="Shape">A group's length, at most 15, in each four bits: 0x323 for «xxx xx xxx».</param>
    private readonly record struct Groups(long Shape, int Digits, int Hyphens, int Dots, int End);

    /// <summary>Groups with one space or hyphen between, until they have <paramref name="most"/> digits.</summary>
    /// <param name="dots">True where a dot may stand between, too.</param>
    private static Groups GroupsAt(ReadOnlySpan<char> text, int start, int most, bool dots)
    {
        var (shape, digits, hyphens, points, at) = (0L, 0, 0, 0, start);
        while (true)
        {
            var length = RunAt(text, at);
            shape = (shape << 4) | (uint)Math.Min(length, 15);
            digits += length;
            at += length;
            if (digits >= most || at + 1 >= text.Length || !char.IsAsciiDigit(text[at + 1]) || !(IsSpace(text[at]) || text[at] == '-' || (dots && text[at] == '.')))
                return new(shape, digits, hyphens, points, at);
            hyphens += text[at] == '-' ? 1 : 0;
            points += text[at] == '.' ? 1 : 0;
            at++;
        }
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
