// Saves every page of a running tracker that links lead to, and some that none does: node save-pages.js ADDRESS FOLDER
const fs = require("fs");
const path = require("path");

const [base, folder] = process.argv.slice(2);
const seen = new Set(["/", "/dev/charts", "/nothing-here", "/pledges?page=x", "/pledges/alibaba-million-us-jobs-2017?on=2018-09-18", "/pledges/alibaba-million-us-jobs-2017?on=2016-01-01"]);
const queue = [...seen];

async function answering() {
  for (let attempt = 0; attempt < 120; attempt++) {
    try { return await fetch(base + "/healthz/live"); } catch { await new Promise(r => setTimeout(r, 500)); }
  }
  throw new Error("The tracker did not answer.");
}

(async () => {
  await answering();
  while (queue.length > 0) {
    const address = queue.shift();
    const answer = await fetch(base + address);
    if (!(answer.headers.get("content-type") || "").startsWith("text/html")) continue;
    const html = await answer.text();
    fs.writeFileSync(path.join(folder, (address.replace(/[^a-z0-9]+/gi, "_") || "_") + ".html"), html);
    for (const [, href] of html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) {
      const next = href.replaceAll("&amp;", "&");
      // A list in every combination of its filters is the same page again.
      if (!next.includes("&") && !seen.has(next)) { seen.add(next); queue.push(next); }
    }
  }
})().catch(error => { console.error(error.message); process.exit(1); });
