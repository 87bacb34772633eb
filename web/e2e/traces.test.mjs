import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { systemOf } from "../fixtures/serve.mjs";
import { knownTraces } from "../fixtures/traceAnswers.mjs";
import { NOW, until } from "./browser.mjs";
import { go, page, params, path, world } from "./stage.mjs";

const KNOWN = knownTraces(systemOf("shop", NOW));

const map = () => page.getByRole("application", { name: /^Durations over time/ });
const rows = () => page.getByRole("table", { name: "Traces" }).locator("tbody tr");

describe("a dot on a chart of durations", () => {
  const dots = () => page.getByRole("list", { name: "Duration: slowest traces" }).first().getByRole("link");

  it("says which request it was, and leads to its trace", async () => {
    await go("/services/payments~shop?tab=requests");
    await dots().first().waitFor();
    // Quick ones lie upon each other.
    const heights = await dots().evaluateAll((links) => links.map((link) => link.parentElement.offsetTop));
    const slowest = dots().nth(heights.indexOf(Math.min(...heights)));
    await slowest.hover();
    const says = await slowest.getAttribute("aria-label");
    assert.match(says, /^[\d.]+\u202f(µs|ms|s) · POST \/payments · \d\d:\d\d:\d\d/);
    assert.ok(await slowest.getByText(says).isVisible());
    await slowest.click();
    await page.getByRole("treegrid", { name: "Spans" }).waitFor();
    assert.match(path(), /^\/traces\/[0-9a-f]{32}$/);
    assert.ok(params().get("span"));
    assert.deepEqual(page.problems, []);
  });

  it("is reached by Tab, the others by arrow keys", async () => {
    await go("/services/payments~shop?tab=requests");
    await dots().first().waitFor();
    assert.equal(await dots().and(page.locator("[tabindex='0']")).count(), 1);
    await dots().and(page.locator("[tabindex='0']")).focus();
    const last = await page.evaluate(() => document.activeElement.getAttribute("href"));
    await page.keyboard.press("ArrowLeft");
    const earlier = await page.evaluate(() => document.activeElement.getAttribute("href"));
    assert.notEqual(earlier, last);
    await page.keyboard.press("Enter");
    await page.getByRole("treegrid", { name: "Spans" }).waitFor();
    assert.ok(earlier.startsWith(path()));
  });
});

describe("the heat map", () => {
  it("lists the traces of what is dragged over, and Back drops it", async () => {
    await go("/traces");
    await rows().first().waitFor();
    const { x, y, width, height } = await map().boundingBox();
    await page.mouse.move(x + width * 0.6, y + height * 0.1);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.9, y + height * 0.45, { steps: 4 });
    await page.mouse.up();
    await page.getByRole("heading", { name: /Traces of the selection/ }).waitFor();
    const [from, to, min, max] = params().get("region").split(",");
    assert.ok(Date.parse(from) < Date.parse(to));
    assert.ok(Number(min) < Number(max));
    await page.locator("[data-region]").waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: /Newest traces/ }).waitFor();
    assert.equal(params().get("region"), null);
    assert.deepEqual(page.problems, []);
  });

  it("is read and chosen by keys", async () => {
    await go("/traces?status=failed");
    await rows().first().waitFor();
    await map().focus();
    await page.keyboard.press("ArrowLeft");
    const said = page.locator("[aria-live=polite]", { hasText: /with an error|without an answer/ });
    await said.waitFor({ state: "attached" });
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Enter");
    await until("a region", () => params().get("region") !== null);
    await page.keyboard.press("Escape");
    await until("no region", () => params().get("region") === null);
  });

  it("stands as a table too, from which durations are chosen", async () => {
    await go("/traces");
    await page.getByRole("button", { name: "Table" }).click();
    const durations = page.getByRole("table", { name: "Durations" });
    await durations.waitFor();
    assert.equal(params().get("view"), "table");
    await durations.getByRole("button").nth(6).click();
    await until("a region", () => params().get("region") !== null);
  });
});

describe("the list", () => {
  it("is narrowed by service, outcome and duration, each in the address", async () => {
    await go("/traces");
    await rows().first().waitFor();
    await page.getByLabel("Service", { exact: true }).fill("payments~shop");
    await page.keyboard.press("Enter");
    await page.getByLabel("Outcome").selectOption("error");
    await page.getByLabel("Longer than").fill("300 ms");
    await page.keyboard.press("Enter");
    await until("in the address", () => params().get("min") === "0.3");
    assert.equal(params().get("service"), "payments~shop");
    assert.equal(params().get("status"), "error");
    await page.getByRole("button", { name: "Show everything" }).click();
    await until("all again", () => new URL(page.url()).search === "");
  });

  it("goes on with older traces", async () => {
    await go("/traces");
    await rows().first().waitFor();
    const first = await rows().count();
    await page.getByRole("button", { name: "Older traces" }).click();
    await until("more", async () => (await rows().count()) > first);
  });

  it("says why there is nothing", async () => {
    await go("/traces?service=nobody");
    await page.getByRole("heading", { name: "No span in this time fits" }).waitFor();
    world.server.show("quiet");
    await go("/traces");
    await page.getByRole("heading", { name: "No span was stored in this time" }).waitFor();
  });

  it("is reached from a service and from an operation", async () => {
    await go("/services/payments~shop?tab=requests");
    await page.getByRole("navigation", { name: "payments" }).getByRole("link", { name: "Traces" }).click();
    await until("of the service", () => path() === "/traces" && params().get("service") === "payments~shop");
  });
});

describe("a trace", () => {
  it("is opened from the list, explains a span, and is a link", async () => {
    await go("/traces?status=error");
    await rows().first().getByRole("link").click();
    await until("opened", () => path().startsWith("/traces/") && params().get("span") !== null);
    await page.getByRole("complementary", { name: /^Span / }).waitFor();
    await page.reload();
    await page
      .getByRole("complementary", { name: /^Span / })
      .getByText("Recorded by")
      .waitFor();
    assert.deepEqual(page.problems, []);
  });

  it("is walked, folded and explained by keys", async () => {
    await go(`/traces/${KNOWN.failed}`);
    const grid = page.getByRole("treegrid", { name: "Spans" });
    await grid.focus();
    const all = await grid.getByRole("row").count();
    await page.keyboard.press("ArrowLeft");
    await until("folded", async () => (await grid.getByRole("row").count()) === 1);
    await page.keyboard.press("ArrowRight");
    await until("unfolded", async () => (await grid.getByRole("row").count()) === all);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: /^Span / }).waitFor();
    await page.keyboard.press("Escape");
    await until("closed", () => params().get("span") === null);
  });

  it("of two thousand spans draws those that are seen, and reaches the last", async () => {
    await go(`/traces/${KNOWN.long}`);
    const grid = page.getByRole("treegrid", { name: "Spans" });
    await grid.waitFor();
    assert.equal(await grid.getAttribute("aria-rowcount"), "2000");
    assert.ok((await grid.getByRole("row").count()) < 120);
    await grid.focus();
    await page.keyboard.press("End");
    await grid.locator('[aria-rowindex="2000"]').waitFor();
    await page.getByRole("button", { name: "Next failed" }).click();
    await until("a failure", async () => !((await grid.getAttribute("aria-activedescendant")) ?? "").endsWith("span-"));
  });

  it("that is not stored says so", async () => {
    await go("/traces/00000000000000000000000000000000");
    await page.getByRole("heading", { name: "There is no such trace" }).waitFor();
  });
});
