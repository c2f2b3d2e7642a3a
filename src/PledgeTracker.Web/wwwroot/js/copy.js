// Without this file, what stands on the page is copied by hand.

// The page says these in its language.
const words = document.body.dataset;
const say = document.createElement("p");
say.className = "unseen";
say.setAttribute("role", "status");
document.body.append(say);

function add(after, label, text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy no-print";
  button.textContent = label;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      say.textContent = button.textContent = words.copied;
    } catch {
      say.textContent = button.textContent = words.notCopied;
    }
    setTimeout(() => { button.textContent = label; say.textContent = ""; }, 2500);
  });
  after.after(button);
}

// One line a row, one tab between cells: spreadsheets take it as a table.
const cell = node => node.innerText.replace(/\s+/g, " ").trim();
const rows = table => [...table.rows].map(row => [...row.cells].map(cell).join("\t")).join("\n");

for (const node of document.querySelectorAll("main [data-copy]")) {
  add(node, words.copy, () => node.value ?? node.innerText);
  node.addEventListener("focus", () => node.select?.());
}

for (const table of document.querySelectorAll("table[data-copy-table]")) {
  add(table.closest(".scroll") ?? table, words.copyTable, () => rows(table));
}
