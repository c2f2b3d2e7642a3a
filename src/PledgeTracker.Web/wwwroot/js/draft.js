// Makes the form of a draft quicker; without it every button is a submit and nothing is missing.
// Saves by itself while somebody writes, keeps a copy in the browser until the server has it, and adds parts without a reload.

const wait = 4000;

let form = document.querySelector("form[data-autosave]");
if (form) {
  const kept = "draft " + form.dataset.autosave;
  let dirty = false;
  let timer = 0;
  let sending = false;
  let stopped = false;
  let sent = false;

  const say = text => {
    const status = document.getElementById("autosave");
    if (status) status.textContent = text;
  };

  const fields = action => {
    const data = new FormData(form);
    data.set("act", action);
    // Files go with a button that somebody presses, and not again with every pause in writing.
    if (action === "autosave") [...data].forEach(([name, value]) => { if (value instanceof File) data.delete(name); });
    return data;
  };

  const typed = () => [...new FormData(form)].filter(([name, value]) => name !== "__RequestVerificationToken" && typeof value === "string");

  const keep = (sent = false) => {
    try {
      localStorage.setItem(kept, JSON.stringify({ at: Date.now(), sent, pairs: typed() }));
    } catch {
      // A full or closed store: the server's copy is what counts.
    }
  };

  // What the server shows again, it has; and what was sent when it answers that it is done.
  const isSaved = copy => {
    const words = pairs => JSON.stringify(pairs.filter(([name]) => name !== "base" && name !== "act").map(([name, value]) => [name, value.replace(/\r\n?/g, "\n")]));
    return words(copy.pairs) === words(typed()) || (copy.sent && document.querySelector("main > .done") !== null);
  };

  const autosave = async () => {
    if (!dirty || sending || stopped) return;
    sending = true;
    dirty = false;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: fields("autosave"), redirect: "manual" });
      if (answer.ok) {
        const { number, read } = await answer.json();
        form.elements.namedItem("base").value = number;
        if (!dirty) tell(read ?? {});
        localStorage.removeItem(kept);
        say("Saved at " + new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) + (chosen().length > 0 ? ", without the chosen files." : "."));
      } else if (answer.status === 409) {
        stopped = true;
        say((await answer.json()).conflict + " has saved this " + form.dataset.noun + " too. Save to compare both versions. Nothing of yours is lost.");
      } else if (answer.status === 422) {
        say((await answer.json()).problem);
      } else {
        dirty = true;
        say(answer.status === 401 || answer.type === "opaqueredirect"
          ? "You are signed out. Sign in again in another tab. Your text is kept here."
          : "Not saved yet. The program will try again.");
      }
    } catch {
      dirty = true;
      say("No connection. Your text is kept in this browser, and will be saved when the connection is back.");
    }
    sending = false;
    if (dirty) schedule();
  };

  // How what was typed is read, beside its field; in the words of the server.
  const tell = read => {
    for (const line of form.querySelectorAll("[id$='-read'], [id$='-enters']")) {
      if (!(line.id in read)) line.id.endsWith("-read") ? line.remove() : line.replaceChildren();
    }
    for (const [id, text] of Object.entries(read)) {
      let line = document.getElementById(id);
      if (!line) {
        const field = document.getElementById(id.replace(/-read$/, ""))?.closest(".field");
        if (!field || field.querySelector(".readings")) continue;
        line = document.createElement("p");
        line.className = "read";
        line.id = id;
        field.append(line);
      }
      // What is said again unchanged would be read out again.
      if (line.textContent !== text) line.textContent = text;
    }
  };

  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(autosave, wait);
  };

  // A list of suggestions knows whole values only: in a field of several words it offers what the field would hold.
  const offer = field => {
    const list = field.list;
    if (!list || !("many" in field.dataset)) return;
    const before = field.value.includes(",") ? field.value.replace(/[^,]*$/, "").trimEnd() + " " : "";
    for (const option of list.options) {
      option.dataset.word ??= option.value;
      option.value = before + option.dataset.word;
    }
  };

  const chosen = () => [...form.querySelectorAll("input[type=file]")].filter(field => field.files.length > 0);

  const size = bytes => bytes < 1e6 ? Math.max(1, Math.round(bytes / 1e3)) + " KB" : (bytes / 1e6).toFixed(1) + " MB";

  // A chosen file is in this browser alone until the form is sent, whatever was saved of the text.
  const sayChosen = field => {
    let note = field.nextElementSibling;
    if (!note?.hasAttribute("data-chosen")) {
      note = document.createElement("p");
      note.className = "hint";
      note.setAttribute("role", "status");
      note.dataset.chosen = "";
      field.after(note);
    }
    note.textContent = [...field.files].map(file => "“" + file.name + "”, " + size(file.size) + ", is not up yet: press Save.").join(" ");
  };

  const listen = () => {
    form.addEventListener("focusin", event => { if (event.target instanceof HTMLInputElement) offer(event.target); });
    form.addEventListener("input", event => {
      if (event.target instanceof HTMLInputElement) offer(event.target);
      dirty = true;
      keep();
      schedule();
    });
    form.addEventListener("change", event => {
      if (event.target.type === "file") sayChosen(event.target);
    });
    form.addEventListener("submit", submit);
  };

  const submit = async event => {
    const button = event.submitter;
    clearTimeout(timer);
    if (!button || !/^(add|up|down|remove|fill|put|copy|same) /.test(button.value)) {
      if (dirty) keep(true);
      dirty = false;
      sent = true;
      // A second click would send the same again.
      setTimeout(() => form.querySelectorAll("button").forEach(b => { b.disabled = true; }));
      return;
    }

    event.preventDefault();
    // One after the other: an answer that came late would say an older revision than the form has.
    while (sending) await new Promise(later => { setTimeout(later, 30); });
    sending = true;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: fields(button.value) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector("form[data-autosave]");
      if (!answer.ok || !next) throw new Error();
      const open = [...form.querySelectorAll("details[open]")].map(d => d.id);
      document.querySelector("main > .problems")?.remove();
      const problems = page.querySelector("main > .problems");
      if (problems) form.before(problems);
      form.replaceWith(next);
      form = next;
      // What was open stays open, unless the new part stands open in its place.
      open.map(id => document.getElementById(id)).forEach(part => {
        if (part && !(part.name && document.querySelector(`details[name="${CSS.escape(part.name)}"][open]`))) part.open = true;
      });
      listen();
      dirty = false;
      localStorage.removeItem(kept);
      const at = decodeURIComponent(new URL(answer.url).searchParams.get("at") ?? "");
      const id = at.replace(/\]\./g, "-").replace(/[[\].]/g, "-").replace(/-+$/, "");
      const part = document.getElementById(id);
      part?.scrollIntoView({ block: "center" });
      (part?.querySelector("summary") ?? part)?.focus();
      say(problems ? "Saved, except for the problems above." : "Saved.");
      problems?.focus();
      sending = false;
    } catch {
      sending = false;
      // The plain way, with a reload, says what is the matter.
      form.requestSubmit ? HTMLFormElement.prototype.submit.call(withAction(button.value)) : form.submit();
    }
  };

  const withAction = value => {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "act";
    field.value = value;
    form.append(field);
    return form;
  };

  const offerKept = () => {
    let copy;
    try {
      copy = JSON.parse(localStorage.getItem(kept) ?? "null");
    } catch {
      copy = null;
    }
    if (!copy) return;
    if (isSaved(copy)) {
      localStorage.removeItem(kept);
      return;
    }
    const base = copy.pairs.find(([name]) => name === "base")?.[1];
    const note = document.createElement("p");
    note.className = "warn";
    note.append("This browser has your unsaved changes from " + new Date(copy.at).toLocaleString() + ". ");
    const take = document.createElement("button");
    take.type = "button";
    take.className = "quiet";
    take.textContent = "Put them into the form";
    take.addEventListener("click", () => {
      for (const [name, value] of copy.pairs) {
        const field = form.elements.namedItem(name);
        if (field instanceof HTMLElement && field.type !== "checkbox" && name !== "base" && name !== "act") field.value = value;
        if (field instanceof HTMLElement && field.type === "checkbox") field.checked = true;
      }
      // Written on the state they began with: if somebody saved since, both are shown side by side.
      if (base) form.elements.namedItem("base").value = base;
      dirty = true;
      note.remove();
      schedule();
    });
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "quiet";
    drop.textContent = "Discard them";
    drop.addEventListener("click", () => {
      localStorage.removeItem(kept);
      note.remove();
    });
    note.append(take, " ", drop);
    form.prepend(note);
  };

  listen();
  offerKept();
  addEventListener("beforeunload", event => {
    if (dirty || (!sent && chosen().length > 0)) event.preventDefault();
  });
  addEventListener("online", autosave);
}
