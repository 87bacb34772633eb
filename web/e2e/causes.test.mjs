import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { until } from "./browser.mjs";
import { go, page, params, path, world } from "./stage.mjs";

const param = (name) => params().get(name);
const heading = (name) => page.getByRole("heading", { level: 1, name });
const answered = () => heading("payments-db: takes no connections").waitFor();

describe("why?", () => {
  it("is asked on a service's page, once, and becomes a link that stays", async () => {
    const asked = world.server.asked();
    await go("/services/payments~shop?from=2026-03-10T14:20:00Z&to=2026-03-10T14:32:00Z");
    await page.getByRole("link", { name: "Why?" }).click();
    await answered();
    assert.match(path(), /^\/causes\/c\d+$/);
    assert.deepEqual(
      [param("service"), param("from"), param("to")],
      ["payments~shop", "2026-03-10T14:20:00Z", "2026-03-10T14:32:00Z"],
    );
    await page.reload();
    await answered();
    await page.goBack();
    await heading("payments").waitFor();
    await page.goForward();
    await answered();
    assert.equal(world.server.asked() - asked, 1);
    assert.deepEqual(page.problems, []);
  });

  it("is a link with a time that moves; opened again it does not ask again", async () => {
    const asked = world.server.asked();
    await go("/causes/ask?service=orders~shop&from=now-15m&to=now");
    await answered();
    const first = page.url();
    await go(`/causes/ask?service=orders~shop&from=${param("from")}&to=${param("to")}`);
    await answered();
    await go("/causes/ask?service=orders~shop&from=2026-03-10T14:17:00Z&to=2026-03-10T14:32:00Z");
    await answered();
    assert.ok(first.includes("to=2026-03-10T14:32:"), first);
    assert.ok(world.server.asked() - asked <= 3);
  });

  it("whose answer did not come is looked for before it is asked again", async () => {
    const asked = world.server.asked();
    let lost = 0;
    await page.route("**/api/v1/causes", async (route) => {
      if (route.request().method() !== "POST" || lost++ > 0) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await go("/causes/ask?service=storefront~shop&from=2026-03-10T14:20:00Z&to=2026-03-10T14:32:00Z");
    await heading("The server does not answer").waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await answered();
    assert.equal(world.server.asked() - asked, 1);
  });

  it("is refused in the server's words", async () => {
    await go("/causes/ask?service=nobody");
    await page.getByText("No service `nobody` was seen between").waitFor();
    await page.getByText("0f3c9a7e51d2").waitFor();
    world.server.show("problem");
    await go("/causes/ask?service=payments~shop");
    await page.getByText("ClickHouse at 127.0.0.1:8123 refused the connection.").first().waitFor();
    assert.equal(path(), "/causes/ask");
  });

  it("is asked from the drawer of a service in trouble, from the palette, by a key, and from its own page", async () => {
    await go("/map?sel=payments~shop");
    await page.getByRole("link", { name: "Why? Find the cause" }).click();
    await answered();
    await page.keyboard.press("Control+k");
    await page.getByRole("searchbox").fill("why orders");
    await page.getByRole("option", { name: /Why orders\?/ }).waitFor();
    await page.keyboard.press("Enter");
    await until("about orders", () => param("service") === "orders~shop" && path().startsWith("/causes/c"));
    await go("/services/cart~shop");
    await heading("cart").waitFor();
    await page.keyboard.press("y");
    await heading("No fault found").waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await page.getByRole("combobox", { name: /Why is/ }).selectOption("accounts~shop");
    await page.getByRole("button", { name: "Find the cause" }).click();
    await heading("The cause is not clear").waitFor();
  });
});

describe("an answer", () => {
  it("says what was not seen, what to do, and who it was not", async () => {
    await go("/causes/c1");
    await answered();
    await page.getByText("high confidence 91").first().waitFor();
    await page.getByRole("listitem").filter({ hasText: "Look at max_connections of payments-db" }).waitFor();
    await page.getByRole("link", { name: "2 things were not seen" }).click();
    await page.getByRole("listitem").filter({ hasText: "Logs are not read" }).waitFor();
    await page.getByRole("listitem").filter({ hasText: "its errors are those of payments" }).waitFor();
  });

  it("draws the way as a piece of the map, whose boxes open at that very time", async () => {
    await go("/causes/ask?service=storefront~shop&from=2026-03-10T14:20:00Z&to=2026-03-10T14:32:00Z");
    await page.getByText("storefront calls orders, which calls payments, which calls payments-db.").waitFor();
    const way = page.getByRole("group", { name: /^Path: storefront calls/ });
    assert.equal(await way.locator("[data-box]").count(), 4);
    await way.getByText("asked about").waitFor();
    await way.getByText("cause", { exact: true }).waitFor();
    await way.getByRole("button", { name: /^payments,/ }).focus();
    await page.keyboard.press("Enter");
    await until("its page", () => path() === "/services/payments~shop" && param("from") === "2026-03-10T14:20:00Z");
  });

  it("that is not sure calls nobody the cause", async () => {
    await go("/causes/c2");
    await heading("The cause is not clear").waitFor();
    await page.getByText("strongest suspicion: the network between accounts and accounts-db").waitFor();
    const way = page.getByRole("group", { name: /^Path:/ });
    await way.getByText("suspect", { exact: true }).waitFor();
    assert.equal(await way.getByText("cause", { exact: true }).count(), 0);
  });

  it("is about its own time: another one is asked about on request", async () => {
    await go("/causes/c1");
    await answered();
    await page.keyboard.press("[");
    await page.getByText("This answer is about 14:20–14:32; the time chosen above is 14:14–14:26.").waitFor();
    await page.getByRole("button", { name: "Back to the answer's time" }).click();
    await page.getByText("the time chosen above").waitFor({ state: "detached" });
    await page.goBack();
    const asked = world.server.asked();
    await page.getByRole("link", { name: "Ask about that time" }).click();
    await until("another answer", () => path() !== "/causes/c1" && path().startsWith("/causes/c"));
    assert.equal(param("from"), "2026-03-10T14:14:00Z");
    assert.equal(world.server.asked() - asked, 1);
  });

  it("is given again with today's code, with what differs", async () => {
    await go("/causes/c1");
    await answered();
    await page.getByRole("button", { name: "Answer again with today's code" }).click();
    await page.getByRole("row", { name: "its kind takes no connections holds all connections of a pool" }).waitFor();
    await page.getByRole("button", { name: "Show today's answer" }).click();
    await heading("payments-db: holds all connections of a pool").waitFor();
    await page.getByRole("button", { name: "Back to the kept answer" }).click();
    await answered();
  });

  it("is copied as Markdown with the way back to it", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await go("/causes/c1");
    await answered();
    await page.getByRole("button", { name: "Copy the report as Markdown" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^## Summary\n/);
    assert.match(copied, /\[This answer in Sonde\]\(http.*\/causes\/c1\?service=payments~shop&/);
  });

  it("that is not kept any more can be asked for again", async () => {
    await go("/causes/gone?service=cart~shop&from=2026-03-10T14:20:00Z&to=2026-03-10T14:32:00Z");
    await page.getByText("This answer is not kept any more").waitFor();
    await page.getByRole("link", { name: "Ask again about cart" }).click();
    await heading("No fault found").waitFor();
  });

  it("is found in the list, which is narrowed by words and by the time", async () => {
    await go("/causes");
    const rows = page.getByRole("table", { name: "Answers" }).locator("tbody tr");
    await rows.first().waitFor();
    const all = await rows.count();
    await page.keyboard.press("/");
    await page.keyboard.type("not clear");
    await until("narrowed", async () => (await rows.count()) > 0 && (await rows.count()) < all);
    await page.getByText("hidden by the filter").waitFor();
    await go("/causes?from=2026-03-10T13:00:00Z&to=2026-03-10T13:30:00Z");
    await page.getByRole("button", { name: "Only about 13:00–13:30" }).click();
    await until("of that time", async () => (await rows.count()) === 1);
    await rows.first().focus();
    await page.keyboard.press("Enter");
    await heading("No fault found").waitFor();
    assert.equal(path(), "/causes/c3");
  });
});
