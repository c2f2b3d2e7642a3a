using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Publishing;

public class DifferenceTests
{
    private static readonly Lazy<List<PledgeDraft>> Starters = new(() =>
        [.. Directory.EnumerateFiles(Repository.StarterPledges, "*.json").Order(StringComparer.Ordinal).Select(Repository.ReadStarterPledge)]);

    [Property(MaxTest = 60)]
    public Property All_changes_together_give_the_later_draft(int one, int other) =>
        Prop.ForAll(Edits().ToArbitrary(), edits =>
        {
            var before = Starter(one);
            var after = edits.Aggregate(other % 4 == 0 ? Starter(other) : before, (draft, edit) => edit(draft));

            var made = Difference.Apply(before, Difference.Of(before, after));

            return Difference.Of(made, after).Count == 0;
        });

    [Fact]
    public void Equal_drafts_have_no_difference() =>
        Starters.Value.Should().OnlyContain(draft => Difference.Of(draft, DraftJson.Read(DraftJson.Write(draft))).Count == 0);

    [Fact]
    public void None_of_the_changes_leaves_the_draft_as_it_was() =>
        Starters.Value.Should().OnlyContain(draft => Difference.Of(draft, Difference.Apply(draft, Array.Empty<DraftChange>())).Count == 0);

    [Fact]
    public void A_figure_put_in_front_changes_no_other()
    {
        var before = Starters.Value.MaxBy(d => d.Figures.Count)!;
        var after = before with { Figures = [new FigureDraft { Quantity = "12", AsOf = "2020" }, .. before.Figures] };

        Difference.Of(before, after).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Path = "figures[0]", Kind = ChangeKind.Added });
    }

    [Fact]
    public void A_thousand_figures_that_all_changed_and_moved_are_each_matched_with_what_they_became()
    {
        var before = new PledgeDraft { Figures = [.. Enumerable.Range(0, DraftBounds.MostOf("figures")).Select(i => new FigureDraft { Target = "jobs", Quantity = Text(i), AsOf = Text(1900 + (i % 100)), Basis = "media-count", Note = "Note " + Text(i) })] };
        var after = before with { Figures = [.. before.Figures.Reverse().Select(f => f with { Note = f.Note + ", looked up again" })] };

        var changes = Difference.Of(before, after);

        changes.Should().HaveCount(1_001, "each has one change, and their order is another");
        changes.Where(c => c.Kind == ChangeKind.Changed).Should().OnlyContain(c => c.Path.EndsWith("].note", StringComparison.Ordinal));
        Difference.Of(Difference.Apply(before, changes), after).Should().BeEmpty();

        static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void In_a_longer_text_the_words_that_changed_are_marked()
    {
        var (before, after) = new DifferenceHtml().Sides(Changed("It promised a million jobs in the first five years.", "It promised two million jobs within the first five years."));

        Written(before).Should().Be("It promised <del>a</del> million jobs <del>in</del> the first five years.");
        Written(after).Should().Be("It promised <ins>two</ins> million jobs <ins>within</ins> the first five years.");
    }

    [Fact]
    public void Of_two_texts_with_thousands_of_words_that_differ_all_is_marked_between_the_first_and_the_last()
    {
        string was = Words("a", 3_000), now = Words("b", 3_000);
        var (before, after) = new DifferenceHtml().Sides(Changed($"First the same words {was} and the same at the end.", $"First the same words {now} and the same at the end."));

        Written(before).Should().Be($"First the same words <del>{was}</del> and the same at the end.");
        Written(after).Should().Be($"First the same words <ins>{now}</ins> and the same at the end.");

        static string Words(string letter, int count) => string.Join(' ', Enumerable.Range(0, count).Select(i => letter + i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_word_that_was_put_in_is_all_that_is_marked()
    {
        var (before, after) = new DifferenceHtml().Sides(Changed("The company kept what it had promised to the state.", "The company never kept what it had promised to the state."));

        Written(before).Should().Be("The company kept what it had promised to the state.");
        Written(after).Should().Contain("<ins>never").And.Contain("kept what it had promised to the state.").And.NotContain("<ins>kept");
    }

    private static DraftChange Changed(string before, string after) => new("summary", ChangeKind.Changed, before, after);

    private static string Written(Microsoft.AspNetCore.Html.IHtmlContent html) => ((Microsoft.AspNetCore.Html.HtmlString)html).Value!;

    [Fact]
    public void A_changed_word_in_one_figure_is_one_change_with_its_place_in_words()
    {
        var before = Starters.Value.MaxBy(d => d.Figures.Count)!;
        var after = before with { Figures = [.. before.Figures.Select((f, i) => i == 2 ? f with { AsOf = "1999-12-31" } : f)] };

        var change = Difference.Of(before, after).Should().ContainSingle().Subject;

        change.Path.Should().Be("figures[2].asOf");
        DraftShape.NameOf(change.Path).Should().Be("Figure 3: As of");
        DraftShape.NameOf("targets[0].revisions[1].date").Should().Be("Target 1: Revision 2: Date of the change");
        DraftShape.NameOf("announced.by").Should().Be("The announcement: Announced by");
        DraftShape.NameOf("title").Should().Be("Title");
    }

    [Fact]
    public void An_entry_is_the_same_as_long_as_it_keeps_its_short_name_and_its_changes_have_names()
    {
        var before = new ClaimListDraft { Items = [new ListItemDraft { Id = "a", AsListed = "One", Amount = "5", Matches = [new ItemMatchDraft { Pledge = "p", Kind = "same" }] }, new ListItemDraft { Id = "b", AsListed = "Two" }] };
        var after = before with { Items = [before.Items[1], before.Items[0] with { AsListed = "Other words", Amount = "6", Matches = [new ItemMatchDraft { Pledge = "p", Kind = "related" }] }] };

        var changes = Difference.Of(before, after);

        changes.Select(c => (FieldNames.Of(DocumentKind.List, c.Path), c.Kind)).Should().BeEquivalentTo(new[]
        {
            ("Entry 1: As listed", ChangeKind.Changed), ("Entry 1: Amount", ChangeKind.Changed), ("Entry 1: Match 1: It is", ChangeKind.Changed), ("Entries", ChangeKind.Reordered),
        });
        DraftJson.Write(Difference.Apply(before, changes)).Should().Be(DraftJson.Write(after));
    }

    [Fact]
    public void Any_two_starter_lists_differ_by_changes_that_lead_from_one_to_the_other()
    {
        var lists = StarterData.Claims().Select(c => c.Draft).OfType<ClaimListDraft>().ToList();
        lists.Should().HaveCountGreaterThan(10);
        foreach (var (one, other) in lists.Zip(lists.Skip(1)))
        {
            DraftJson.Write(Difference.Apply((Draft)one, Difference.Of(one, other))).Should().Be(DraftJson.Write(other));
        }
    }

    [Fact]
    public void A_renamed_target_is_a_change_and_a_moved_one_a_new_order()
    {
        var before = new PledgeDraft { Targets = [Target("jobs", "1,000"), Target("investment", "5")] };

        Difference.Of(before, before with { Targets = [before.Targets[1], before.Targets[0]] })
            .Should().ContainSingle().Which.Kind.Should().Be(ChangeKind.Reordered);
        Difference.Of(before, before with { Targets = [before.Targets[0] with { Id = "hires" }, before.Targets[1]] })
            .Should().ContainSingle().Which.Path.Should().Be("targets[0].id");

        static TargetDraft Target(string id, string quantity) => new() { Id = id, Quantity = quantity, Metric = "jobs-created", Scope = "Here " + id, Sources = ["a"] };
    }

    [Fact]
    public void Each_change_can_be_made_alone()
    {
        var before = Starters.Value.MaxBy(d => d.Figures.Count)!;
        var after = before with { Title = "Another title", Figures = [.. before.Figures.Skip(2)], Events = [.. before.Events.Reverse()], Summary = null };
        var changes = Difference.Of(before, after);

        foreach (var change in changes)
        {
            var made = Difference.Apply(before, [change]);

            Difference.Of(before, made).Should().ContainSingle(change.Path);
            Difference.Of(made, after).Should().HaveCount(changes.Count - 1, change.Path);
        }
    }

    private static PledgeDraft Starter(int index) => Starters.Value[(int)((uint)index % (uint)Starters.Value.Count)];

    private static Gen<List<Func<PledgeDraft, PledgeDraft>>> Edits()
    {
        string[] lists = ["figures", "events", "quotes", "sources", "targets", "verdicts", "notes", "incentives", "places", "relations", "targets[0].revisions"];
        string[] verbs = ["add", "remove", "up", "down"];
        var arrange = from verb in Gen.Elements(verbs)
                      from list in Gen.Elements(lists)
                      from at in Gen.Choose(0, 12)
                      select (Func<PledgeDraft, PledgeDraft>)(draft => DraftForm.Rearrange(draft, verb == "add" ? $"add {list}" : $"{verb} {list}[{at}]")?.Draft ?? draft);
        var write = from text in Gen.Elements("", "New words", "“Quoted”, with commas\nand lines", "1,454")
                    from at in Gen.Choose(0, 9)
                    select (Func<PledgeDraft, PledgeDraft>)(draft => at switch
                    {
                        0 => draft with { Title = text },
                        1 => draft with { Announced = null },
                        2 => draft with { Tags = [text, .. draft.Tags] },
                        3 => draft with { Checkability = new CheckabilityDraft { Reason = text } },
                        _ => draft with { Figures = [.. draft.Figures.Select((f, i) => i % 7 == at - 4 ? f with { Note = text, Derived = !f.Derived, Quantity = text } : f)] },
                    });
        return Gen.ListOf(Gen.OneOf(arrange, write)).Select(list => list.ToList());
    }
}
