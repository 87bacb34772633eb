// A real Chromium on the built pages, with fixtures behind them and the clock pinned, so that every picture can be compared.
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serveDist } from "../fixtures/serve.mjs";

export const NOW = Date.parse("2026-03-10T14:32:00Z");
export const DIST = fileURLToPath(new URL("../dist", import.meta.url));
export const OUTPUT = process.env.SONDE_OUTPUT ?? fileURLToPath(new URL("../.output", import.meta.url));

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function open() {
  if (!existsSync(join(DIST, "index.html"))) throw new Error("dist/ is missing: run `npm run build` first");
  const home = await mkdtemp(join(tmpdir(), "sonde-web-"));
  const clock = { now: NOW };
  const server = await serveDist(DIST, { clock: () => clock.now });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: FLAGS,
    env: { ...process.env, HOME: home },
  });
  return {
    server,
    clock,
    /** A page of its own: size, theme, and nothing kept from another. */
    page: async ({ width = 1440, height = 900, theme = "light", zone = "UTC", offset = 0 } = {}) => {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: theme,
        timezoneId: zone,
        locale: "en-GB",
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      page.problems = [];
      page.on("pageerror", (error) => page.problems.push(String(error)));
      page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
      await page.clock.install({ time: clock.now + offset });
      /** Time goes by, for the browser and the server alike. */
      page.pass = async (ms) => {
        clock.now += ms;
        await page.clock.runFor(ms);
      };
      return page;
    },
    close: async () => {
      await browser.close();
      await server.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Waits until what the URL says is true; the pages write it at once, but after the key or click was handled. */
export async function until(what, read) {
  const deadline = Date.now() + 5_000;
  while (!(await read())) {
    if (Date.now() > deadline) throw new Error(`never came true: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
