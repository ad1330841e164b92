using System.Runtime.InteropServices;

namespace PRIOslo.Bomiljo.Geography.Addresses;

/// <summary>Finds the words that differ from a given one by at most one letter wrong, missing, too many, or changed with its
/// neighbour, without looking at the others. Safe to use from several threads.</summary>
/// <remarks>
/// Two words are that near only if they are equal after at most one letter has been left out of each (M. Mor and A. S. Fraenkel
/// 1982, A hash code method for detecting and correcting spelling errors, <i>Communications of the ACM</i> 25, 935–938; known as
/// symmetric deletion since W. Garbe 2012). The reverse does not hold, so that what is found must be held against the word.
/// </remarks>
internal sealed class OneLetterOff
{
    private readonly Dictionary<string, int[]> _withoutOne = new(StringComparer.Ordinal);

    /// <param name="words">With the number that each is known by; words may share one.</param>
    public OneLetterOff(IEnumerable<(string Word, int Number)> words)
    {
        foreach (var (word, number) in words)
        {
            foreach (var rest in Rests(word))
            {
                ref var numbers = ref CollectionsMarshal.GetValueRefOrAddDefault(_withoutOne, rest, out _);
                if (numbers?.Contains(number) != true)
                    numbers = [.. numbers ?? [], number];
            }
        }
    }

    /// <returns>The numbers of all words that differ by one letter or none, and of some others; each may come several times.</returns>
    public IEnumerable<int> Find(string word) => Rests(word).SelectMany(rest => _withoutOne.GetValueOrDefault(rest) ?? []);

    private static IEnumerable<string> Rests(string word)
    {
        yield return word;
        for (var at = 0; at < word.Length; at++)
        {
            if (at == 0 || word[at] != word[at - 1])
                yield return word.Remove(at, 1);
        }
    }
}
