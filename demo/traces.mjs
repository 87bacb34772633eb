#!/usr/bin/env node
// Sends invented traces of a shop over OTLP/HTTP (JSON), as its programs and node agents would: several services, errors, slow and
// unanswered requests, missing parents, a node whose clock is wrong, a trace of 2,000 spans.
//
//   node demo/traces.mjs [--to http://127.0.0.1:4318] [--minutes 30] [--key KEY] [--follow]
import { tracesBetween } from "../web/fixtures/traces.mjs";

const args = process.argv.slice(2);
const option = (name, otherwise) => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? otherwise : args[at + 1];
};
const to = option("to", "http://127.0.0.1:4318");
const minutes = Number(option("minutes", "30"));
const key = option("key", "");
const follow = args.includes("--follow");
if (args.includes("--help") || !(minutes > 0)) {
  console.log("node demo/traces.mjs [--to http://127.0.0.1:4318] [--minutes 30] [--key KEY] [--follow]");
  process.exit(args.includes("--help") ? 0 : 2);
}

const SPANS_PER_REQUEST = 2_000;
const KINDS = { unspecified: 0, internal: 1, server: 2, client: 3, producer: 4, consumer: 5 };

const words = (all) => Object.entries(all).map(([name, value]) => ({ key: name, value: { stringValue: value } }));
/** Milliseconds with fractions as whole nanoseconds, which do not fit into a number. */
const nanos = (ms) => String(BigInt(Math.floor(ms)) * 1_000_000n + BigInt(Math.round((ms % 1) * 1e6)));

function otlp(span) {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentSpanId ? { parentSpanId: span.parentSpanId } : {}),
    name: span.operation,
    kind: KINDS[span.kind],
    startTimeUnixNano: nanos(span.start),
    endTimeUnixNano: nanos(span.start + span.durationSeconds * 1000),
    attributes: words(span.attributes),
    events: span.events.map((e) => ({ timeUnixNano: nanos(e.at), name: e.name, attributes: words(e.attributes) })),
    status: span.outcome === "ok" ? {} : { code: 2, message: "canceling statement due to statement timeout" },
  };
}

function request(spans) {
  const groups = new Map();
  for (const span of spans) {
    const sender = [span.service, span.node, span.scope].join("\t");
    groups.set(sender, [...(groups.get(sender) ?? []), span]);
  }
  return {
    resourceSpans: [...groups.values()].map((group) => {
      const [name, namespace] = group[0].service.split("~");
      return {
        resource: {
          attributes: words({ "service.name": name, "service.namespace": namespace ?? "", "host.name": group[0].node }),
        },
        scopeSpans: [{ scope: { name: group[0].scope }, spans: group.map(otlp) }],
      };
    }),
  };
}

async function send(spans) {
  const answer = await fetch(`${to}/v1/traces`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key ? { "x-api-key": key } : {}) },
    body: JSON.stringify(request(spans)),
  });
  const text = await answer.text();
  if (!answer.ok || text.includes("rejectedSpans")) throw new Error(`${to} answered ${answer.status}: ${text}`);
}

async function sendBetween(from, end, brokeAt) {
  let waiting = [];
  let sent = 0;
  for (const trace of tracesBetween(from, end, brokeAt)) {
    waiting.push(...trace);
    if (waiting.length < SPANS_PER_REQUEST) continue;
    await send(waiting);
    sent += waiting.length;
    waiting = [];
  }
  if (waiting.length > 0) await send(waiting);
  return sent + waiting.length;
}

const SECOND = 1000;
const now = Date.now();
const brokeAt = now - minutes * 20 * SECOND;
try {
  const sent = await sendBetween(now - minutes * 60 * SECOND, now, brokeAt);
  console.log(`${sent} spans of the last ${minutes} min are at ${to}`);
  let from = now;
  while (follow) {
    await new Promise((done) => setTimeout(done, 5 * SECOND));
    const end = Date.now();
    await sendBetween(from, end, brokeAt);
    from = end;
  }
} catch (error) {
  console.error(`demo/traces.mjs: ${error.cause?.message ?? error.message}`);
  process.exit(1);
}
