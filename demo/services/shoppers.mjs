// The load, and the truth about it: each request on a connection of its own, counted, a line of JSON a second.
// Totals since the start: sent = ok + failed + in flight; connections = those that were established; skipped = not sent, too many were in flight.
import { appendFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { isOn } from './knobs.mjs';
import { errand, rate } from './shape.mjs';

const DAY_SECONDS = Number(process.env.DEMO_DAY_SECONDS ?? 600);
const USUAL_RATE = Number(process.env.DEMO_RATE ?? 20);
const RATE_LIMIT = 200;
const IN_FLIGHT_LIMIT = 1000;
const PATIENCE_MS = 10_000;
const TICK_MS = 50;

const front = new URL(process.env.FRONT);
const began = Date.now();
const total = { sent: 0, ok: 0, failed: 0, skipped: 0, connections: 0, status: {}, errors: {} };
let inFlight = 0;
let seconds = [];

const count = (table, key) => (table[key] = (table[key] ?? 0) + 1);

function shop() {
  if (inFlight >= IN_FLIGHT_LIMIT) return void total.skipped++;
  const started = performance.now();
  let done = false;
  const settle = (wentWell) => {
    if (done) return;
    done = true;
    inFlight--;
    wentWell ? total.ok++ : total.failed++;
    seconds.push(performance.now() - started);
  };
  total.sent++;
  inFlight++;
  const sent = request({ host: front.hostname, port: front.port || 80, agent: new Agent({ keepAlive: false }), ...errand(Math.random()) }, (response) => {
    count(total.status, response.statusCode);
    response.resume();
    response.on('close', () => settle(response.complete && response.statusCode < 400));
  });
  sent.on('socket', (socket) => socket.on('connect', () => total.connections++));
  sent.setTimeout(PATIENCE_MS, () => sent.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
  sent.on('error', (error) => {
    if (!done) count(total.errors, error.code ?? error.message);
    settle(false);
  });
  sent.end();
}

const quantile = (sorted, q) => (sorted.length ? Math.round(sorted[Math.floor((sorted.length - 1) * q)]) : null);

function report(last) {
  const sorted = seconds.sort((a, b) => a - b);
  const line = { time: new Date().toISOString(), ...total, inFlight, p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99), last };
  seconds = [];
  appendFileSync(process.env.COUNTS, JSON.stringify(line) + '\n');
}

let due = 0;
const ticking = setInterval(() => {
  // The day starts in the morning, so that nobody waits through a night for the first shopper.
  const partOfDay = (Date.now() - began) / 1000 / DAY_SECONDS + 9 / 24;
  due += (rate({ usual: USUAL_RATE, partOfDay, surge: isOn('surge'), limit: RATE_LIMIT }) * TICK_MS) / 1000;
  for (; due >= 1; due--) shop();
}, TICK_MS);
const reporting = setInterval(() => report(false), 1000);

process.on('SIGTERM', () => {
  clearInterval(ticking);
  clearInterval(reporting);
  // Those under way are waited for, a little: the last line says how many were left.
  const deadline = Date.now() + 3000;
  setInterval(() => {
    if (inFlight > 0 && Date.now() < deadline) return;
    report(true);
    process.exit(0);
  }, 20);
});
