using Microsoft.Playwright;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.BrowserTests;

/// <summary>What an editor does, in Chromium with scripts off and on.</summary>
public sealed class EditorJourneys(Browser browser) : Journeys(browser)
{
    [BrowserFact]
    public async Task A_whole_pledge_is_written_sent_and_published_with_scripts_off()
    {
        var editor = await Chromium.OpenAsync(scripts: false);
        await SignInAsync(Chromium, editor, MemberRole.Editor);
        await editor.GotoAsync("/newsroom/pledges/new");
        await editor.GetByLabel("Company").FillAsync("Alibaba");
        await editor.GetByLabel("Title").FillAsync("Three hundred jobs at a sorting centre");
        await editor.GetByLabel("Announced on").FillAsync("3 March 2025");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Begin the draft" }).ClickAsync();

        var hand = new Hand(editor);
        await hand.TypeAsync(editor.GetByLabel("Address of the page"), "alibaba-sorting-centre-2025");
        await hand.TypeAsync(editor.GetByLabel("Standfirst"), "Alibaba promised 300 jobs at a sorting centre.");
        await hand.TypeAsync(editor.GetByLabel("Announced by"), "A director");
        await hand.TypeAsync(editor.Locator("[name='announced.sources']"), "https://www.example.org/sorting");
        await hand.ChooseAsync(editor.Locator("[name='checkability.rating']"), "partly-measurable");
        await hand.TypeAsync(editor.Locator("[name='checkability.reason']"), "A number, and no date.");
        await hand.ClickAsync(editor.Locator("button[value='add targets']"));
        await Expect(editor).ToHaveURLAsync(new Regex("#targets-0$"));
        var target = editor.GetByRole(AriaRole.Group, new() { Name = "target 1" });
        await target.GetByLabel("Short name").FillAsync("jobs");
        await target.GetByLabel("What was promised").FillAsync("jobs created");
        await target.GetByLabel("Number").FillAsync("300");
        await target.GetByLabel("Where the deadline comes from").SelectOptionAsync("none-given");
        await target.GetByLabel("Sources").FillAsync("1");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Save and send to review" }).ClickAsync();
        await Expect(editor.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Three hundred jobs at a sorting centre");
        await editor.Locator("details.item summary").First.ClickAsync();
        (await editor.GetByText("Enter the source's title.").CountAsync()).Should().BeGreaterThan(0, "what is missing is said beside its field");
        await hand.TypeAsync(editor.Locator("[name='sources[0].title']"), "A report");
        await Expect(editor.Locator("[name='sources[0].role']")).ToHaveValueAsync("promise");
        await hand.ChooseAsync(editor.Locator("[name='sources[0].kind']"), "news-report");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Save and send to review" }).ClickAsync();
        await Expect(editor.GetByText("Sent to review.")).ToBeVisibleAsync();

        var reviewer = await Chromium.OpenAsync(scripts: false);
        await SignInAsync(Chromium, reviewer, MemberRole.Reviewer);
        await reviewer.GotoAsync("/newsroom");
        await reviewer.GetByRole(AriaRole.Link, new() { Name = "Three hundred jobs at a sorting centre" }).First.ClickAsync();
        await reviewer.GetByRole(AriaRole.Link, new() { Name = "Difference and review" }).ClickAsync();
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Publish now" }).ClickAsync();
        await Expect(reviewer.GetByText("Published. Readers see it now.")).ToBeVisibleAsync();

        var reader = await Chromium.OpenAsync(scripts: false);
        await reader.GotoAsync("/changes");
        await reader.Locator("ul.changes summary").First.ClickAsync();
        await reader.GetByRole(AriaRole.Link, new() { Name = "Three hundred jobs at a sorting centre" }).ClickAsync();
        await Expect(reader).ToHaveURLAsync(Chromium.Address + "/pledges/alibaba-sorting-centre-2025");
        await Expect(reader.GetByText("No qualifying figure", new() { Exact = true }).First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task With_scripts_a_part_is_added_without_a_reload_and_what_was_typed_stays()
    {
        var page = await DraftAsync();
        await page.EvaluateAsync("window.sameDocument = true");
        await page.GetByLabel("Standfirst").FillAsync("Typed before the part was added.");

        await new Hand(page).ClickAsync(page.Locator("button[value='add figures']"));
        await page.Locator("#figures-0").WaitForAsync();

        (await page.EvaluateAsync<bool>("window.sameDocument === true")).Should().BeTrue();
        await Expect(page.GetByLabel("Standfirst")).ToHaveValueAsync("Typed before the part was added.");
        (await page.EvaluateAsync<bool>("document.getElementById('figures-0').contains(document.activeElement)")).Should().BeTrue();
    }

    [BrowserFact]
    public async Task With_scripts_the_draft_is_saved_while_somebody_writes()
    {
        var page = await DraftAsync();
        await page.GetByLabel("Standfirst").FillAsync("Never sent by a button.");

        await page.GetByText("Saved at").WaitForAsync(new() { Timeout = 20_000 });

        (await KeptAsync(page)).Summary.Should().Be("Never sent by a button.");
    }

    [BrowserFact]
    public async Task A_chosen_file_is_said_not_to_be_up_until_it_is()
    {
        var id = await Chromium.App.WithAsync<Drafts, int>(drafts => drafts.StartAsync(new PledgeDraft { Title = "A draft", Sources = [new SourceDraft { Id = "one" }] }, LogActor.Program));
        var page = await Chromium.OpenAsync();
        await SignInAsync(Chromium, page, MemberRole.Editor);
        await page.GotoAsync($"/newsroom/pledges/{id}");
        await OpenAsync(page, "sources-0");
        await page.Locator("#sources-0 input[type=file]").SetInputFilesAsync(new FilePayload { Name = "count.txt", MimeType = "text/plain", Buffer = new byte[2_100_000].Select(_ => (byte)'a').ToArray() });

        await Expect(page.Locator("#sources-0 [data-chosen]")).ToHaveTextAsync("“count.txt”, 2.1 MB, is not up yet: press Save.");
        await Expect(page.Locator("#autosave")).ToContainTextAsync("without the chosen files", new() { Timeout = 20_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the draft", Exact = true }).ClickAsync();

        await Expect(page.Locator("[data-chosen]")).ToHaveCountAsync(0);
        (await KeptAsync(page)).Sources[0].Evidence.Should().ContainSingle();
    }

    [BrowserFact]
    public async Task A_lost_connection_loses_nothing()
    {
        var page = await DraftAsync();
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("Standfirst").FillAsync("Written in a tunnel.");
        await page.GetByText("No connection.").WaitForAsync(new() { Timeout = 20_000 });

        await page.Context.SetOfflineAsync(false);
        await page.GetByText("Saved at").WaitForAsync(new() { Timeout = 20_000 });

        (await KeptAsync(page)).Summary.Should().Be("Written in a tunnel.");
    }

    [BrowserTheory]
    [InlineData("Save the draft")]
    [InlineData("Save and preview")]
    [InlineData("Save and check")]
    public async Task What_was_saved_at_once_is_not_offered_again(string button)
    {
        var page = await DraftAsync();
        var form = page.Url;
        await page.GetByLabel("Standfirst").FillAsync("Written and\nsaved at once.");
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Expect(page).Not.ToHaveURLAsync(form);
        await page.GotoAsync(form);

        await Expect(page.GetByLabel("Standfirst")).ToHaveValueAsync("Written and\nsaved at once.");
        (await page.GetByText("This browser has your unsaved changes").CountAsync()).Should().Be(0);
        (await page.EvaluateAsync<int>("localStorage.length")).Should().Be(0, "nothing stays in the browser that the newsroom has");
    }

    [BrowserTheory, InlineData(1280), InlineData(390)]
    public async Task The_words_of_a_tick_box_stand_beside_it_and_over_nothing_else(int width)
    {
        var id = await Chromium.App.WithAsync<Drafts, int>(drafts => drafts.StartAsync(new PledgeDraft { Title = "A draft", Figures = [new FigureDraft()] }, LogActor.Program));
        var page = await Chromium.OpenAsync(width);
        await SignInAsync(Chromium, page, MemberRole.Administrator);
        foreach (var address in (string[])[$"/newsroom/pledges/{id}", "/newsroom/import", "/newsroom/tokens"])
        {
            await page.GotoAsync(address);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");

            (await page.EvaluateAsync<int>("document.querySelectorAll('label.tick').length")).Should().BeGreaterThan(0, address);
            (await page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('label.tick')].filter(label => {
                  const box = label.getBoundingClientRect(), words = document.createRange();
                  words.selectNodeContents(label);
                  const said = words.getBoundingClientRect();
                  return said.right > box.right + 1 || said.bottom > box.bottom + 1 || said.top < box.top - 1 || box.width < 100;
                }).map(label => label.textContent.trim())
                """)).Should().BeEmpty(address);
        }
    }

    [BrowserTheory, InlineData(true), InlineData(false)]
    public async Task A_date_that_can_mean_two_days_is_asked_about_and_one_of_them_is_clicked(bool scripts)
    {
        var id = await Chromium.App.WithAsync<Drafts, int>(drafts => drafts.StartAsync(new PledgeDraft { Title = "A draft", Figures = [new FigureDraft()] }, LogActor.Program));
        var page = await Chromium.OpenAsync(scripts: scripts);
        await SignInAsync(Chromium, page, MemberRole.Editor);
        await page.GotoAsync($"/newsroom/pledges/{id}");
        await new Hand(page).ReachAsync(page.Locator("[id='figures-0-asOf']"));
        await page.Locator("[id='figures-0-asOf']").FillAsync("2/11/21");
        await page.Locator("[id='figures-0-quantity']").FillAsync("3000 or more");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the draft", Exact = true }).ClickAsync();

        await Expect(page.Locator("[id='figures-0-asOf']")).ToHaveValueAsync("2/11/21");
        await Expect(page.Locator("#figures-0-asOf-problem")).ToContainTextAsync("“2/11/21”");
        await Expect(page.Locator("[id='figures-0-quantity']")).ToHaveValueAsync("at least 3,000");
        await page.Locator("#figures-0 .readings button").Filter(new() { HasText = "11 February 2021" }).ClickAsync();

        await Expect(page.Locator("[id='figures-0-asOf']")).ToHaveValueAsync("2021-02-11");
        (await KeptAsync(page)).Figures[0].AsOf.Should().Be("2021-02-11");
    }

    [BrowserFact]
    public async Task A_browser_that_is_closed_in_a_tunnel_offers_what_was_typed()
    {
        var page = await DraftAsync();
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("Standfirst").FillAsync("Written and closed.");
        var again = await page.Context.NewPageAsync();
        await page.CloseAsync();
        await again.Context.SetOfflineAsync(false);
        await again.GotoAsync(page.Url);

        await again.GetByRole(AriaRole.Button, new() { Name = "Put them into the form" }).ClickAsync();

        await Expect(again.GetByLabel("Standfirst")).ToHaveValueAsync("Written and closed.");
    }

    [BrowserFact]
    public async Task Somebody_elses_save_is_said_while_one_writes_and_both_texts_are_shown()
    {
        var page = await DraftAsync();
        await Chromium.App.WithAsync<Drafts, SaveResult>(drafts => drafts.SaveAsync(IdOf(page), 1, new PledgeDraft { Title = "Theirs" }, new LogActor(null, "Somebody Else", null)));
        await page.GetByLabel("Standfirst").FillAsync("Mine.");

        await page.GetByText("Somebody Else has saved this pledge too.").WaitForAsync(new() { Timeout = 20_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Somebody Else saved this pledge while you were writing" })).ToBeVisibleAsync();
        (await page.GetByRole(AriaRole.Row).CountAsync()).Should().BeGreaterThan(1);
    }

    /// <summary>
    /// The founding case, from nothing: the company, the pledge with its two targets, what was reported, said and taken back, by
    /// somebody who only presses what the form offers; and a second person publishes it.
    /// </summary>
    [BrowserTheory, InlineData(true), InlineData(false)]
    public async Task The_Alibaba_pledge_is_entered_from_nothing_and_published_by_a_second_person(bool scripts)
    {
        var (company, slug) = scripts ? ("Alibaba Entered With Scripts", "alibaba-entered-with-scripts") : ("Alibaba Entered Without", "alibaba-entered-without");
        var editor = await Chromium.OpenAsync(scripts: scripts);
        await SignInAsync(Chromium, editor, MemberRole.Editor);
        await editor.GetByRole(AriaRole.Link, new() { Name = "Pledges", Exact = true }).ClickAsync();
        await editor.GetByRole(AriaRole.Link, new() { Name = "New pledge" }).ClickAsync();
        await editor.GetByLabel("Company").FillAsync(company);
        await editor.GetByLabel("Title").FillAsync("One million U.S. jobs, once more");
        await editor.GetByLabel("Announced on").FillAsync("9 January 2017");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Begin the draft", Exact = true }).ClickAsync();
        await Expect(editor.GetByText("No company of the name")).ToBeVisibleAsync();
        await Expect(editor.GetByLabel("Title")).ToHaveValueAsync("One million U.S. jobs, once more");
        await editor.GetByRole(AriaRole.Button, new() { Name = $"Add “{company}” and begin the draft" }).ClickAsync();
        await Expect(editor).ToHaveURLAsync(new Regex("/newsroom/pledges/[0-9]+$"));
        await FillAsync(editor, "", ("slug", slug), ("summary", "Alibaba promised a million U.S. jobs, and took it back."), ("tags", "small-businesses"));
        await FillAsync(editor, "announced.", ("by", "Jack Ma"), ("to", "President-elect Donald Trump"), ("sources", "https://www.example.org/2017/promise"));
        await FillAsync(editor, "checkability.", ("rating", "hardly-measurable"), ("reason", "Nobody can prove or disprove it."));
        await AddAsync(editor, "places", ("country", "United States"));
        await AddAsync(editor, "targets", ("id", "jobs"), ("metric", "jobs-created"), ("quantity", "1 million"), ("deadline", "January 2022"), ("deadlineBasis", "computed"), ("sources", "1"));
        await AddAsync(editor, "targets", ("id", "businesses"), ("metric", "small-businesses-supported"), ("quantity", "1,000,000"), ("baseline", "7000"), ("deadline", "2022-01"), ("deadlineBasis", "computed"), ("sources", "1"));
        await AddAsync(editor, "figures", ("target", "businesses"), ("quantity", "more than 7,000"), ("span", "level"), ("asOf", "2016"), ("published", "10 Jan 2017"), ("basis", "company-statement"),
            ("counting", "context"), ("shows", "reported"), ("reason", "The level at the time of the promise."), ("sources", "https://www.example.org/2017/level"));
        await AddAsync(editor, "figures", ("target", ""), ("metric", "jobs-supported"), ("quantity", "25k–30k"), ("span", "total"), ("asOf", "2018"), ("basis", "commissioned-study"),
            ("counting", "context"), ("shows", "reported"), ("reason", "Supported is not created."), ("sources", "2"));
        await AddAsync(editor, "events", ("date", "2018-09-19"), ("kind", "withdrawn"), ("text", "The chairman takes the promise back."), ("sources", "https://www.example.org/2018/withdrawn"));
        await AddAsync(editor, "quotes", ("text", "Our promise cannot be fulfilled."), ("speaker", "Jack Ma"), ("date", "2018-09"), ("sources", "3"));
        await AddAsync(editor, "verdicts", ("verdict", "withdrawn"), ("date", "2018-09-19"), ("reason", "He said so."), ("sources", "3"));
        foreach (var (number, role, title) in new[] { (0, "promise", "The promise"), (1, "proof", "The level"), (2, "proof", "The end") })
        {
            await OpenAsync(editor, $"sources-{number}");
            await FillAsync(editor, $"sources[{number}].", ("role", role), ("kind", "news-report"), ("title", title), ("published", "2017"));
        }

        await editor.GetByRole(AriaRole.Button, new() { Name = "Save and send to review" }).ClickAsync();
        await editor.GetByText("Sent to review.").WaitForAsync();

        var reviewer = await Chromium.OpenAsync(scripts: scripts);
        await SignInAsync(Chromium, reviewer, MemberRole.Reviewer);
        await reviewer.GetByRole(AriaRole.Link, new() { Name = "One million U.S. jobs, once more" }).First.ClickAsync();
        await reviewer.GetByRole(AriaRole.Link, new() { Name = "Preview" }).ClickAsync();
        await Expect(reviewer.GetByText("Nobody can prove or disprove it.").First).ToBeVisibleAsync();
        await reviewer.GoBackAsync();
        await reviewer.GetByRole(AriaRole.Link, new() { Name = "Difference and review" }).ClickAsync();
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Publish now" }).ClickAsync();
        await reviewer.GetByText("Published. Readers see it now.").WaitForAsync();

        var reader = await Chromium.OpenAsync(scripts: false);
        await reader.GotoAsync("/pledges/" + slug);
        var page = await reader.Locator("main").InnerTextAsync();
        page.Should().Contain("Withdrawn").And.Contain("more than 7,000").And.Contain("25,000 to 30,000").And.Contain("January 2022").And.Contain("Our promise cannot be fulfilled.");
        (await reader.Locator("ol.sources > li").CountAsync()).Should().Be(3);
    }

    /// <summary>
    /// A pledge of 24 parts, as the one whose entering took 139 visits and clicks before the form was a list of tasks: one place, three targets,
    /// seven figures, four events, a quote, a verdict and seven sources, which are pasted where they are used.
    /// </summary>
    [BrowserFact]
    public async Task A_pledge_of_24_parts_takes_less_than_half_of_the_visits_and_clicks_that_it_took()
    {
        var page = await Chromium.OpenAsync();
        await SignInAsync(Chromium, page, MemberRole.Editor);
        var (hand, visits, tallest) = (new Hand(page), 0, 0);
        page.FrameNavigated += (_, _) => visits++;
        await page.GotoAsync("/newsroom/pledges/new");
        await hand.TypeAsync(page.GetByLabel("Company"), "Kraft Heinz");
        await hand.TypeAsync(page.GetByLabel("Title"), "Plants kept open after the merger, once more");
        await hand.TypeAsync(page.GetByLabel("Announced on"), "March 25, 2015");
        await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Begin the draft", Exact = true }));
        await Expect(page).ToHaveURLAsync(new Regex("/newsroom/pledges/[0-9]+$"));
        await hand.FillAsync("", ("slug", "kraft-once-more"), ("summary", "It promised to keep plants open."));
        await hand.FillAsync("announced.", ("by", "A chief executive"), ("sources", "https://www.example.org/1"));
        await hand.FillAsync("checkability.", ("rating", "measurable"), ("reason", "Plants and dates were named."));
        await AddAsync("places", 0, ("country", "United States"), ("subdivision", "Wisconsin"));
        foreach (var i in Enumerable.Range(0, 3))
        {
            await AddAsync("targets", i, ("id", "t" + i), ("metric", "jobs-retained"), ("quantity", "about 2,400"), ("deadlineBasis", "none-given"), ("sources", "1"));
        }

        foreach (var i in Enumerable.Range(0, 7))
        {
            if (i == 0)
            {
                await AddAsync("figures", i, ("target", "t0"), ("quantity", "1,900"), ("span", "total"), ("asOf", "Q4 2016"), ("basis", "media-count"), ("counting", "context"), ("reason", "Another plant."), ("sources", "https://www.example.org/2"));
                continue;
            }

            await AddAsync("figures", i, ("quantity", $"{i},100"), ("asOf", $"{i + 1}/20/2017"), ("reason", "Another plant."), ("sources", $"https://www.example.org/{2 + (i % 5)}"));
            await hand.ClickAsync(page.Locator($"button[value='copy figures[{i}]']"));
            await Expect(page.Locator($"[name='figures[{i}].basis']")).ToHaveValueAsync("media-count");
        }

        foreach (var i in Enumerable.Range(0, 4))
        {
            await AddAsync("events", i, ("date", $"Jan {i + 1}, 2018"), ("kind", "announced"), ("text", "Something happened."), ("sources", "2"));
        }

        await AddAsync("quotes", 0, ("text", "We keep our word."), ("speaker", "A chief executive"), ("date", "3/25/2015"), ("sources", "1"));
        await AddAsync("verdicts", 0, ("verdict", "missed"), ("date", "2018"), ("reason", "It closed them."), ("sources", "https://www.example.org/7"));
        await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }));
        await Expect(page.GetByText("Saved.").First).ToBeVisibleAsync();
        var sources = await page.Locator("details[id^='sources-']").CountAsync();
        foreach (var i in Enumerable.Range(0, sources))
        {
            await hand.TypeAsync(page.Locator($"[name='sources[{i}].title']"), $"Report {i}");
            if (i == 0)
            {
                await hand.ChooseAsync(page.Locator("[name='sources[0].kind']"), "news-report");
                await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }));
                await Expect(page.GetByText("Saved.").First).ToBeVisibleAsync();
                await hand.ClickAsync(page.Locator("button[value='same sources[0].kind']"));
                await Expect(page.Locator("[name='sources[1].kind']")).ToHaveValueAsync("news-report");
            }
        }

        await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Save and check" }));
        await Expect(page).ToHaveURLAsync(new Regex("check=1"));

        var kept = await KeptAsync(page);
        (kept.Places.Count + kept.Targets.Count + kept.Figures.Count + kept.Events.Count + kept.Quotes.Count + kept.Verdicts.Count + kept.Sources.Count).Should().Be(24);
        kept.Places.Single().Should().Be(new PlaceDraft { Country = "US", Subdivision = "US-WI" });
        kept.Sources.Select(s => (s.Kind, s.Role)).Should().BeEquivalentTo([("news-report", "promise"), .. Enumerable.Repeat(("news-report", "proof"), 6)]);
        (visits + hand.Clicks).Should().BeLessThan(139 / 2);
        tallest.Should().BeLessThan(5 * 900, "of five screens of a laptop");
        await Console.Out.WriteLineAsync($"A pledge of 24 parts: {visits} visits, {hand}; at most {tallest} px high.");

        async Task AddAsync(string list, int index, params (string Field, string Value)[] fields)
        {
            await hand.ClickAsync(page.Locator($"button[value='add {list}']"));
            await page.Locator($"#{list}-{index}").WaitForAsync();
            tallest = Math.Max(tallest, await page.EvaluateAsync<int>("document.documentElement.scrollHeight"));
            await hand.FillAsync($"{list}[{index}].", fields);
        }
    }

    /// <summary>Counts what a practised editor does for one new figure with one new source, without the mouse.</summary>
    [BrowserFact]
    public async Task One_figure_with_one_source_is_entered_by_the_keyboard_alone()
    {
        var id = await Chromium.App.WithAsync<Web.Data.PledgeTrackerDbContext, int>(context => Task.FromResult(context.Documents.Single(d => d.Key == "alibaba-million-us-jobs-2017").Id));
        var page = await Chromium.OpenAsync();
        await SignInAsync(Chromium, page, MemberRole.Editor);
        await page.GotoAsync($"/newsroom/pledges/{id}");
        var figures = await page.Locator("details[id^='figures-']").CountAsync();
        var keys = 0;

        await TabToAsync("document.activeElement.value === 'add figures'");
        await PressAsync("Enter");
        await page.Locator($"#figures-{figures}").WaitForAsync();
        foreach (var (field, typed) in new[]
        {
            ("target", "j"), ("quantity", "1454"), ("span", "t"), ("asOf", "2019"), ("basis", "comp"), ("counting", "cont"), ("reason", "A test."), ("sources", "https://example.org/a"),
        })
        {
            await TabToAsync($"document.activeElement.name === 'figures[{figures}].{field}'");
            await page.Keyboard.TypeAsync(typed);
            keys += typed.Length;
        }

        await PressAsync("Enter");
        await page.GetByText("Saved.", new() { Exact = true }).First.WaitForAsync();

        var kept = (await KeptAsync(page)).Figures[^1];
        (kept.Target, kept.Quantity, kept.Span, kept.AsOf, kept.Basis, kept.Counting).Should().Be(("jobs", "1,454", "total", "2019", "company-statement", "context"));
        kept.Sources.Should().Equal("example.org");
        keys.Should().BeLessThan(200, "a practised editor needs less than a minute; the count stands in docs/newsroom.md");
        await Console.Out.WriteLineAsync($"One figure with one source: {keys} keys.");

        async Task TabToAsync(string there)
        {
            // A practised editor jumps to the section by its link first; the tabs within it are counted.
            if (there.Contains("add figures", StringComparison.Ordinal))
            {
                await page.EvaluateAsync("document.querySelector(\"#figures > summary\").focus()");
                keys += 2;
                await PressAsync("Enter");
            }

            for (var i = 0; i < 40 && !await page.EvaluateAsync<bool>(there); i++)
            {
                await PressAsync("Tab");
            }

            (await page.EvaluateAsync<bool>(there)).Should().BeTrue(there);
        }

        Task PressAsync(string key)
        {
            keys++;
            return page.Keyboard.PressAsync(key);
        }
    }

    [BrowserTheory, InlineData(true), InlineData(false)]
    public async Task A_session_that_ends_in_the_midst_of_a_form_loses_nothing(bool scripts)
    {
        var id = await Chromium.App.WithAsync<Drafts, int>(drafts => drafts.StartAsync(new PledgeDraft { Title = "A draft" }, LogActor.Program));
        var page = await Chromium.OpenAsync(scripts: scripts);
        var name = await SignInAsync(Chromium, page, MemberRole.Editor);
        await page.GotoAsync($"/newsroom/pledges/{id}");
        await page.GetByLabel("Standfirst").FillAsync("Typed before the session ended.");
        await page.Context.ClearCookiesAsync(new() { Name = "pledgetracker" });

        await page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
        var tab = await page.Context.NewPageAsync();
        await tab.GotoAsync("/account/sign-in");
        await tab.GetByLabel("E-mail address").FillAsync(NewsroomApp.EmailOf(name));
        await tab.GetByLabel("Password").FillAsync(NewsroomApp.Password);
        await tab.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.Locator("main button").First.ClickAsync();
        await page.GetByText("Saved.", new() { Exact = true }).WaitForAsync();

        (await KeptAsync(page)).Summary.Should().Be("Typed before the session ended.");
    }

    /// <summary>Signs in as somebody new.</summary>
    internal static async Task<string> SignInAsync(Browser browser, IPage page, MemberRole role)
    {
        var name = "Member " + Guid.NewGuid().ToString("N")[..8];
        await browser.App.AddAsync(name, role);
        await page.GotoAsync("/account/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(NewsroomApp.EmailOf(name));
        await page.GetByLabel("Password").FillAsync(NewsroomApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/newsroom$"));
        return name;
    }

    private async Task<IPage> DraftAsync()
    {
        var id = await Chromium.App.WithAsync<Drafts, int>(drafts => drafts.StartAsync(new PledgeDraft { Title = "A draft" }, LogActor.Program));
        var page = await Chromium.OpenAsync();
        await SignInAsync(Chromium, page, MemberRole.Editor);
        await page.GotoAsync($"/newsroom/pledges/{id}");
        return page;
    }

    private async Task<PledgeDraft> KeptAsync(IPage page) => (await Chromium.App.WithAsync<Drafts, OpenDraft?>(drafts => drafts.OpenAsync(IdOf(page))))!.Draft;

    private static int IdOf(IPage page) => int.Parse(new Uri(page.Url).Segments[^1], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task FillAsync(IPage page, string prefix, params (string Field, string Value)[] fields)
    {
        foreach (var (field, value) in fields)
        {
            var control = page.Locator($"[name='{prefix}{field}']");
            await new Hand(page).ReachAsync(control);
            if (await control.EvaluateAsync<bool>("c => c.tagName === 'SELECT'"))
            {
                await control.SelectOptionAsync(value);
            }
            else
            {
                await control.FillAsync(value);
            }
        }
    }

    /// <summary>Presses the button that adds a part, and fills it in.</summary>
    private static async Task AddAsync(IPage page, string list, params (string Field, string Value)[] fields)
    {
        var count = await page.Locator($"details[id^='{list}-']").CountAsync();
        await new Hand(page).ClickAsync(page.Locator($"button[value='add {list}']"));
        await page.Locator($"#{list}-{count}").WaitForAsync();
        await OpenAsync(page, $"{list}-{count}");
        await FillAsync(page, $"{list}[{count}].", fields);
    }

    private static async Task OpenAsync(IPage page, string part)
    {
        await page.Locator("#" + part).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await new Hand(page).ReachAsync(page.Locator($"#{part} .field").First);
    }
}
