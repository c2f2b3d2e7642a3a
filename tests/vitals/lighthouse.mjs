// Lighthouse's four scores of each page, on a phone and on a desktop.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [base, chromium, modules] = process.argv.slice(2);
const load = async name => (await import(pathToFileURL(`${modules}/${name}`).href));
const { default: lighthouse, desktopConfig } = await load("lighthouse/core/index.js");
const { launch } = await load("chrome-launcher/dist/index.js");
const pages = JSON.parse(readFileSync(new URL("pages.json", import.meta.url)));
const chrome = await launch({ chromePath: chromium, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
console.log("page | form | performance | accessibility | best practices | SEO | what is not perfect");
for (const address of pages) {
  for (const form of ["mobile", "desktop"]) {
    const { lhr } = await lighthouse(base + address, { port: chrome.port, output: "json", logLevel: "error" }, form === "desktop" ? desktopConfig : undefined);
    const score = name => lhr.categories[name].score?.toFixed(2);
    const less = Object.values(lhr.categories).filter(c => c.id !== "performance").flatMap(c => c.auditRefs).map(r => lhr.audits[r.id]).filter(a => a.score !== null && a.score < 1 && a.scoreDisplayMode !== "informative").map(a => a.id);
    console.log(`${address.slice(0, 60)} | ${form} | ${score("performance")} | ${score("accessibility")} | ${score("best-practices")} | ${score("seo")} | ${[...new Set(less)].join(", ")}`);
  }
}
await chrome.kill();
