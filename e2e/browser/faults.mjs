// SPDX-License-Identifier: Apache-2.0
// Pictures of the demo shop's map before, while each fault is on and after it was healed, and of the answer to nginx' "Why?".
// The server at SERVER_URL watches the shop of DEMO_PREFIX. Usage: faults.mjs DIR [FAULT...]
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { launch } from './chromium.mjs';

const url = process.env.SERVER_URL ?? 'http://localhost:8080';
const demo = new URL('../../demo/', import.meta.url).pathname;
const unit = process.env.DEMO_PREFIX && process.env.DEMO_PREFIX !== 'demo' ? `${process.env.DEMO_PREFIX}-` : '';
const [directory, ...wanted] = process.argv.slice(2);
const all = readdirSync(`${demo}faults`).map((file) => file.replace('.sh', ''));
const SHOWN_WITHIN_MS = 60_000;
const ASKED_AFTER_MS = 35_000;
const TOLD_WITHIN_MS = 60_000;
const HEALED_WITHIN_MS = 120_000;
// So that figures and sentences have grown to what they stay at.
const SETTLED_MS = 12_000;
const STEP_MS = 10_000;
const BEFORE_MS = 60_000;
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
const shop = new Set(names.map((name) => unit + name));
mkdirSync(directory, { recursive: true });
const browser = await launch();

/** Path of the answer to nginx' question; asked when there is something to compare, until a cause is told or it is too late. */
async function why(from) {
  let id = '';
  await pause(Math.max(0, from + ASKED_AFTER_MS - Date.now()));
  await until(async () => {
    const headers = { 'content-type': 'application/json' };
    const question = { service: `${unit}nginx`, from: new Date(from).toISOString() };
    const asked = await fetch(`${url}/api/v1/causes`, { method: 'POST', headers, body: JSON.stringify(question) });
    const answer = await asked.json();
    id = answer.id ?? id;
    return answer.conclusion === 'cause';
  }, TOLD_WITHIN_MS);
  return `/causes/${id}`;
}

async function picture(name, address, text, height = 720) {
  const context = await browser.newContext({ viewport: { width: 1440, height }, colorScheme: 'light' });
  const page = await context.newPage();
  await page.goto(url + address);
  await page.getByText(text).first().waitFor({ timeout: SHOWN_WITHIN_MS });
  await page.evaluate(() => document.fonts.ready);
  await pause(500);
  await page.screenshot({ path: `${directory}/${name}.png` });
  await context.close();
}

const range = (from) => `from=${new Date(from).toISOString()}&to=${new Date().toISOString()}`;
const map = (from) => `/map?${range(from)}&focus=${unit}nginx&depth=3`;
const payments = `${unit}payments`;

await picture('before', map(Date.now() - BEFORE_MS), payments);
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
  const picked = line ? `&src=${encodeURIComponent(line.source)}&dst=${encodeURIComponent(line.target)}` : '';
  if (lone) await picture(`${fault}-on`, `/services/${lone.id}?${range(on)}`, lone.name);
  else await picture(`${fault}-on`, map(on) + picked, payments);
  await picture(`${fault}-why`, await why(on), 'What was not seen', 900);
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
  await picture(`${fault}-off`, map(Date.now() - 2 * STEP_MS), payments);
  console.log(fault);
}
await browser.close();
