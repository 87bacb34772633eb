// SPDX-License-Identifier: Apache-2.0
// Pictures of each fault of the demo shop: the map while it is on, and after it was healed. The server at SERVER_URL watches the
// shop of DEMO_PREFIX. Usage: faults.mjs DIR [FAULT...]
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { launch } from './chromium.mjs';

const url = process.env.SERVER_URL ?? 'http://localhost:8080';
const demo = new URL('../../demo/', import.meta.url).pathname;
const unit = process.env.DEMO_PREFIX && process.env.DEMO_PREFIX !== 'demo' ? `${process.env.DEMO_PREFIX}-` : '';
const [directory, ...wanted] = process.argv.slice(2);
const all = readdirSync(`${demo}faults`).map((file) => file.replace('.sh', ''));
const SHOWN_WITHIN_MS = 60_000;
const HEALED_WITHIN_MS = 120_000;
// So that figures and sentences have grown to what they stay at.
const SETTLED_MS = 12_000;
const STEP_MS = 10_000;
const WELL_LOOKS = 10;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Ids of what is unwell in the shop: its services, and edges as [source, target]. */
async function unwell(from) {
  const answer = await fetch(`${url}/api/v1/map?from=${new Date(from).toISOString()}`);
  if (!answer.ok) return { services: [], edges: [] };
  const { services, edges } = await answer.json();
  const sick = edges.filter((edge) => edge.status !== 'ok' && shop.has(edge.source));
  return { edges: sick, services: services.filter((service) => service.status !== 'ok' && shop.has(service.id)) };
}

async function until(condition, limitMs) {
  const deadline = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > deadline) return false;
    await pause(1000);
  }
  return true;
}

const names = ['shoppers', 'nginx', 'storefront', 'orders', 'payments', 'postgres', 'redis', 'settlement', 'burner'];
const aroundNginx = `&focus=${unit}nginx&depth=3`;
const shop = new Set(names.map((name) => unit + name));
mkdirSync(directory, { recursive: true });
const browser = await launch();

async function picture(name, from, path, query) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 720 }, colorScheme: 'light' });
  const page = await context.newPage();
  const range = `from=${new Date(from).toISOString()}&to=${new Date().toISOString()}`;
  await page.goto(`${url}${path}?${range}${query}`);
  await page.getByText(unit + (path === '/map' ? 'payments' : 'burner')).first().waitFor({ timeout: SHOWN_WITHIN_MS });
  await page.evaluate(() => document.fonts.ready);
  await pause(500);
  await page.screenshot({ path: `${directory}/${name}.png` });
  await context.close();
}

for (const fault of wanted.length ? wanted : all) {
  const on = Date.now();
  execFileSync(`${demo}fault.sh`, [fault]);
  const shown = await until(async () => {
    const { services, edges } = await unwell(on);
    return services.length + edges.length > 0;
  }, SHOWN_WITHIN_MS);
  if (!shown) console.error(`${fault}: nothing was shown`);
  await pause(SETTLED_MS);
  const { edges, services } = await unwell(on);
  const line = edges.find((edge) => edge.status === 'critical') ?? edges[0];
  const lone = services.find((service) => service.id === `${unit}burner`);
  // The burner talks to nobody: its own page says what it does.
  if (lone) await picture(`${fault}-on`, on, `/services/${lone.id}`, '');
  else await picture(`${fault}-on`, on, '/map', aroundNginx + (line ? `&src=${encodeURIComponent(line.source)}&dst=${encodeURIComponent(line.target)}` : ''));
  execFileSync(`${demo}heal.sh`);
  const healed = Math.ceil((Date.now() + STEP_MS) / STEP_MS) * STEP_MS;
  // For some seconds, so that the picture says the same.
  let well = 0;
  const gone = await until(async () => {
    if (Date.now() < healed + 2 * STEP_MS) return false;
    const left = await unwell(Date.now() - 2 * STEP_MS);
    well = left.services.length + left.edges.length === 0 ? well + 1 : 0;
    return well > WELL_LOOKS;
  }, HEALED_WITHIN_MS);
  if (!gone) console.error(`${fault}: still shown after it was healed`);
  await picture(`${fault}-off`, Date.now() - 2 * STEP_MS, '/map', aroundNginx);
  console.log(fault);
}
await browser.close();
