// SPDX-License-Identifier: Apache-2.0
// Pictures of each page, light and dark, of the server at SERVER_URL while it watches the demo shop. Usage: pictures.mjs DIR
// Or of one page only, whatever is watched: pictures.mjs DIR NAME PATH TEXT_THAT_MUST_SHOW
import { mkdirSync } from 'node:fs';
import { launch } from './chromium.mjs';

const url = process.env.SERVER_URL ?? 'http://localhost:8080';
const directory = process.argv[2];
const SHOWN_WITHIN_MS = 30_000;
// So that what is asked for beside the page's own data is there too.
const DRAWN_MS = 1_500;
const shop = 'shoppers,nginx,storefront,orders,payments,settlement,postgres,redis,dns,bank.mjs';
const pages = process.argv.length > 3 ? [process.argv.slice(3)] : [
  ['map', '/map?from=now-2m&focus=nginx&depth=3', 'payments'],
  // Of whatever else runs on the machine the page says how many there are.
  ['services', `/services?from=now-2m&q=${encodeURIComponent(`name=${shop}`)}`, 'payments'],
  ['service', '/services/payments?from=now-2m', 'payments'],
  ['service-requests', '/services/orders?from=now-5m&tab=requests', 'slowest traces'],
  ['traces', '/traces?from=now-5m&service=nginx', 'Newest traces'],
  ['agents', '/agents', 'attached'],
];

mkdirSync(directory, { recursive: true });
const browser = await launch();
for (const colorScheme of ['light', 'dark']) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme });
  for (const [name, path, shown] of pages) {
    const page = await context.newPage();
    await page.goto(url + path);
    await page.getByText(shown).first().waitFor({ timeout: SHOWN_WITHIN_MS });
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(DRAWN_MS);
    await page.screenshot({ path: `${directory}/${name}-${colorScheme}.png` });
    await page.close();
  }
}
await browser.close();
