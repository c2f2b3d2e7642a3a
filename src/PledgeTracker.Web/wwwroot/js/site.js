// What a browser adds where it may run this file. Without it every page can be read and every form sent.
// It is loaded before the page is drawn, because the theme must be known by then; all else waits for the page.

"use strict";
(() => {
  const root = document.documentElement;
  const said = document.currentScript.dataset;
  const words = Object.fromEntries(Object.entries(said).map(([name, text]) => [name.replace(/^say(.)/, (_, first) => first.toLowerCase()), text]));

  // --- the theme: kept in this browser alone, and sent to nobody
  const themes = ["system", "light", "dark"];
  const kept = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  };
  const wear = theme => theme === "light" || theme === "dark" ? root.dataset.theme = theme : delete root.dataset.theme;
  wear(kept());
  root.classList.add("scripted");

  const button = (label, act, className = "copy no-print") => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = className;
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };

  // --- told to whoever has the page read aloud
  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  const say = text => {
    status.textContent = "";
    requestAnimationFrame(() => { status.textContent = text; });
  };

  const switchTheme = () => {
    const place = document.querySelector(".theme");
    if (!place) return;
    let now = themes.indexOf(kept());
    if (now < 0) now = 0;
    const named = () => words[themes[now]];
    const made = button("", () => {
      now = (now + 1) % themes.length;
      wear(themes[now]);
      try {
        if (now === 0) localStorage.removeItem("theme");
        else localStorage.setItem("theme", themes[now]);
      } catch {
        // A browser that keeps nothing shows the choice until the page is left.
      }
      name();
      say(named());
    }, "");
    const name = () => {
      made.title = named();
      made.setAttribute("aria-label", named());
    };
    // Half dark, half light.
    made.innerHTML = "<svg viewBox='0 0 16 16' aria-hidden='true'><circle cx='8' cy='8' r='6.5' fill='none' stroke='currentColor' stroke-width='1.5'/><path d='M8 1.5a6.5 6.5 0 0 1 0 13z' fill='currentColor'/></svg>";
    name();
    place.replaceChildren(made);
  };

  // --- copying and sharing
  const flash = (on, text) => {
    const label = on.textContent;
    on.textContent = text;
    say(text);
    setTimeout(() => { on.textContent = label; }, 2500);
  };
  const copier = (label, text) => {
    const made = button(label, async () => {
      try {
        await navigator.clipboard.writeText(text());
        flash(made, words.copied);
      } catch {
        flash(made, words.notCopied);
      }
    });
    return made;
  };

  // One line a row, one tab between cells: spreadsheets take it as a table.
  const cell = node => node.innerText.replace(/\s+/g, " ").trim();
  const rows = table => [...table.rows].map(row => [...row.cells].map(cell).join("\t")).join("\n");
  const offerCopies = within => {
    for (const node of within.querySelectorAll("[data-copy]")) {
      node.after(copier(words.copy, () => node.value ?? node.innerText));
      node.addEventListener("focus", () => node.select?.());
    }
    for (const table of within.querySelectorAll("table[data-copy-table]")) {
      (table.closest(".scroll") ?? table).after(copier(words.copyTable, () => rows(table)));
    }
    for (const place of within.querySelectorAll("[data-share]")) {
      const address = place.dataset.share || location.href;
      if (navigator.share) {
        place.append(button(words.share, () => navigator.share({ title: document.title, url: address }).catch(() => { /* closed again */ })));
      }
      place.append(" ", copier(words.copyLink, () => address));
    }
  };

  // --- columns sorted where they stand; a cell counts by its number or date, where it has one for programs
  const keyOf = at => {
    const machine = at?.querySelector("data, time");
    const value = machine?.getAttribute("value") ?? machine?.getAttribute("datetime");
    if (value !== null && value !== undefined) return value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : value;
    const text = at?.textContent.trim() ?? "";
    return text === "" || text === "—" ? null : text;
  };
  const compare = new Intl.Collator(root.lang, { numeric: true, sensitivity: "base" }).compare;
  const sortTable = table => {
    const heads = [...table.tHead?.rows[0]?.cells ?? []];
    heads.forEach((head, column) => {
      if (head.querySelector("a, button") || head.textContent.trim() === "") return;
      const made = button(head.textContent.trim(), () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(other => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        for (const body of table.tBodies) {
          const sorted = [...body.rows].map(row => [row, keyOf(row.cells[column])]);
          // What has no value stands last in either direction.
          sorted.sort(([, a], [, b]) => a === null || b === null ? (a === null) - (b === null)
            : (down ? -1 : 1) * (typeof a === "number" && typeof b === "number" ? a - b : compare(String(a), String(b))));
          body.append(...sorted.map(([row]) => row));
        }
      }, "sort");
      head.replaceChildren(made);
    });
  };

  // --- charts: what a mark says, at the mouse, the finger or the focus; the arrow keys go from mark to mark
  const tip = document.createElement("div");
  tip.className = "mark-tip no-print";
  tip.setAttribute("role", "status");
  tip.hidden = true;
  let shown = null;
  const hide = () => {
    tip.hidden = true;
    shown = null;
  };
  const show = mark => {
    if (shown === mark) return;
    shown = mark;
    tip.textContent = mark.getAttribute("aria-label");
    tip.hidden = false;
    const at = mark.getBoundingClientRect();
    const wide = root.clientWidth;
    tip.style.left = tip.style.top = "0px";
    const size = tip.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.left + at.width / 2 - size.width / 2), wide - size.width - 8);
    const above = at.top - size.height - 8;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(above > 4 ? above : at.bottom + 8) + scrollY}px`;
  };
  const explain = chart => {
    // In the order of time, as they are read. A mark may stand within another, whose keys and clicks are not its own.
    const across = mark => mark.getCTM()?.e ?? 0;
    const marks = [...chart.querySelectorAll("g:has(> title), .mark:has(> title)")].filter(mark => mark.closest(".legend") === null).sort((a, b) => across(a) - across(b));
    const isOf = (mark, event) => marks.find(other => other.contains(event.target) && !marks.some(inner => inner !== other && other.contains(inner) && inner.contains(event.target))) === mark;
    marks.forEach((mark, at) => {
      const title = mark.querySelector(":scope > title");
      mark.setAttribute("aria-label", title.textContent);
      mark.setAttribute("role", "img");
      mark.setAttribute("tabindex", at === 0 ? "0" : "-1");
      // The browser's own hint would stand beside ours.
      title.remove();
      mark.addEventListener("pointerenter", () => show(mark));
      mark.addEventListener("pointerleave", event => { if (event.pointerType === "mouse") hide(); });
      mark.addEventListener("pointerdown", event => { if (isOf(mark, event)) show(mark); });
      mark.addEventListener("focus", () => show(mark));
      mark.addEventListener("blur", hide);
      mark.addEventListener("keydown", event => {
        if (event.target !== mark) return;
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        const next = event.key === "Home" ? marks[0] : event.key === "End" ? marks.at(-1) : step ? marks[at + step] : null;
        if (event.key === "Escape") hide();
        if (!next) return;
        event.preventDefault();
        mark.setAttribute("tabindex", "-1");
        next.setAttribute("tabindex", "0");
        next.focus();
      });
    });
    if (marks.length > 0) {
      // One picture became several things to read.
      chart.setAttribute("role", "group");
    }
  };

  // A chart that is loaded as a file has its marks explained too, once it is near.
  const near = "IntersectionObserver" in window ? new IntersectionObserver(entries => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) {
        near.unobserve(target);
        fetch(target.currentSrc || target.src).then(answer => answer.ok ? answer.text() : Promise.reject(answer.status)).then(text => {
          // The page's own styles hold for it; those it brings along would be refused.
          const chart = new DOMParser().parseFromString(text.replace(/<style>[^<]*<\/style>/, ""), "image/svg+xml").documentElement;
          if (chart.localName !== "svg") return;
          chart.classList.remove("alone");
          target.replaceWith(chart);
          explain(chart);
        }).catch(() => { /* the picture stays */ });
      }
    }
  }, { rootMargin: "300px" }) : null;

  // --- one day with news after the other, without loading the page anew
  const listen = within => {
    offerCopies(within);
    within.querySelectorAll("table[data-sort]").forEach(sortTable);
    within.querySelectorAll("svg.pledge-chart").forEach(explain);
    within.querySelectorAll("figure.chart img").forEach(image => near?.observe(image));
  };
  let at = location.pathname + location.search;
  const step = async (address, rel, keep = true) => {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = page.querySelector("main");
    if (!answer.ok || !main) throw new Error(String(answer.status));
    document.querySelector("main").replaceWith(main);
    document.title = page.title;
    if (keep) history.pushState(null, "", address);
    at = location.pathname + location.search;
    listen(main);
    const again = main.querySelector(`.steps a[rel~="${rel}"]`) ?? main.querySelector(".steps a");
    again?.focus({ preventScroll: true });
    say(main.querySelector(".steps [aria-current]")?.textContent ?? document.title);
  };
  document.addEventListener("click", event => {
    const link = event.target.closest?.(".steps a[rel]");
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    hide();
    step(link.href, link.rel.split(" ")[0]).catch(() => location.assign(link.href));
  });
  document.addEventListener("submit", event => {
    const form = event.target.closest?.(".steps form");
    if (!form) return;
    event.preventDefault();
    const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
    step(address, "prev").catch(() => location.assign(address));
  });
  // A link within the page goes into the history too, and changes nothing but the part after the #.
  addEventListener("popstate", () => {
    if (location.pathname + location.search !== at) step(location.href, "prev", false).catch(() => location.reload());
  });

  document.addEventListener("keydown", event => {
    if (event.key === "Escape") hide();
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const field = document.querySelector("#site-search");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  // --- what the search offers while somebody types
  const suggest = () => {
    const field = document.querySelector("input[data-suggest]");
    if (!field) return;
    const list = document.createElement("ul");
    list.id = "suggestions";
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.hidden = true;
    field.after(list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": list.id, "aria-autocomplete": "list", "aria-expanded": "false" })) {
      field.setAttribute(name, value);
    }

    let asked = "";
    let active = -1;
    let timer;
    const close = () => {
      list.hidden = true;
      active = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    };
    const mark = index => {
      active = index;
      [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
      if (index < 0) field.removeAttribute("aria-activedescendant");
      else field.setAttribute("aria-activedescendant", list.children[index].id);
    };
    const offer = found => {
      list.replaceChildren(...found.map(({ title, kind, address }, place) => {
        const item = document.createElement("li");
        item.id = `suggestion-${place}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.address = address;
        const small = document.createElement("span");
        small.className = "reason";
        small.textContent = kind;
        item.append(title, small);
        item.addEventListener("pointerdown", event => { event.preventDefault(); location.assign(address); });
        return item;
      }));
      list.hidden = found.length === 0;
      active = -1;
      field.setAttribute("aria-expanded", String(found.length > 0));
    };
    const ask = async () => {
      const text = field.value.trim();
      asked = text;
      if (text.length < 2) {
        close();
        return;
      }
      try {
        const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(text)}`);
        const found = answer.ok ? await answer.json() : [];
        // An answer that was overtaken by more typing is dropped.
        if (asked === text && document.activeElement === field) offer(found);
      } catch {
        close();
      }
    };
    field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
    field.addEventListener("blur", close);
    field.addEventListener("keydown", event => {
      const count = list.hidden ? 0 : list.children.length;
      if (event.key === "Escape" && count > 0) {
        event.preventDefault();
        close();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count > 0) {
        event.preventDefault();
        const way = event.key === "ArrowDown" ? 1 : -1;
        mark((active + 1 + way + count + 1) % (count + 1) - 1);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        location.assign(list.children[active].dataset.address);
      }
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.body.append(status, tip);
    switchTheme();
    suggest();
    listen(document.querySelector("main"));
  });
})();
