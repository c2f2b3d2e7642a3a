// Bytes, layout shift at 412 px, and how long a click or a key waits for the next frame, page by page.
const fs = require("node:fs");
const path = require("node:path");
const puppeteer = require("puppeteer-core");

const [base, chromium] = process.argv.slice(2);
const pages = JSON.parse(fs.readFileSync(path.join(__dirname, "pages.json")));
const vitals = fs.readFileSync(require.resolve("web-vitals").replace(/web-vitals[^/]*$/, "web-vitals.iife.js"), "utf8");

const watch = `${vitals};
window.seen = { cls: 0, inp: 0, events: [] };
webVitals.onCLS(m => { seen.cls = m.value; }, { reportAllChanges: true });
webVitals.onINP(m => { seen.inp = m.value; }, { reportAllChanges: true });
new PerformanceObserver(list => { for (const e of list.getEntries()) if (e.interactionId) seen.events.push(e.duration); }).observe({ type: "event", durationThreshold: 16, buffered: true });`;

// Everything a reader can do with a finger or a key; what a page does not have is left out.
async function use(page) {
  const wait = () => new Promise(done => setTimeout(done, 120));
  for (const selector of [".theme button", ".theme button", ".theme button", ".contents summary", ".facets-all > summary", ".sort", ".sort", ".copy", "svg.pledge-chart [tabindex]", ".steps a[rel]"]) {
    const found = await page.$$(selector);
    for (const one of found.slice(0, 3)) {
      if (await one.isVisible()) {
        await one.click().catch(() => { /* covered, or gone */ });
        await wait();
      }
    }
  }
  await page.keyboard.press("/");
  for (const letter of "ohio") {
    await page.keyboard.press(letter);
    await wait();
  }
  await page.keyboard.press("ArrowDown");
  await wait();
  await page.keyboard.press("Escape");
  await wait();
  const mark = await page.$("svg.pledge-chart [tabindex]");
  if (mark && await mark.isVisible()) {
    await mark.focus();
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press("ArrowRight");
      await wait();
    }
  }
}

(async () => {
  const browser = await puppeteer.launch({ executablePath: chromium, headless: true, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"] });
  const all = [];
  console.log("page | HTML bytes | all bytes sent | shift at 412 px | interactions | slowest, ms");
  for (const address of pages) {
    const page = await browser.newPage();
    await page.setViewport({ width: 412, height: 823, isMobile: true, hasTouch: true, deviceScaleFactor: 2 });
    await page.evaluateOnNewDocument(watch);
    const client = await page.createCDPSession();
    await client.send("Network.enable");
    let sent = 0;
    client.on("Network.loadingFinished", event => { sent += event.encodedDataLength; });
    const answer = await page.goto(base + address, { waitUntil: "networkidle0" });
    const html = (await answer.buffer()).length;
    // To the end and back, as a reader does: what is loaded late may move what stands above it.
    await page.evaluate(async () => {
      for (let y = 0; y < document.documentElement.scrollHeight; y += 600) {
        scrollTo(0, y);
        await new Promise(done => setTimeout(done, 40));
      }
      scrollTo(0, 0);
      await new Promise(done => setTimeout(done, 200));
    });
    const shift = (await page.evaluate(() => seen.cls)).toFixed(4);
    await use(page);
    await new Promise(done => setTimeout(done, 300));
    const events = await page.evaluate(() => seen.events).catch(() => []);
    all.push(...events);
    console.log(`${address.slice(0, 60)} | ${html} | ${sent} | ${shift} | ${events.length} | ${Math.max(0, ...events)}`);
    await page.close();
  }
  all.sort((a, b) => a - b);
  const at = share => all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0;
  console.log(`${all.length} events of interactions of 16 ms or more: median ${at(0.5)} ms, 98th percentile ${at(0.98)} ms, longest ${at(1)} ms`);
  await browser.close();
})();
