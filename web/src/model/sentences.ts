import type { Edge, Failures, Measured, Service } from "../api/types";
import { FAILURE_WORDS, failedTotal, type Figures } from "./figures";
import { percent, plural, rate, seconds } from "./format";
import type { Graph } from "./graph";
import { isSick, markOf, type Mark } from "./status";
import { WORTH_SAYING } from "./tones";

export interface Finding {
  status: Mark;
  /** What it is about, where that is not the service itself. */
  about?: { id: string; label: string };
  text: string;
}

/** What is wrong with a service: what the server says of it, then of each of its unhealthy lines that it has not named yet. */
export function findingsOf(service: Service, graph: Pick<Graph, "inOf" | "outOf" | "services">): Finding[] {
  const own: Finding[] = service.reasons.map((text) => ({ status: service.status, text }));
  const lines = [...graph.outOf(service.id), ...graph.inOf(service.id)].filter((e) => isSick(e.status));
  return [...own, ...hurtFinding(service), ...lines.flatMap((edge) => lineFinding(service, edge, graph.services))];
}

/** Not its fault, but what its callers notice: so it is said before what is wrong with single lines. */
function hurtFinding(service: Service): Finding[] {
  const [first, ...others] = service.hurtBy;
  if (markOf(service) !== "hurt" || !first) return [];
  const also = others.length > 0 ? ` Also by ${others.map((one) => one.name).join(", ")}.` : "";
  const about = { id: first.service, label: `Hurt by ${first.name}, not at fault` };
  return [{ status: "hurt", about, text: service.hurt.join(" ") + also }];
}

function lineFinding(service: Service, edge: Edge, services: ReadonlyMap<string, Service>): Finding[] {
  const outgoing = edge.source === service.id;
  const peerId = outgoing ? edge.target : edge.source;
  const peer = services.get(peerId);
  const reasons = edge.reasons.filter((r) => !service.reasons.some((own) => saysSame(own, r)));
  if (!peer || reasons.length === 0) return [];
  const label = outgoing ? `To ${peer.name}` : `From ${peer.name}`;
  return [{ status: edge.status, about: { id: peerId, label }, text: reasons.join(" ") }];
}

/** The server words a fault differently for a service and for its line; the counts in it are the same. */
function saysSame(own: string, other: string): boolean {
  const counts = /\(\d+ of \d+\)/.exec(other)?.[0];
  return own.includes(other) || (counts !== undefined && own.includes(counts));
}

/** "412 refused, 87 timed out": the reasons that occurred, most frequent first. */
export function failureBreakdown(failed: Failures): string {
  const parts = (Object.keys(FAILURE_WORDS) as (keyof Failures)[])
    .map((key) => ({ n: failed[key] ?? 0, word: FAILURE_WORDS[key] }))
    .filter((p) => p.n > 0)
    .sort((a, b) => b.n - a.n);
  return parts.map((p) => `${p.n} ${p.word}`).join(", ");
}

export function lineSentence(edge: Edge, from: string, to: string): string {
  const failed = failedTotal(edge.connections.failed) ?? 0;
  if (failed > 0)
    return `Of the connections from ${from} to ${to}, ${failureBreakdown(edge.connections.failed)} in this window.`;
  return `No connection from ${from} to ${to} failed in this window.`;
}

/** The one line beneath a name on the map: requests where they are seen, else connections: rate or open connections, failures only where there are some, RTT. */
export function metricLine(inbound: Figures, outbound: Figures): string {
  const main = inbound.openedRate !== null || inbound.active !== null ? inbound : outbound;
  const parts: string[] = [];
  if (main.requestRate !== null) parts.push(`${rate(main.requestRate).slice(0, -2)} req/s`);
  else if (main.openedRate !== null && main.openedRate >= 0.005) parts.push(rate(main.openedRate));
  else if (main.active !== null && main.active > 0) parts.push(`${main.active} open`);
  else if (main.openedRate !== null) parts.push("idle");
  // A round trip beside requests would be taken for how long they last.
  if (main.failedShare !== null && main.failedShare > 0)
    parts.push(`${percent(main.failedShare)} ${main.requestRate === null ? "failed" : "fail"}`);
  else if ((main.requestFailedShare ?? 0) >= WORTH_SAYING) parts.push(`${percent(main.requestFailedShare)} errors`);
  else if (main.rttSeconds !== null && main.requestRate === null) parts.push(seconds(main.rttSeconds));
  return parts.length > 0 ? parts.join(" · ") : "no connections seen";
}

/** The sentence at the top of a service's page when nothing is wrong. */
export function wellSentence(
  service: Service,
  inbound: Figures,
  outbound: Figures,
  { nodes = 0, p99Seconds = null }: { nodes?: number; p99Seconds?: Measured } = {},
): string {
  const late = p99Seconds === null ? "" : `, all but one in a hundred within ${seconds(p99Seconds)}`;
  const parts = [...traffic(inbound, "come in", late), ...traffic(outbound, "go out", "")];
  const where =
    service.instances > 0
      ? `${plural(service.instances, "instance")}${nodes > 0 ? ` on ${plural(nodes, "node")}` : ""}`
      : "";
  const all = parts.length > 0 ? parts.join("; ") : "no connection was seen in this window";
  return `${all}${where ? `; ${where}` : ""}.`;
}

/** Nothing is held against anybody, but one would not call it well. */
export function someFail(...all: Figures[]): boolean {
  return all.some((f) => Math.max(f.failedShare ?? 0, f.requestFailedShare ?? 0) >= WORTH_SAYING);
}

/** Requests where they are seen, else connections. */
function traffic(f: Figures, verb: string, late: string): string[] {
  const lost = (f.failedShare ?? 0) > 0 ? `${percent(f.failedShare)} of connections fail` : "";
  if (f.requestRate !== null)
    return [`${rate(f.requestRate)} requests ${verb}${failing(f.requestFailedShare)}${late}`, lost].filter(Boolean);
  if (f.openedRate === null) return [];
  return [`${rate(f.openedRate)} connections ${verb}${failing(f.failedShare)}`];
}

function failing(share: Measured): string {
  if (share === null) return "";
  return share === 0 ? " and none fail" : ` and ${percent(share)} fail`;
}
