// Saves every page of a running tracker that links lead to, and some that none does, for readers and for an administrator:
// node save-pages.js ADDRESS FOLDER EMAIL PASSWORD
const fs = require("fs");
const path = require("path");

const [base, folder, email, password] = process.argv.slice(2);
const seen = new Set(["/", "/dev/charts", "/nothing-here", "/pledges?page=x", "/pledges/alibaba-million-us-jobs-2017?on=2018-09-18", "/pledges/alibaba-million-us-jobs-2017?on=2016-01-01", "/tips/new?sent=1", "/pledges/alibaba-million-us-jobs-2017?revision=1", "/pledges/nothing/embed",
  "/compare/embed?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017", "/pledges?q=foxcon+wisconsin&verdict=missed", "/pledges?q=zzzz", "/pledges?on=2018-09-18&since=2018-01-01", "/?on=2018-09-18", "/companies/foxconn?on=2018-09-18", "/pledges/alibaba-million-us-jobs-2017?since=2018-01-01", "/newsroom/tokens", "/compare", "/compare?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017&pledge=gm-1bn-7000-jobs-2017",
  "/es/pledges?q=foxcon+wisconsin", "/es/pledges/alibaba-million-us-jobs-2017?on=2018-09-18", "/es/compare?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017", "/es/pledges/alibaba-million-us-jobs-2017/embed", "/es/tips/new", "/es/nothing-here", "/newsroom", "/newsroom/words?metric=investment", "/newsroom/pledges/1?check=1", "/newsroom/import/1", "/account/confirm"]);
const queue = [...seen];

async function answering() {
  for (let attempt = 0; attempt < 120; attempt++) {
    try { return await fetch(base + "/healthz/live"); } catch { await new Promise(r => setTimeout(r, 500)); }
  }
  throw new Error("The tracker did not answer.");
}

const cookies = new Map();

async function get(address, options = {}) {
  const answer = await fetch(base + address, { redirect: "manual", ...options, headers: { ...options.headers, cookie: [...cookies].map(c => c.join("=")).join("; ") } });
  for (const cookie of answer.headers.getSetCookie()) {
    const [name, value] = cookie.split(";")[0].split(/=(.*)/s);
    cookies.set(name, value);
  }
  return answer;
}

async function signIn() {
  const form = await (await get("/account/sign-in")).text();
  const token = form.match(/__RequestVerificationToken" type="hidden" value="([^"]+)"/)[1];
  const answer = await get("/account/sign-in", { method: "POST", body: new URLSearchParams({ email, password, __RequestVerificationToken: token }) });
  if (answer.status !== 302) throw new Error("The sign-in failed.");

  // Something for every page of the newsroom to show.
  await get("/tips/new", { method: "POST", body: new URLSearchParams({ text: "A tip", kind: "figure", link: "https://example.org/", pledge: "alibaba-million-us-jobs-2017" }) });
  const page = await (await get("/newsroom/import")).text();
  const data = new FormData();
  data.set("__RequestVerificationToken", page.match(/enctype="multipart\/form-data".*?value="([^"]+)"/s)[1]);
  data.set("file", new Blob(["slug,title\nnew-one,A title\n,none\n"]), "pledges.csv");
  await get("/newsroom/import", { method: "POST", body: data });
  await new Promise(r => setTimeout(r, 3000));
}

// One pledge's forms are like another's, so are the pages in Spanish, their embeds, looks back, figures and choices of a facet, and what has an ending is no page.
let embeds = 0;
const kinds = new Map();
const many = address => {
  const kind = address.startsWith("/es/") ? "es" : /[?&](on|since|revision)=/.test(address) ? address.replace(/.*[?&](on|since|revision)=.*/, "$1") : /\/figures\//.test(address) ? "figure" : /^\/pledges\?/.test(address) ? "facet" : null;
  kinds.set(kind, (kinds.get(kind) || 0) + 1);
  return kind !== null && kinds.get(kind) > (kind === "es" ? 60 : 30);
};
const again = address => Number((address.match(/^\/newsroom\/pledges\/([0-9]+)/) || [])[1] || 0) > 3
  || /\.[a-z]+$/.test(address.split("?")[0])
  || (/\/embed/.test(address) && ++embeds > 5)
  || many(address);

(async () => {
  await answering();
  await signIn();
  while (queue.length > 0) {
    const address = queue.shift();
    const answer = await get(address);
    if (!(answer.headers.get("content-type") || "").startsWith("text/html")) continue;
    const html = await answer.text();
    fs.writeFileSync(path.join(folder, (address.replace(/[^a-z0-9]+/gi, "_") || "_") + ".html"), html);
    for (const [, href] of html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) {
      const next = href.replaceAll("&amp;", "&");
      // A list in every combination of its filters is the same page again.
      if (!next.includes("&") && !seen.has(next) && !again(next)) { seen.add(next); queue.push(next); }
    }
  }
})().catch(error => { console.error(error.message); process.exit(1); });
