// SPDX-License-Identifier: Apache-2.0
// Steps of BrowserEndToEndTest: SERVER_URL is a server that sees this host, with TruthClient connected to TruthServer on it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './chromium.mjs';

const url = process.env.SERVER_URL;
const SHOWN_WITHIN_MS = 40_000;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

async function open(path) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const foreign = [];
  const errors = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(url).origin) foreign.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(url + path);
  return { page, foreign, errors };
}

test('the map appears from real kernel traffic, and a service page opens', async () => {
  const { page, foreign, errors } = await open('/');
  await page.getByText('TruthServer').first().waitFor({ timeout: SHOWN_WITHIN_MS });
  await page.getByText('TruthClient').first().waitFor({ timeout: SHOWN_WITHIN_MS });

  await page.goto(`${url}/services/TruthServer`);
  await page.getByRole('heading', { name: 'TruthServer' }).waitFor({ timeout: SHOWN_WITHIN_MS });
  await page.getByText('TruthClient').first().waitFor({ timeout: SHOWN_WITHIN_MS });

  assert.deepEqual(foreign, [], 'nothing is loaded from another host');
  assert.deepEqual(errors, [], 'no error in the page');
  await page.context().close();
});

test('every view is a deep link: a reload shows the same service', async () => {
  const { page } = await open('/services/TruthServer');
  await page.getByRole('heading', { name: 'TruthServer' }).waitFor({ timeout: SHOWN_WITHIN_MS });
  await page.reload();
  await page.getByRole('heading', { name: 'TruthServer' }).waitFor({ timeout: SHOWN_WITHIN_MS });
  await page.context().close();
});

test('a trace that a program sends is listed, and opened as a timeline', async () => {
  const traceId = 'ab'.repeat(16);
  const now = Date.now();
  const span = (id, parent, name, ms) => ({
    traceId,
    spanId: id.repeat(8),
    ...(parent ? { parentSpanId: parent.repeat(8) } : {}),
    name,
    kind: 2,
    startTimeUnixNano: `${now}000000`,
    endTimeUnixNano: `${now + ms}000000`,
  });
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'till' } }] };
  const spans = [span('01', '', 'GET /receipt', 80), span('02', '01', 'print', 30)];
  const sent = await fetch(`${process.env.OTLP_URL}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] }),
  });
  assert.equal(sent.status, 200);

  const { page, errors } = await open('/traces?service=till');
  await page.getByRole('link', { name: /till GET \/receipt/ }).click({ timeout: SHOWN_WITHIN_MS });
  await page.getByRole('treegrid', { name: 'Spans' }).getByText('print').waitFor({ timeout: SHOWN_WITHIN_MS });

  assert.equal(new URL(page.url()).pathname, `/traces/${traceId}`);
  assert.deepEqual(errors, [], 'no error in the page');
  await page.context().close();
});
