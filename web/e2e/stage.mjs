// A page on the invented shop for each test of a file: whoever imports this gets the hooks, and what they make.
import { after, afterEach, before, beforeEach } from "node:test";
import { NOW, open } from "./browser.mjs";

export let world;
/** The page of the test that runs. */
export let page;

before(async () => {
  world = await open();
});
after(() => world.close());
beforeEach(async () => {
  world.server.show("shop");
  world.clock.now = NOW;
  page = await world.page();
});
afterEach(() => page.context().close());

/** In place of the test's page one with other options, such as a computer whose clock is wrong. */
export async function turnTo(options) {
  await page.context().close();
  page = await world.page(options);
}

export const go = (to) => page.goto(world.server.url + to);
export const path = () => new URL(page.url()).pathname;
export const search = () => new URL(page.url()).search;
export const params = () => new URL(page.url()).searchParams;
export const box = (name) => page.getByRole("button", { name: new RegExp(`^${name},`) });
