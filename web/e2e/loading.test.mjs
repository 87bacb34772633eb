import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { box, go, page, search } from "./stage.mjs";

describe("a page that cannot be loaded", () => {
  it("says so in plain words, and can be loaded again when the server is back", async () => {
    await go("/map");
    await box("payments").waitFor();
    await page.route("**/assets/CausesPage*", (route) => route.abort());
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await page.getByRole("heading", { name: "This part of Sonde could not be loaded" }).waitFor();
    await page.unroute("**/assets/CausesPage*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "Why is a service in trouble?" }).waitFor();
  });
});

describe("the palette", () => {
  it("is at hand before it is asked for: what is typed at once is searched, and no key of the page", async () => {
    const loaded = page.waitForRequest(/Palette-.*\.js$/);
    await go("/map");
    await page.pass(1_000);
    await loaded;
    await box("payments").waitFor();
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Search services").waitFor();
    await page.keyboard.type("cart");
    await page.getByRole("option", { name: /cart-redis/ }).waitFor();
    assert.equal(search(), "");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
  });
});
