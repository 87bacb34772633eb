// Every page in both themes and at three widths: accessibility rules, nothing wider than the screen, and a picture to look at.
import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { systemOf } from "../fixtures/serve.mjs";
import { knownTraces } from "../fixtures/traceAnswers.mjs";
import { NOW, open, OUTPUT } from "./browser.mjs";

const KNOWN = knownTraces(systemOf("shop", NOW));

const PAGES = {
  map: "/map",
  "map-service": "/map?sel=payments~shop",
  "map-connection": "/map?src=payments~shop&dst=payments-db~shop",
  "map-filter": "/map?q=err>1",
  "map-table": "/map?view=table",
  services: "/services",
  service: "/services/payments~shop",
  "service-well": "/services/cart~shop",
  "service-requests": "/services/payments~shop?tab=requests",
  "service-instances": "/services/payments~shop?tab=instances",
  "service-connections": "/services/payments~shop?tab=connections",
  causes: "/causes",
  cause: "/causes/c1",
  "cause-path": "/causes/ask?service=storefront~shop",
  "cause-unclear": "/causes/c2",
  "cause-none": "/causes/c3",
  "cause-gone": "/causes/gone?service=cart~shop",
  "cause-unknown": "/causes/ask?service=nobody",
  traces: "/traces",
  "traces-region": "/traces?region=2026-03-10T14:24:00Z,2026-03-10T14:29:00Z,0.5,4",
  "traces-table": "/traces?view=table&service=payments~shop",
  "traces-none": "/traces?service=nobody",
  trace: `/traces/${KNOWN.failed}`,
  "trace-span": `/traces/${KNOWN.failed}?span=${KNOWN.failedSpan}`,
  "trace-long": `/traces/${KNOWN.long}`,
  "trace-unknown": "/traces/abc",
  agents: "/agents",
  nowhere: "/nowhere",
};
const OTHER_SYSTEMS = {
  "state-empty": ["empty", "/map"],
  "state-quiet": ["quiet", "/services"],
  "traces-empty": ["quiet", "/traces"],
  "state-problem": ["problem", "/services"],
  "map-1000": ["fleet-1000", "/map"],
  "map-1000-group": ["fleet-1000", "/map?sel=group:namespace:team-23"],
  "map-1000-opened": ["fleet-1000", "/map?by=kind&open=group:kind:redis"],
  "agents-60": ["nodes-60", "/agents"],
  "state-disk-full": ["disk-full", "/agents"],
  "state-store-away": ["store-away", "/map"],
};
/** What is opened by a key or a click and so has no address. */
const OPENED = {
  palette: (page) => page.keyboard.press("Control+k"),
  keys: (page) => page.keyboard.press("?"),
  time: (page) => page.keyboard.press("d"),
  ticks: (page) => page.getByRole("button", { name: "Filter by status, kind or namespace" }).click(),
};

const NARROW =
  /^(map|map-service|map-table|services|service|service-requests|service-connections|causes|cause|cause-path|cause-unclear|traces|traces-table|trace|trace-span|agents|map-1000|state-disk-full|palette|ticks)$/;
const WIDE =
  /^(map|map-service|services|service|causes|cause|cause-path|traces|trace|trace-span|agents|map-1000|map-1000-opened)$/;

/** Which rules are checked in which view: all once, contrast in both themes; the other widths show every kind of page. */
const VIEWS = {
  light: { theme: "light", rules: "all" },
  dark: { theme: "dark", rules: "contrast" },
  narrow: { theme: "light", width: 360, height: 780, only: NARROW },
  wide: { theme: "dark", width: 2560, height: 1300, only: WIDE },
};

let world;
before(async () => {
  await mkdir(OUTPUT, { recursive: true });
  world = await open();
});
after(() => world.close());

async function look(name, system, path, view) {
  const { rules, ...size } = VIEWS[view];
  world.server.show(system);
  const page = await world.page(size);
  const hosts = new Set();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await page.goto(world.server.url + path);
  await page.locator("main h1, main h2").first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  if (OPENED[name]) {
    await OPENED[name](page);
    await page.getByRole("dialog").waitFor();
  }
  await page.screenshot({ path: join(OUTPUT, `${name}-${view}.png`) });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `${name} is ${overflow} px wider than the screen`);
  assert.deepEqual([...hosts], [new URL(world.server.url).host], "asked another host");
  if (rules) assert.deepEqual(await serious(page, rules), []);
  await page.context().close();
}

/** What is right is not written down, and no second page is opened for frames, of which there are none: less than half of the time. */
async function serious(page, rules) {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
  const { violations } = await (rules === "contrast" ? axe.withRules(["color-contrast"]) : axe).analyze();
  return violations
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target.join(" ")} ${n.any[0]?.message ?? ""}`).join(" | ")}`);
}

const CASES = [
  ...Object.entries(PAGES).map(([name, path]) => [name, ["shop", path]]),
  ...Object.entries(OTHER_SYSTEMS),
  ...Object.keys(OPENED).map((name) => [name, ["shop", "/map"]]),
];

describe("looks", () => {
  for (const [view, { only = /./ }] of Object.entries(VIEWS)) {
    for (const [name, [system, path]] of CASES) {
      if (only.test(name)) it(`${name}, ${view}`, () => look(name, system, path, view));
    }
  }
});
