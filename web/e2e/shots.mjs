// Pictures for looking at: node e2e/shots.mjs NAME=PATH… into .output; ,dark ,narrow ,wide behind the name choose the view.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { open, OUTPUT } from "./browser.mjs";

const SIZES = { narrow: { width: 360, height: 780 }, wide: { width: 2560, height: 1300 } };

const world = await open();
await mkdir(OUTPUT, { recursive: true });
for (const arg of process.argv.slice(2)) {
  const [, name, path] = /^([^=]+)=(.*)$/.exec(arg);
  const [file, ...options] = name.split(",");
  const size = options.map((o) => SIZES[o]).find(Boolean) ?? {};
  world.server.show(
    options.find((o) =>
      /^(shop|shop-more|shop-less|fleet-\d+|nodes-60|empty|quiet|disk-full|store-away|problem|away)$/.test(o),
    ) ?? "shop",
  );
  const page = await world.page({ ...size, theme: options.includes("dark") ? "dark" : "light" });
  await page.goto(world.server.url + path);
  await page.waitForTimeout(700);
  const to = join(OUTPUT, `${[file, ...options].join("-")}.png`);
  await page.screenshot({ path: to });
  console.log(to, page.problems.join(" | "));
  await page.context().close();
}
await world.close();
