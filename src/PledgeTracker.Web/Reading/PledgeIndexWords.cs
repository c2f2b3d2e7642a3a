using System.Collections.Concurrent;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Reading;

// The words that rows share, and which of them some row has.
public sealed partial class PledgeIndex
{
    /// <summary>
    /// Words that rows share, as numbers. Words are only ever added, so all states of an index use the same; which of them a state has
    /// its <see cref="Uses"/> say.
    /// </summary>
    internal sealed class Terms
    {
        private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly Lock _adding = new();
        private string[] _names = new string[16];
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public string Name(int number) => Volatile.Read(ref _names)[number];

        public int Of(string name)
        {
            if (_numbers.TryGetValue(name, out var number))
            {
                return number;
            }

            lock (_adding)
            {
                if (_numbers.TryGetValue(name, out number))
                {
                    return number;
                }

                number = _count;
                if (number == _names.Length)
                {
                    Volatile.Write(ref _names, [.. _names, .. new string[_names.Length]]);
                }

                _names[number] = name;
                Volatile.Write(ref _count, number + 1);
                _numbers[name] = number;
                return number;
            }
        }

        // An unknown word gets a number that no row has, so that it finds nothing.
        public int NumberOf(string name) => _numbers.GetValueOrDefault(name, int.MaxValue);
    }

    /// <summary>What a shared word is a name of.</summary>
    internal enum WordKind
    {
        Metric,
        Company,
        Sector,
        Place,
        Tag,
        List,
        Person,
        Currency,
    }

    // All words of an index.
    internal sealed class Vocabulary
    {
        private readonly Terms[] _terms = [.. Enum.GetValues<WordKind>().Select(_ => new Terms())];

        public Terms this[WordKind kind] => _terms[(int)kind];
    }

    // How many rows have each word, so that one that no row has any longer is not offered.
    private sealed class Uses
    {
        private readonly int[][] _counts;

        public Uses() => _counts = [.. Enum.GetValues<WordKind>().Select(_ => Array.Empty<int>())];

        public Uses(Uses other) => _counts = [.. other._counts.Select(counts => (int[])[.. counts])];

        public static Uses Of(IEnumerable<Row> rows)
        {
            var uses = new Uses();
            foreach (var row in rows)
            {
                uses.Add(row, 1);
            }

            return uses;
        }

        // Whether a word has been found that no row had, or one is gone that some row had.
        public bool HasChanged { get; private set; }

        public bool Has(WordKind kind, int number) => number < _counts[(int)kind].Length && _counts[(int)kind][number] > 0;

        public int CountOf(WordKind kind, int number) => _counts[(int)kind][number];

        public IEnumerable<int> Of(WordKind kind) => Enumerable.Range(0, _counts[(int)kind].Length).Where(number => Has(kind, number));

        /// <summary>Counts a row, or no longer counts it.</summary>
        /// <param name="row">It.</param>
        /// <param name="by">1 or -1.</param>
        public void Add(in Row row, int by)
        {
            if (row.IsGone)
            {
                return;
            }

            Add(WordKind.Metric, row.Metric, by);
            Add(WordKind.Metric, row.JobsMetric, by);
            Add(WordKind.Company, row.Company, by);
            Add(WordKind.Sector, row.Sector, by);
            Add(WordKind.Place, row.Places, by);
            Add(WordKind.Tag, row.Tags, by);
            Add(WordKind.List, row.Lists, by);
            Add(WordKind.Person, row.People, by);
            Add(WordKind.Currency, row.Currency, by);
            Add(WordKind.Currency, row.PublicCurrency, by);
        }

        private void Add(WordKind kind, int[] numbers, int by)
        {
            foreach (var number in numbers)
            {
                Add(kind, number, by);
            }
        }

        private void Add(WordKind kind, int number, int by)
        {
            if (number < 0)
            {
                return;
            }

            ref var counts = ref _counts[(int)kind];
            if (number >= counts.Length)
            {
                Array.Resize(ref counts, Math.Max(number + 1, counts.Length * 2));
            }

            var before = counts[number];
            counts[number] = before + by;
            HasChanged |= before == 0 || before + by == 0;
        }
    }

    // What there is of names in a state of the index, besides its rows.
    private sealed record KnownNames
    {
        public required IReadOnlyDictionary<string, string> Metrics { get; init; }

        public required HashSet<string> Levels { get; init; }

        public required IReadOnlyDictionary<string, string> Companies { get; init; }

        public required IReadOnlyDictionary<string, IReadOnlyList<string>> NamesOfCompanies { get; init; }

        public required IReadOnlyList<(string Exchange, string Ticker, string Company)> Tickers { get; init; }

        public required IReadOnlyDictionary<string, string> Lists { get; init; }
    }

    // What is made of the names when it is first asked for: the same for all states whose names are the same.
    private sealed class Meanings
    {
        private readonly Lazy<IReadOnlyList<string>> _people;
        private readonly Lazy<IReadOnlyList<(string Name, string[] Words)>> _peopleByWords;
        private readonly Lazy<HashSet<string>[]> _companyWords;
        private readonly Lazy<FilterWords> _words;

        public Meanings(PledgeIndex index)
        {
            var (names, words, uses) = (index._names, index._vocabulary, index._uses);
            _people = new(() =>
            {
                var companies = names.NamesOfCompanies.Values.SelectMany(n => n).ToHashSet(StringComparer.OrdinalIgnoreCase);
                return [.. uses.Of(WordKind.Person).Select(words[WordKind.Person].Name).Where(name => !companies.Contains(name)).Order(StringComparer.Ordinal)];
            });
            _peopleByWords = new(() => [.. _people.Value.Select(name => (name, SearchWords.Of(name).Select(w => w.Plain).ToArray()))]);
            _companyWords = new(() => [.. Enumerable.Range(0, words[WordKind.Company].Count).Select(words[WordKind.Company].Name)
                .Select(slug => SearchWords.Of(names.Companies.GetValueOrDefault(slug, slug)).Select(w => w.Stem).ToHashSet(StringComparer.Ordinal))]);
            _words = new(() => new FilterWords(index));
        }

        public IReadOnlyList<string> People => _people.Value;

        public IReadOnlyList<(string Name, string[] Words)> PeopleByWords => _peopleByWords.Value;

        public HashSet<string>[] CompanyWords => _companyWords.Value;

        public FilterWords Words => _words.Value;

        // What has not been made yet is made of the state that is asked, and keeps no older one in memory.
        public bool IsMade => _words.IsValueCreated;
    }
}
