import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { until } from "./browser.mjs";
import { box, go, page, path, search, turnTo, world } from "./stage.mjs";

describe("time", () => {
  it("is chosen from the list, typed, moved and undone", async () => {
    await go("/services");
    await page.getByRole("row", { name: /^critical payments-db/ }).waitFor();
    await page.keyboard.press("d");
    await page.getByRole("button", { name: "Last 3 h" }).click();
    await until("three hours", () => search() === "?from=now-3h&to=now");
    await page.keyboard.press("[");
    await until("moved back", () => /^\?from=2026-03-10T10:0[12]:..Z&to=2026-03-10T13:0[12]:..Z$/.test(search()));
    const moved = search();
    await page.keyboard.press("d");
    await page.getByLabel("From", { exact: true }).fill("soon");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByText("“soon” is no time.").waitFor();
    await page.getByLabel("From", { exact: true }).fill("14:02");
    await page.getByLabel("To", { exact: true }).fill("14:12");
    await page.keyboard.press("Enter");
    await until("typed range", () => search() === "?from=2026-03-10T14:02:00Z&to=2026-03-10T14:12:00Z");
    await page.goBack();
    await until("undone", () => search() === moved);
  });

  it("goes along to every other page", async () => {
    await go("/map?from=now-6h&to=now");
    await page.getByRole("link", { name: "Services" }).click();
    await until("kept", () => path() === "/services" && search() === "?from=now-6h&to=now");
  });

  it("is fixed in a copied link, so that others see the same", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await go("/map?sel=cart~shop");
    await box("payments").waitFor();
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    assert.equal(copied.searchParams.get("sel"), "cart~shop");
    assert.match(copied.searchParams.get("from"), /^2026-03-10T14:0[12]:..Z$/);
    assert.match(copied.searchParams.get("to"), /^2026-03-10T14:3[12]:..Z$/);
  });

  it("is asked again every 5 s while it ends now, and not otherwise", async () => {
    let asked = 0;
    page.on("request", (request) => request.url().includes("/api/v1/map") && asked++);
    await go("/map");
    await box("payments").waitFor();
    for (const times of [2, 3]) {
      await page.pass(5_100);
      await until(`asked ${times} times`, () => asked >= times);
      await page.waitForLoadState("networkidle");
    }
    await go("/map?from=2026-03-10T14:02:00Z&to=2026-03-10T14:12:00Z");
    await box("payments").waitFor();
    const settled = asked;
    await page.pass(20_000);
    assert.equal(asked, settled);
  });
});

describe("this computer's clock", () => {
  it("may be wrong: what is shown is the server's now, and it is said", async () => {
    await turnTo({ offset: -3_720_000 });
    const asked = [];
    page.on("request", (request) => request.url().includes("/api/v1/map") && asked.push(new URL(request.url())));
    await go("/map");
    await box("payments").waitFor();
    assert.equal(asked.at(-1).searchParams.get("to").slice(0, 16), "2026-03-10T14:32");
    await page.getByText("This computer's clock is 1 h 2 min behind the server's").waitFor();
    await page.getByRole("button", { name: /Time range: Last 30 min, 14:02–14:32/ }).waitFor();
  });
});

describe("keys", () => {
  it("find a service by name from anywhere", async () => {
    await go("/agents");
    await page.getByText("ip-10-0-3-24").first().waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("option", { name: /critical payments-db/ }).waitFor();
    await page.keyboard.type("payments-d");
    await page.keyboard.press("Enter");
    await until("there", () => path() === "/services/payments-db~shop");
  });

  it("show a service on the map where one is, a node's card, a namespace; and run every command", async () => {
    const choose = async (text, name) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("searchbox").fill(text);
      await page.getByRole("option", { name }).first().waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    };
    await go("/map");
    await box("payments").waitFor();
    await choose("cart-r", /cart-redis/);
    await page.getByRole("complementary", { name: "cart-redis" }).waitFor();
    await choose("only unh", /Only unhealthy/);
    await until("only unhealthy", () => search() === "?sel=cart-redis~shop&sick=1");
    await choose("ip-10-0-4-9", /ip-10-0-4-9/);
    await until("the node", () => path() === "/agents" && search().includes("open=ip-10-0-4-9"));
    await choose("ops", /^ops/);
    await until("the namespace", () => path() === "/map" && search() === "?q=ns%3Dops");
    await page.keyboard.press("Control+k");
    await page.getByRole("searchbox").fill("zzz");
    await page.getByText("Nothing is called that in this time range.").waitFor();
  });

  it("lead into the drawer, along its connections and back to the map", async () => {
    await go("/map");
    await box("cart").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: "cart" }).waitFor();
    await page.keyboard.press("e");
    await page
      .getByRole("button", { name: /cart-redis/ })
      .last()
      .focus();
    await page.keyboard.press("Enter");
    const line = page.getByRole("complementary", { name: "cart to cart-redis" });
    await line.waitFor();
    await until("the focus is in it", () => line.evaluate((drawer) => drawer.contains(document.activeElement)));
    await page.keyboard.press("Escape");
    await until("back on the map", () => page.evaluate(() => document.activeElement.matches('[data-box="cart~shop"]')));
  });

  it("lead from one unhealthy service to the next, the worst first and who is only hurt last", async () => {
    await go("/map");
    await box("payments").waitFor();
    for (const name of ["payments", "payments-db", "accounts-db", "orders", "storefront", "payments"]) {
      await page.keyboard.press("n");
      await page.getByRole("complementary", { name, exact: true }).waitFor();
    }
  });

  it("bring what is found into sight", async () => {
    world.server.show("fleet-1000");
    await page.setViewportSize({ width: 700, height: 500 });
    await go("/map");
    await page.locator("[data-box]").first().waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("searchbox").fill("edge-1000");
    await page.getByRole("option", { name: /edge-1000/ }).waitFor();
    await page.keyboard.press("Enter");
    const group = page.locator('[data-box="group:namespace:team-67"]');
    await until("in sight", async () => {
      const { x, y, width, height } = await group.boundingBox();
      return x >= 53 && y >= 48 && x + width <= 700 && y + height <= 500;
    });
  });

  it("focus on a service, wider and narrower, and show all again", async () => {
    await go("/map?sel=payments~shop");
    await box("payments").waitFor();
    await page.keyboard.press("o");
    await box("search").waitFor({ state: "detached" });
    await page.keyboard.press(".");
    await until("two steps", () => search() === "?sel=payments~shop&focus=payments~shop&depth=2");
    await page.getByText("hidden by the focus").waitFor();
    await page.keyboard.press("w");
    await box("search").waitFor();
  });

  it("are listed, go to pages, and close what is on top", async () => {
    await go("/map");
    await box("payments").waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await until("services", () => path() === "/services");
    await page.keyboard.press("g");
    await page.keyboard.press("a");
    await until("agents", () => path() === "/agents");
  });

  it("switch the theme, which is remembered", async () => {
    await go("/agents");
    await page.getByRole("button", { name: "Theme" }).click();
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    await until("dark", () => page.evaluate(() => document.documentElement.dataset.theme === "dark"));
    await page.reload();
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  });
});

describe("when there is nothing to show", () => {
  it("and no agent, tells how to start one", async () => {
    world.server.show("empty");
    await go("/map");
    await page.getByText("No agent has reported yet").waitFor();
    await page.getByText("sonde-node-agent").waitFor();
  });

  it("in this range, jumps to the last data", async () => {
    await go("/map?from=2026-03-01T10:00:00Z&to=2026-03-01T11:00:00Z");
    await page.getByRole("button", { name: "Jump to the last data" }).click();
    await box("payments").waitFor();
  });

  it("because the server refuses, shows its reason and the request id", async () => {
    world.server.show("problem");
    await go("/services");
    const alert = page.getByRole("alert");
    await alert.getByText("The store does not answer").waitFor();
    await alert.getByText("0f3c9a7e51d2").waitFor();
    world.server.show("shop");
    await alert.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("row", { name: /^critical payments-db/ }).waitFor();
  });

  it("because the server went away, keeps the last data, says how old it is, and recovers by itself", async () => {
    await go("/map");
    await box("payments").waitFor();
    world.server.show("away");
    await page.pass(60_000);
    const banner = page.getByRole("alert");
    await banner.getByText("The server does not answer.").waitFor();
    assert.match(await banner.textContent(), /What is shown is from 14:32:\d\d, \d+ (s|min)\b.* ago/);
    assert.equal(await box("payments").count(), 1);
    world.server.show("shop");
    await page.pass(11_000);
    await banner.waitFor({ state: "detached" });
  });
});

describe("agents", () => {
  it("tell in plain words what a failed probe does not see, and why", async () => {
    await go("/agents");
    const agent = page.getByRole("article", { name: "ip-10-0-3-24" });
    await agent.getByText("does not see attempts that fail at once").waitFor();
    await agent.getByText("tracefs is not mounted and may not be mounted", { exact: true }).waitFor();
  });

  it("and the server say first what is lost, what is full and whose clock is wrong", async () => {
    await go("/agents");
    const gaps = page.locator("section", { has: page.getByRole("heading", { name: "What is not seen" }) });
    await gaps.getByText("204 lost at kernel.ring.tcp").waitFor();
    await gaps.getByText("Table listeners is nearly full").waitFor();
    await gaps.getByText("The clock is 1 h 1 min behind the server's").waitFor();
    await page.getByRole("article", { name: "Server" }).getByText("18.4 GB of 60 GB").waitFor();
  });

  it("of many nodes open where something is wrong; what is open and what is filtered stand in the URL", async () => {
    world.server.show("nodes-60");
    await go("/agents");
    await page.getByRole("button", { name: "worker-002" }).click();
    await until("open in the URL", () => search().includes("open=worker-002"));
    await page.keyboard.press("/");
    await page.keyboard.type("worker-00");
    await page.getByText("51 agents hidden").waitFor();
    await page.reload();
    await page.getByRole("article", { name: "worker-002" }).getByText("process-exec").waitFor();
    assert.equal(await page.getByRole("article").count(), 10);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await until("all shown", async () => (await page.getByRole("article").count()) === 61);
  });
});

describe("the server", () => {
  it("that refuses data because its disk is full says so on every page", async () => {
    world.server.show("disk-full");
    for (const at of ["/map", "/services", "/services/cart~shop", "/agents"]) {
      await go(at);
      await page.getByRole("alert").getByText("takes no new data: its disk is full").waitFor();
    }
  });

  it("whose store is away says so and since when", async () => {
    world.server.show("store-away");
    await go("/map");
    await page.getByRole("alert").getByText("store does not answer since 42 s", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Details" }).click();
    await page.getByText("The store died 3 times").waitFor();
  });
});
