// Without this file, a search is sent with the button.

const field = document.querySelector("input[data-suggest]");
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

function close() {
  list.hidden = true;
  active = -1;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function mark(index) {
  active = index;
  [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
  if (index < 0) {
    field.removeAttribute("aria-activedescendant");
  } else {
    field.setAttribute("aria-activedescendant", list.children[index].id);
  }
}

function show(found) {
  list.replaceChildren(...found.map(({ title, kind, address }, at) => {
    const item = document.createElement("li");
    item.id = `suggestion-${at}`;
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
}

async function ask() {
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
    if (asked === text && document.activeElement === field) {
      show(found);
    }
  } catch {
    close();
  }
}

field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
field.addEventListener("blur", close);
field.addEventListener("keydown", event => {
  const count = list.hidden ? 0 : list.children.length;
  if (event.key === "Escape" && count > 0) {
    event.preventDefault();
    close();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count > 0) {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    mark((active + 1 + step + count + 1) % (count + 1) - 1);
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    location.assign(list.children[active].dataset.address);
  }
});
