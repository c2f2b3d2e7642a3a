using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Newsroom;
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
