using System.Reflection;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Newsroom;

public class DraftFormTests
{
    public static TheoryData<string> StarterPledges => [.. Directory.EnumerateFiles(Repository.StarterPledges, "*.json").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(StarterPledges))]
    public void A_form_that_is_sent_back_untouched_changes_nothing(string file)
    {
        var draft = Repository.ReadStarterPledge(file);

        var posted = DraftForm.Read(Posted(Render(draft)));

        DraftJson.Write(posted).Should().Be(DraftJson.Write(draft));
    }

    public static TheoryData<string> StarterClaims => [.. StarterData.Claims().Select(c => $"{c.Kind}/{c.Key}")];

    [Theory]
    [MemberData(nameof(StarterClaims))]
    public void A_form_of_a_claimant_list_or_check_that_is_sent_back_untouched_changes_nothing(string name)
    {
        var draft = StarterData.Claims().Single(c => $"{c.Kind}/{c.Key}" == name).Draft;

        var posted = DraftForm.Read(Posted(Render(new DraftFormView(draft))), DocumentShape.Of(draft));

        DraftJson.Write(posted).Should().Be(DraftJson.Write(draft));
    }

    public static TheoryData<string> Shapes => [.. DocumentShape.All.Select(s => s.Noun)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_property_of_a_draft_has_its_field(string noun)
    {
        var shape = DocumentShape.All.Single(s => s.Noun == noun);
        Fields(shape.Draft, "").Should().BeEquivalentTo(shape.Parts.SelectMany(p => Names(p, "")));

        static IEnumerable<string> Names(DraftPart part, string within)
        {
            var prefix = part.Name.Length == 0 ? within : within + part.Name + ".";
            return part.Fields.Select(f => prefix + f.Name).Concat(part.Parts.SelectMany(p => Names(p, prefix)));
        }

        static IEnumerable<string> Fields(Type type, string within)
        {
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                var name = within + char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
                var inner = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
                if (inner.Name.EndsWith("Draft", StringComparison.Ordinal))
                {
                    foreach (var deeper in Fields(inner, name + "."))
                    {
                        yield return deeper;
                    }
                }
                else
                {
                    yield return name;
                }
            }
        }
    }

    [Theory]
    [InlineData("add figures", "figures[1]")]
    [InlineData("add targets[0].revisions", "targets[0].revisions[0]")]
    [InlineData("remove figures[0]", "figures")]
    [InlineData("down sources[0]", "sources[1]")]
    [InlineData("up sources[1]", "sources[0]")]
    [InlineData("up sources[0]", "sources[0]")]
    public void A_part_is_added_removed_and_moved(string action, string path)
    {
        var draft = new PledgeDraft
        {
            Targets = [new TargetDraft { Id = "jobs" }],
            Figures = [new FigureDraft { Quantity = "5" }],
            Sources = [new SourceDraft { Id = "a" }, new SourceDraft { Id = "b" }],
        };

        var changed = DraftForm.Rearrange(draft, action);

        changed!.Value.Path.Should().Be(path);
        var expected = action switch
        {
            "add figures" => draft with { Figures = [draft.Figures[0], new FigureDraft { Target = "jobs" }] },
            "add targets[0].revisions" => draft with { Targets = [draft.Targets[0] with { Revisions = [new TargetRevisionDraft()] }] },
            "remove figures[0]" => draft with { Figures = [] },
            "up sources[0]" => draft,
            _ => draft with { Sources = [draft.Sources[1], draft.Sources[0]] },
        };
        DraftJson.Write(changed.Value.Draft).Should().Be(DraftJson.Write(expected));
    }

    [Fact]
    public void A_new_source_begins_with_the_kind_of_the_last_one_and_the_day_of_the_newsroom()
    {
        var draft = new PledgeDraft { Sources = [new SourceDraft { Id = "a", Kind = "news-report", Role = "proof", Publisher = "A paper" }] };

        DraftForm.Rearrange(draft, "add sources", new DateOnly(2026, 11, 29))!.Value.Draft.Sources[1].Should().BeEquivalentTo(new SourceDraft { Kind = "news-report", Role = "proof", Accessed = "2026-11-29" });
    }

    [Fact]
    public void What_is_empty_is_filled_from_the_item_above_and_nothing_typed_is_replaced()
    {
        var draft = new PledgeDraft
        {
            Figures =
            [
                new FigureDraft { Target = "jobs", Quantity = "5", Span = "total", AsOf = "2020", Basis = "media-count", ReportedBy = "A paper", Counting = "counted", Note = "A note.", Sources = ["a"] },
                new FigureDraft { Quantity = "7", ReportedBy = "Another" },
            ],
        };

        DraftForm.Fill(draft, "copy figures[1]")!.Value.Draft.Figures[1].Should().BeEquivalentTo(
            new FigureDraft { Target = "jobs", Quantity = "7", Span = "total", Basis = "media-count", ReportedBy = "Another", Counting = "counted", Sources = ["a"] },
            "its number, its day and its texts are its own");
    }

    [Fact]
    public void One_answer_is_given_to_all_that_have_none()
    {
        var draft = new PledgeDraft { Sources = [new SourceDraft { Id = "a" }, new SourceDraft { Id = "b", Kind = "news-report" }, new SourceDraft { Id = "c", Kind = "other" }, new SourceDraft { Id = "d" }] };

        DraftForm.Fill(draft, "same sources[1].kind")!.Value.Draft.Sources.Select(s => s.Kind).Should().Equal("news-report", "news-report", "other", "news-report");
    }

    [Theory]
    [InlineData("copy figures[0]")]
    [InlineData("copy figures[9]")]
    [InlineData("copy announced")]
    [InlineData("copy figures[1].asOf")]
    [InlineData("same figures[1].quantity")]
    [InlineData("same figures[0].note")]
    [InlineData("same sources[0].id")]
    [InlineData("same title")]
    [InlineData("same ")]
    [InlineData("copy")]
    public void What_cannot_be_copied_changes_nothing(string action)
    {
        var draft = new PledgeDraft { Title = "A title", Figures = [new FigureDraft { Quantity = "5", Note = "Mine." }, new FigureDraft { Quantity = "5" }], Sources = [new SourceDraft { Id = "a" }, new SourceDraft()] };

        DraftForm.Fill(draft, action).Should().BeNull();
    }

    /// <summary>What an editor is asked for is what the review asks for: a field that says "needed" is missed there, and no other is.</summary>
    [Theory]
    [InlineData("targets", "{\"targets\":[{}]}")]
    [InlineData("figures", "{\"figures\":[{}]}")]
    [InlineData("sources", "{\"sources\":[{}]}")]
    [InlineData("places", "{\"places\":[{}]}")]
    [InlineData("events", "{\"events\":[{}]}")]
    [InlineData("quotes", "{\"quotes\":[{}]}")]
    [InlineData("verdicts", "{\"verdicts\":[{}]}")]
    [InlineData("incentives", "{\"incentives\":[{}]}")]
    [InlineData("lookups", "{\"lookups\":[{}]}")]
    [InlineData("notes", "{\"notes\":[{}]}")]
    public void Needed_is_what_the_review_misses_in_an_empty_part(string part, string json)
    {
        var draft = DraftJson.Read<PledgeDraft>(json);
        var missed = ReviewRules.Review(draft, Given.ReviewContext()).Problems.Select(p => p.Field).Where(f => f.StartsWith(part + "[0].", StringComparison.Ordinal)).Select(f => f[(f.IndexOf('.') + 1)..]).ToHashSet();
        var described = DraftParts.All.Single(p => p.Name == part);
        var needed = described.Fields.Where(f => f.IsNeeded).Select(f => f.Name).ToHashSet();

        needed.Should().BeSubsetOf(missed);
        missed.Except(needed).Should().BeSubsetOf(["metric", "deadline", "from", "reason"], "these are missed for what stands elsewhere or beside them");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("save")]
    [InlineData("add")]
    [InlineData("add title")]
    [InlineData("add figures[0]")]
    [InlineData("remove figures")]
    [InlineData("remove figures[1]")]
    [InlineData("remove figures[-1]")]
    [InlineData("remove figures[99999999999]")]
    [InlineData("add targets[7].revisions")]
    [InlineData("add sources[0].revisions")]
    [InlineData("add announced")]
    [InlineData("add figures\nremove figures[0]")]
    public void Words_that_name_no_part_change_nothing(string? action)
    {
        var draft = new PledgeDraft { Targets = [new TargetDraft()], Figures = [new FigureDraft()], Sources = [new SourceDraft()] };

        DraftForm.Rearrange(draft, action).Should().BeNull();
    }

    [Fact]
    public void The_parts_of_an_entry_are_added_removed_and_moved_too()
    {
        var list = new ClaimListDraft { Items = [new ListItemDraft { Id = "a", Findings = [new ItemFindingDraft { Class = "new" }, new ItemFindingDraft { Class = "routine" }] }, new ListItemDraft { Id = "b" }] };

        DraftForm.Rearrange(list, "add items[1].matches")!.Value.Draft.Items[1].Matches.Should().Equal(new ItemMatchDraft());
        DraftForm.Rearrange(list, "up items[0].findings[1]")!.Value.Draft.Items[0].Findings.Select(f => f.Class).Should().Equal("routine", "new");
        DraftForm.Rearrange(list, "remove items[0]")!.Value.Should().Match<(ClaimListDraft Draft, string Path)>(r => r.Path == "items[0]" && r.Draft.Items.Count == 1 && r.Draft.Items[0].Id == "b");
        DraftForm.Rearrange(list, "add figures").Should().BeNull("a list has none");
        DraftForm.Rearrange(new CheckDraft { Claims = ["a/b"] }, "remove claims[0]").Should().BeNull("the claims of a check are words, not parts");
    }

    [Fact]
    public void An_address_among_the_sources_of_an_entry_or_of_its_finding_becomes_a_source()
    {
        var fields = new Dictionary<string, StringValues>
        {
            ["items[0].id"] = "a",
            ["items[0].sources"] = "https://www.example.org/list",
            ["items[0].findings[0].class"] = "new",
            ["items[0].findings[0].sources"] = "1, https://www.example.org/list, https://example.net/check",
        };

        var list = (ClaimListDraft)DraftForm.Read(new FormCollection(fields), DocumentShape.List);

        list.Sources.Select(s => (s.Id, s.Url, s.Publisher)).Should().Equal(("example.org", "https://www.example.org/list", "example.org"), ("example.net", "https://example.net/check", "example.net"));
        list.Items[0].Sources.Should().Equal("example.org");
        list.Items[0].Findings[0].Sources.Should().Equal("example.org", "example.net");
    }

    [Fact]
    public void What_people_type_is_kept_in_the_written_form_and_echoed_in_words()
    {
        var draft = Read(
            ("announced.date", "9 Jan 2017"), ("lastChecked", "May 4th, 2020"), ("figures[0].quantity", "25k–30k"), ("figures[0].asOf", "september 2018"));

        draft.Announced!.Date.Should().Be("2017-01-09");
        draft.LastChecked.Should().Be("2020-05-04");
        draft.Figures[0].Quantity.Should().Be("25,000 to 30,000");
        draft.Figures[0].AsOf.Should().Be("2018-09");
        var page = Render(draft);
        page.GetElementById("announced-date-read")!.TextContent.Should().Be("Read as 9 January 2017.");
        page.GetElementById("figures-0-quantity-read")!.TextContent.Should().Be("Read as 25,000 to 30,000.");
    }

    [Fact]
    public void An_amount_brings_its_currency_unless_another_stands_beside_it()
    {
        var draft = Read(
            ("figures[0].quantity", "$500 million"), ("figures[1].quantity", "more than €2bn"), ("figures[1].currency", "EUR"), ("figures[2].quantity", "$5"), ("figures[2].currency", "EUR"),
            ("figures[3].quantity", "$5"), ("figures[3].currency", "CAD"), ("targets[0].revisions[0].quantity", "$5"), ("targets[0].baseline", "500+"), ("incentives[0].amount", "£3.8bn"), ("figures[4].quantity", "2017-2018"));

        draft.Figures.Select(f => (f.Quantity, f.Currency)).Should().Equal(("500,000,000", "USD"), ("more than 2,000,000,000", "EUR"), ("$5", "EUR"), ("5", "CAD"), ("2017-2018", null));
        draft.Targets[0].Revisions[0].Quantity.Should().Be("$5", "a change of a target has no currency of its own, and the review asks for the number alone");
        (draft.Targets[0].Baseline, draft.Incentives[0].Amount, draft.Incentives[0].Currency).Should().Be(("at least 500", "3,800,000,000", "GBP"));
        Render(draft).GetElementById("figures-4-quantity-read").Should().BeNull("nothing was understood");
    }

    [Fact]
    public void Today_is_the_day_of_the_newsroom()
    {
        var posted = new FormCollection(new Dictionary<string, StringValues> { ["announced.date"] = "today", ["lastChecked"] = "Today" });

        var draft = (PledgeDraft)DraftForm.Read(posted, DocumentShape.Pledge, new DateOnly(2026, 11, 29));

        (draft.Announced!.Date, draft.LastChecked).Should().Be(("2026-11-29", "2026-11-29"));
        ((PledgeDraft)DraftForm.Read(posted, DocumentShape.Pledge)).LastChecked.Should().Be("Today");
    }

    [Fact]
    public void A_document_of_another_program_keeps_what_is_written_and_has_the_rest_written()
    {
        var written = new PledgeDraft { Announced = new() { Date = "2017-01" }, Figures = [new() { Quantity = "25k-30k" }, new() { Quantity = "2017-2018", AsOf = "2/11/21" }] };
        var typed = new PledgeDraft { Announced = new() { Date = "Nov. 2014" }, Figures = [new() { Quantity = "$44,720,000.00", AsOf = "2017-01-09T00:00:00Z" }] };

        DraftForm.WithWrittenValues(written).Should().BeSameAs(written);
        var read = (PledgeDraft)DraftForm.WithWrittenValues(typed);
        (read.Announced!.Date, read.Figures[0].Quantity, read.Figures[0].Currency, read.Figures[0].AsOf).Should().Be(("2014-11", "44,720,000", "USD", "2017-01-09"));
    }

    [Fact]
    public void What_cannot_be_read_stays_as_it_was_typed()
    {
        var draft = Read(("announced.date", "1/9/2017"), ("figures[0].quantity", "a lot"), ("lastChecked", "May 2020"));

        draft.Announced!.Date.Should().Be("1/9/2017");
        draft.Figures[0].Quantity.Should().Be("a lot");
        draft.LastChecked.Should().Be("May 2020");
        ((IHtmlInputElement)Render(draft).GetElementById("figures-0-quantity")!).Value.Should().Be("a lot");
    }

    [Fact]
    public void A_field_that_the_form_does_not_have_is_not_read()
    {
        var draft = Read(("title", "A"), ("status", "published"), ("figures[0].verified", "true"), ("figures[0].quantity", "5"), ("publishedBy", "me"));

        DraftJson.Write(draft).Should().Be(DraftJson.Write(new PledgeDraft { Title = "A", Figures = [new FigureDraft { Quantity = "5" }] }));
    }

    [Fact]
    public void A_pasted_address_becomes_a_source_and_the_same_address_the_same_source()
    {
        var draft = Read(
            ("figures[0].sources", "https://www.reuters.com/a"), ("events[0].sources", "https://www.reuters.com/a, 1; known"),
            ("notes[0].sources", "https://reuters.com/b"), ("sources[0].id", "known"), ("sources[0].url", "https://example.org/"));

        draft.Sources.Select(s => (s.Id, s.Url)).Should().Equal(
            ("known", "https://example.org/"), ("reuters.com", "https://www.reuters.com/a"), ("reuters.com-2", "https://reuters.com/b"));
        draft.Figures[0].Sources.Should().Equal("reuters.com");
        draft.Events[0].Sources.Should().Equal("reuters.com", "known");
        draft.Notes[0].Sources.Should().Equal("reuters.com-2");
    }

    [Fact]
    public void Problems_stand_beside_their_fields_and_say_so_to_a_screen_reader()
    {
        var page = Render(new DraftFormView(new PledgeDraft { Figures = [new FigureDraft { Quantity = "5", Sources = ["gone"] }] })
        {
            Problems = [new("figures[0].asOf", "Enter the date."), new("figures[0].sources[0]", "There is no such source."), new("targets", "Add a target.")],
        });

        var asOf = page.GetElementById("figures-0-asOf")!;
        asOf.GetAttribute("aria-invalid").Should().Be("true");
        asOf.GetAttribute("aria-describedby")!.Split(' ').Select(id => page.GetElementById(id)!.TextContent).Should().Contain("Problem: Enter the date.");
        page.GetElementById("figures-0-sources-problem")!.TextContent.Should().Be("Problem: There is no such source.");
        page.QuerySelector("#targets .problem")!.TextContent.Should().Be("Problem: Add a target.");
        page.GetElementById("figures-0")!.HasAttribute("open").Should().BeTrue();
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("</textarea></select><b>")]
    [InlineData("'onfocus='alert(1)")]
    public void Nothing_that_was_typed_becomes_markup(string hostile)
    {
        var draft = DraftJson.Read(Regex.Replace(DraftJson.Write(Repository.ReadStarterPledge("alibaba-million-us-jobs-2017.json")), "\":\"[^\"]*\"", "\":" + System.Text.Json.JsonSerializer.Serialize(hostile)));

        var page = Render(new DraftFormView(draft)
        {
            Problems = [new("title", hostile)],
            Companies = [new Company { Slug = hostile, Name = hostile }],
            Offers = new Dictionary<string, SourceDraft> { [hostile] = new() { Publisher = hostile, Title = hostile } },
        });

        page.QuerySelectorAll("script, img, b, [onerror], [onfocus]").Should().BeEmpty();
        page.QuerySelectorAll("input[name='title']").Cast<IHtmlInputElement>().Single().Value.Should().Be(hostile);
    }

    [Fact]
    public void Every_field_has_one_label_and_every_id_is_used_once()
    {
        var page = Render(Repository.ReadStarterPledge("foxconn-wisconsin-13000-2017.json"));

        page.QuerySelectorAll("[id]").Select(e => e.Id).Should().OnlyHaveUniqueItems();
        foreach (var control in page.QuerySelectorAll("input, select, textarea"))
        {
            (page.QuerySelectorAll($"label[for='{control.Id}']").Length + (control.ParentElement is IHtmlLabelElement ? 1 : 0)).Should().Be(1, control.Id);
            control.GetAttribute("aria-describedby")?.Split(' ').Should().OnlyContain(id => page.GetElementById(id) != null);
        }
    }

    private static PledgeDraft Read(params (string Name, string Value)[] fields) =>
        DraftForm.Read(new FormCollection(fields.ToDictionary(f => f.Name, f => new StringValues(f.Value))));

    private static IHtmlDocument Render(PledgeDraft draft) => Render(new DraftFormView(draft));

    private static IHtmlDocument Render(DraftFormView view)
    {
        using var writer = new StringWriter();
        DraftFormHtml.Render(view).WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return new HtmlParser().ParseDocument("<form>" + writer + "</form>");
    }

    /// <summary>What a browser sends.</summary>
    private static FormCollection Posted(IHtmlDocument page)
    {
        var fields = new Dictionary<string, StringValues>();
        foreach (var control in page.QuerySelectorAll("input, select, textarea"))
        {
            var value = control switch
            {
                IHtmlInputElement { Type: "checkbox" } tick => tick.IsChecked ? tick.Value : null,
                IHtmlInputElement input => input.Value,
                IHtmlSelectElement select => select.Value,
                IHtmlTextAreaElement text => text.Value.ReplaceLineEndings("\r\n"),
                _ => null,
            };
            if (value is not null)
            {
                fields.Add(control.GetAttribute("name")!, value);
            }
        }

        return new FormCollection(fields);
    }

    [Theory]
    [InlineData("put figures[0].asOf 2021-02-11", "figures[0].asOf", "2021-02-11")]
    [InlineData("put figures[0].asOf ", "figures[0].asOf", null)]
    public void A_reading_that_is_chosen_stands_in_its_field(string act, string path, string? written)
    {
        var draft = new PledgeDraft { Figures = [new FigureDraft { AsOf = "2/11/21", Quantity = "5" }] };

        var (put, at) = DraftForm.Put(draft, act)!.Value;

        (at, put.Figures[0].AsOf, put.Figures[0].Quantity).Should().Be((path, written, "5"));
    }

    [Theory]
    [InlineData("put")]
    [InlineData("put figures[0].asOf")]
    [InlineData("put figures[1].asOf 2021")]
    [InlineData("put figures[x].asOf 2021")]
    [InlineData("put figures.asOf 2021")]
    [InlineData("put figures[0].reason 2021")]
    [InlineData("put nothing[0].asOf 2021")]
    [InlineData("put  2021")]
    [InlineData("put ...... 2021")]
    [InlineData("put figures[0] 2021")]
    public void A_reading_for_what_is_no_date_or_number_of_the_draft_changes_nothing(string act) =>
        DraftForm.Put(new PledgeDraft { Figures = [new FigureDraft { AsOf = "2/11/21" }] }, act).Should().BeNull();
}
