// How long Chromium needs for a map of 1,000 services, from the last byte of the answer to the paint, by its own trace:
// npm run speed. A table to read and no test: times depend on what else the machine does.
import { open } from "./browser.mjs";

async function measure(search) {
  world.server.show("fleet-1000");
  const page = await world.page();
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await page.goto(`${world.server.url}/services`);
  await page.getByRole("table").waitFor();
  await session.send("Tracing.start", {
    categories: "devtools.timeline,blink.user_timing",
    transferMode: "ReportEvents",
  });
  await page.goto(`${world.server.url}/map${search}`);
  await page.locator("[data-box]").first().waitFor();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const complete = new Promise((done) => session.once("Tracing.tracingComplete", done));
  await session.send("Tracing.end");
  await complete;
  const boxes = await page.locator("[data-box]").count();
  await page.context().close();
  return { boxes, ...phasesOf(events) };
}

/** From the last byte of the map's answer to the paint after which nothing but idle was left; and the work in between. */
function phasesOf(events) {
  const request = events.find((e) => e.name === "ResourceSendRequest" && e.args.data.url.includes("/api/v1/map"));
  const { requestId } = request.args.data;
  const { pid, ts: answered } = events.find((e) => e.name === "ResourceFinish" && e.args.data.requestId === requestId);
  const start = events.find((e) => e.name === "ResourceSendRequest" && e.args.data.url.includes("/map"));
  const main = events.filter((e) => e.pid === pid && e.ts >= answered);
  const sum = (...names) => main.filter((e) => names.includes(e.name)).reduce((ms, e) => ms + (e.dur ?? 0) / 1e3, 0);
  const lastPaint = Math.max(
    ...main.filter((e) => e.name === "Paint" || e.name === "PrePaint").map((e) => e.ts + (e.dur ?? 0)),
  );
  return {
    drawnMs: Math.round((lastPaint - answered) / 1e3),
    fromClickMs: Math.round((lastPaint - start.ts) / 1e3),
    scriptMs: Math.round(sum("FunctionCall", "EvaluateScript", "RunMicrotasks")),
    styleAndLayoutMs: Math.round(sum("UpdateLayoutTree", "Layout")),
    paintMs: Math.round(sum("Paint", "PrePaint", "Layerize")),
  };
}

const VIEWS = {
  namespaces: "",
  "a kind opened": "?by=kind&open=group:kind:java",
  "unhealthy only": "?sick=1",
};

const world = await open();
const rows = {};
for (const [name, search] of Object.entries(VIEWS)) {
  // The first visit fills the browser's caches; the second is measured.
  await measure(search);
  rows[name] = await measure(search);
}
console.table(rows);
await world.close();
