// SPDX-License-Identifier: Apache-2.0
// Steps of BrowserEndToEndTest: the server at SERVER_URL sees this host, where TruthServer was just killed beneath TruthClient.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './chromium.mjs';

const url = process.env.SERVER_URL;
const SHOWN_WITHIN_MS = 40_000;
const QUESTION = { service: 'TruthClient', from: new Date(Number(process.env.SINCE_MS)).toISOString() };

let browser;
let page;
const errors = [];
before(async () => {
  browser = await launch();
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
});
after(() => browser?.close());

const heading = (name) => page.getByRole('heading', { level: 1, name });

/** What is told in the first seconds of a fault may still be too little for a cause. */
async function untilKnown() {
  const deadline = Date.now() + SHOWN_WITHIN_MS;
  while (Date.now() < deadline) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/api/v1/causes`, { method: 'POST', headers, body: JSON.stringify(QUESTION) });
    if (answer.ok && (await answer.json()).conclusion === 'cause') return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error('no cause is told');
}

test('why? is asked on the page of the service that is hurt', async () => {
  await untilKnown();
  await page.goto(`${url}/services/TruthClient?from=${QUESTION.from}&to=now`);
  await page.getByText(/connections to TruthServer were refused/).first().waitFor({ timeout: SHOWN_WITHIN_MS });

  await page.getByRole('link', { name: 'Why?' }).click();

  await heading('TruthServer: its processes ended').waitFor({ timeout: SHOWN_WITHIN_MS });
  assert.match(new URL(page.url()).pathname, /^\/causes\/[0-9a-f-]{36}$/);
});

test('the answer shows the evidence, the way, what was ruled out and what was not seen', async () => {
  await page.getByText('TruthClient calls TruthServer.').waitFor();
  const way = page.getByRole('group', { name: 'Path: TruthClient calls TruthServer' });
  await way.getByText('asked about').waitFor();
  await way.getByText('cause', { exact: true }).waitFor();
  assert.equal(await way.locator('[data-box]').count(), 2);

  await page.getByRole('figure', { name: /^connections refused: usually 0/ }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'killed by a signal' }).first().waitFor();
  await page.getByRole('heading', { name: 'Ruled out' }).waitFor();
  await page.getByRole('heading', { name: 'What was not seen' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Find out who killed it' }).waitFor();
});

test('it is answered again, from the store, and stays as it was', async () => {
  await page.getByRole('button', { name: "Answer again with today's code" }).click();
  await page.getByRole('region', { name: 'Answered again' }).or(page.getByText(/Today's code answers/)).first()
    .waitFor({ timeout: SHOWN_WITHIN_MS });
  await heading('TruthServer: its processes ended').waitFor();
});

test('it stands in the list of answers, and opens from there', async () => {
  await page.goto(`${url}/causes`);
  await page.getByRole('link', { name: 'TruthServer: its processes ended' }).first().click({ timeout: SHOWN_WITHIN_MS });
  await heading('TruthServer: its processes ended').waitFor({ timeout: SHOWN_WITHIN_MS });
  assert.deepEqual(errors, [], 'no error in the page');
});
