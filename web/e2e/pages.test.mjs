import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { until } from "./browser.mjs";
import { box, go, page, path, search, world } from "./stage.mjs";

describe("the map", () => {
  it("is the start page, and asks no other host for anything", async () => {
    const hosts = new Set();
    page.on("request", (request) => hosts.add(new URL(request.url()).host));
    await go("/");
    await box("payments").waitFor();
    assert.equal(path(), "/map");
    assert.deepEqual([...hosts], [new URL(world.server.url).host]);
    assert.deepEqual(page.problems, []);
  });

  it("explains a service in the drawer; Back closes it", async () => {
    await go("/map");
    await box("payments").click();
    const drawer = page.getByRole("complementary", { name: "payments" });
    await drawer.getByText("payments-db is failing", { exact: false }).first().waitFor();
    assert.equal(search(), "?sel=payments~shop");
    await page.goBack();
    await drawer.waitFor({ state: "detached" });
  });

  it("makes room for the drawer: all of it stays in sight, and comes back", async () => {
    await page.setViewportSize({ width: 1200, height: 800 });
    await go("/map");
    await box("payments").waitFor();
    const rightmost = () =>
      page.locator("[data-box]").evaluateAll((all) => Math.max(...all.map((one) => one.getBoundingClientRect().right)));
    const alone = await rightmost();
    await box("payments").click();
    const drawer = await page.getByRole("complementary", { name: "payments" }).boundingBox();
    assert.ok(alone > drawer.x);
    await until("all is left of the drawer", async () => (await rightmost()) < drawer.x);
    await page.keyboard.press("Escape");
    await until("the room is used again", async () => Math.abs((await rightmost()) - alone) < 1);
  });

  it("is walked with the arrow keys; Enter explains, and once more opens the page", async () => {
    await go("/map");
    await box("cart").focus();
    await page.keyboard.press("ArrowRight");
    assert.match(await page.locator(":focus").getAttribute("aria-label"), /^cart-redis,/);
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: "cart-redis" }).waitFor();
    await page.keyboard.press("Enter");
    await until("the page is open", () => path() === "/services/cart-redis~shop");
  });

  it("explains a connection with its reasons of failure", async () => {
    await go("/map?src=payments~shop&dst=payments-db~shop");
    const drawer = page.getByRole("complementary", { name: "payments to payments-db" });
    await drawer.getByText("689 refused, 128 timed out", { exact: false }).waitFor();
  });

  it("says on a line what fails, and nothing on healthy ones", async () => {
    await go("/map");
    await box("payments").waitFor();
    const labels = await page.locator("svg text", { hasText: "failed" }).allTextContents();
    assert.ok(
      labels.some((label) => /^8\.4.% failed$/.test(label)),
      labels.join(),
    );
    assert.equal(await page.locator("svg > g > text").count(), 2);
  });

  it("is filtered by an expression that stands in the URL; Back undoes it", async () => {
    await go("/map");
    await box("payments").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("err>5");
    await box("cart").waitFor({ state: "detached" });
    assert.equal(search(), "?q=err%3E5");
    await page.getByText("hidden by the filter —").waitFor();
    await page.goBack();
    await box("cart").waitFor();
  });

  it("is filtered by ticking what there is; the expression says the same", async () => {
    await go("/map");
    await box("payments").waitFor();
    await page.getByRole("button", { name: "Filter by status, kind or namespace" }).click();
    await page.getByRole("checkbox", { name: /^postgresql/ }).check();
    await page.getByRole("checkbox", { name: /^mysql/ }).check();
    await until("in the URL", () => search() === "?q=kind%3Dpostgresql,mysql");
    await page.keyboard.press("Escape");
    await box("cart").waitFor({ state: "detached" });
    assert.equal(await page.getByRole("textbox", { name: "Filter" }).inputValue(), "kind=postgresql,mysql");
  });

  it("says aloud whose status changed, and nothing else", async () => {
    await go("/map");
    await box("payments").waitFor();
    const said = page.getByRole("status", { name: "Changes" });
    await page.pass(6_000);
    assert.equal(await said.textContent(), "");
    world.server.show("shop-worse");
    await page.pass(6_000);
    await until("said", async () => (await said.textContent()) === "cart: critical");
  });

  it("stays where it is when data is refreshed", async () => {
    await go("/map");
    const where = () =>
      page
        .locator("[data-box]")
        .evaluateAll((all) => all.map((g) => g.dataset.box + g.getAttribute("transform")).sort());
    await box("payments").waitFor();
    const first = await where();
    const answered = page.waitForResponse((response) => response.url().includes("/api/v1/map"));
    await page.pass(20_000);
    await answered;
    assert.deepEqual(await where(), first);
  });

  it("moves nobody when a service comes, goes and comes back, nor after a visit elsewhere or a reload", async () => {
    const where = () =>
      page.locator("[data-box]").evaluateAll((all) => {
        const at = (g) =>
          (({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)(g.querySelector("rect").getBoundingClientRect());
        return Object.fromEntries(all.map((g) => [g.dataset.box, at(g)]));
      });
    await go("/map");
    await box("payments").waitFor();
    const first = await where();
    const { "mailer~shop": mailer, ...others } = first;
    world.server.show("shop-less");
    await page.pass(6_000);
    await box("mailer").waitFor({ state: "detached" });
    assert.deepEqual(await where(), others);
    world.server.show("shop-more");
    await page.pass(6_000);
    await box("recommender").waitFor();
    const { "recommender~shop": recommender, ...back } = await where();
    assert.deepEqual(back, { ...others, "mailer~shop": mailer });
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await page.getByRole("row", { name: /recommender/ }).waitFor();
    await page.goBack();
    await box("recommender").waitFor();
    assert.deepEqual(await where(), { ...back, "recommender~shop": recommender });
    await page.reload();
    await box("recommender").waitFor();
    assert.deepEqual(await where(), { ...back, "recommender~shop": recommender });
    await page.keyboard.press("a");
    await until("arranged anew", async () => (await where())["recommender~shop"] !== recommender);
  });

  it("has the same data as a table, sorted by what the URL says", async () => {
    await go("/map");
    await box("payments").waitFor();
    await page.keyboard.press("t");
    const table = page.getByRole("table", { name: "Services" });
    await table.getByRole("button", { name: "Conn. in" }).click();
    await until("sorted", () => search() === "?view=table&sort=-in");
    assert.match(await table.locator("tbody tr").first().textContent(), /ingress/);
    await table.locator("tbody tr").first().focus();
    await page.keyboard.press("ArrowDown");
    assert.match(await page.locator(":focus").textContent(), /storefront/);
  });

  it("of 1,000 services shows namespaces, says so, and opens one in place", async () => {
    world.server.show("fleet-1000");
    await go("/map");
    await page.getByText("services as one box per namespace").waitFor();
    await page.locator('[data-box="group:namespace:team-02"]').dblclick();
    await page
      .locator('[data-box="svc-0022~team-02"], [data-box^="edge-00"][data-box$="~team-02"], [data-box$="~team-02"]')
      .first()
      .waitFor();
    assert.ok((await page.locator("[data-box]").count()) <= 150);
  });
});

describe("a service's page", () => {
  it("says first what is wrong, and has its tabs as links", async () => {
    await go("/services/payments~shop");
    await page.getByText("payments-db is failing").first().waitFor();
    await page.getByRole("link", { name: /Instances/ }).click();
    await page.getByText("3 with an error").waitFor();
    assert.equal(search(), "?tab=instances");
    await page.getByRole("link", { name: /Connections/ }).click();
    await page.getByText("689 refused, 128 timed out").waitFor();
  });

  it("says that all is well, with numbers, where nothing is wrong", async () => {
    await go("/services/cart~shop");
    await page.getByText("All is well:").waitFor();
    assert.match(
      await page.locator("main").textContent(),
      /All is well: [\d.]+\/s requests come in and .*, all but one in a hundred within /,
    );
  });

  it("draws charts whose dragged part becomes the time range", async () => {
    await go("/services/payments~shop");
    const chart = page.getByRole("figure", { name: /^Connections opened/ }).first();
    const over = chart.locator(".u-over");
    const area = await over.boundingBox();
    await page.mouse.move(area.x + area.width * 0.25, area.y + 40);
    await page.mouse.down();
    await page.mouse.move(area.x + area.width * 0.75, area.y + 40, { steps: 5 });
    await page.mouse.up();
    await until("a fixed range", () => search().includes("from=2026-03-10T14:"));
    const params = new URLSearchParams(search());
    const minutes = (Date.parse(params.get("to")) - Date.parse(params.get("from"))) / 60_000;
    assert.ok(minutes > 12 && minutes < 18, `${minutes} min of 30`);
    await page.goBack();
    await until("the range before", () => search() === "");
    await page.goForward();
    await page.keyboard.press("Escape");
    await until("undone by Esc", () => search() === "");
    await page.keyboard.press("z");
    await until("twice as long", () => search() === "?from=now-1h&to=now");
  });

  it("shows a drag on every chart while it lasts, and Esc ends it without a trace", async () => {
    await go("/services/payments~shop");
    const area = await page.locator(".u-over").first().boundingBox();
    const charts = await page.getByRole("figure").count();
    await page.mouse.move(area.x + 60, area.y + 40);
    await page.mouse.down();
    await page.mouse.move(area.x + 160, area.y + 40, { steps: 3 });
    await until("a band on all", async () => (await page.locator("[data-band]").count()) === charts);
    await page.keyboard.press("Escape");
    await until("no band", async () => (await page.locator("[data-band]").count()) === 0);
    await page.mouse.up();
    assert.equal(search(), "");
  });

  it("has charts that are read and selected with keys", async () => {
    await go("/services/payments~shop");
    const chart = page.getByRole("application", { name: /^Connections opened/ }).first();
    await chart.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    assert.match(await chart.locator("[aria-live]").textContent(), /^14:02:\d\d: opened [\d.]+\/s$/);
    for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+PageDown");
    await page.keyboard.press("Enter");
    await until("selected", () => /^\?from=2026-03-10T14:02:..Z&to=2026-03-10T14:1\d:..Z$/.test(search()));
  });

  it("has charts that a finger selects on", async () => {
    await go("/services/payments~shop");
    const over = page.locator(".u-over").first();
    const area = await over.boundingBox();
    const finger = { pointerId: 7, pointerType: "touch", isPrimary: true, bubbles: true, button: 0 };
    const at = (share) => ({ ...finger, clientX: area.x + area.width * share, clientY: area.y + 30 });
    await over.evaluate((element) => (element.setPointerCapture = () => {}));
    // Far from where the minutes' tens change: the chart ends at the last step that the server has, which on a slow machine is an earlier one.
    await over.dispatchEvent("pointerdown", at(0.15));
    await over.dispatchEvent("pointermove", at(0.8));
    await over.dispatchEvent("pointerup", at(0.8));
    await until("selected", () => /^\?from=2026-03-10T14:0\d:..Z&to=2026-03-10T14:2\d:..Z$/.test(search()));
  });

  it("of an unknown service offers a way on", async () => {
    await go("/services/ghost");
    await page.getByRole("button", { name: "Look at the last 24 h" }).waitFor();
  });

  it("takes ids with colons, brackets and slashes", async () => {
    await go(`/services/${encodeURIComponent("external:[2001:db8:25::587]:587")}`);
    await page.getByRole("heading", { name: "[2001:db8:25::587]:587" }).waitFor();
  });
});

describe("what is not seen of a service", () => {
  it("stands on its page, and on no other's", async () => {
    await go("/services/accounts-db~shop");
    await page.getByText(/Not seen here: requests over unix sockets, 4 connections now on/).waitFor();
    await page.getByRole("link", { name: "What agents do not see" }).click();
    await page.getByRole("heading", { name: "Agents and server" }).waitFor();
    await go("/services/cart~shop");
    await page.getByRole("heading", { level: 1, name: "cart" }).waitFor();
    assert.equal(await page.getByText("Not seen here").count(), 0);
  });
});
