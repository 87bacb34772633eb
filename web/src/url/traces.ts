import { instantOf, iso } from "../time/range";
import type { Codec } from "./location";
import { put } from "./map";

export const STATUSES = ["ok", "error", "unanswered", "failed"] as const;
export const SPANS = ["entries", "calls", "all"] as const;
export const ORIGINS = ["agent", "application"] as const;

/** A part of the heat map: when spans began, and how long they took; `max` is null where it has no upper end. */
export interface Region {
  from: number;
  to: number;
  min: number;
  max: number | null;
}

export interface TracesState {
  service: string;
  operation: string;
  status: (typeof STATUSES)[number] | "";
  origin: (typeof ORIGINS)[number] | "";
  /** Seconds; null for any. */
  min: number | null;
  /** Whose spans of a request: of who answered it, of who asked, or all, also steps inside of a program. */
  spans: (typeof SPANS)[number];
  region: Region | null;
  /** Figures instead of the picture. */
  table: boolean;
}

export const tracesCodec: Codec<TracesState> = {
  parse: (params) => ({
    service: params.get("service") ?? "",
    operation: params.get("operation") ?? "",
    status: STATUSES.find((s) => s === params.get("status")) ?? "",
    origin: ORIGINS.find((o) => o === params.get("origin")) ?? "",
    min: numberOf(params.get("min")),
    spans: SPANS.find((s) => s === params.get("spans")) ?? "entries",
    region: regionOf(params.get("region")),
    table: params.get("view") === "table",
  }),
  format(state, params) {
    put(params, "service", state.service);
    put(params, "operation", state.operation);
    put(params, "status", state.status);
    put(params, "origin", state.origin);
    put(params, "min", state.min === null ? "" : String(state.min));
    put(params, "spans", state.spans === "entries" ? "" : state.spans);
    put(params, "region", state.region === null ? "" : regionText(state.region));
    put(params, "view", state.table ? "table" : "");
  },
};

function numberOf(text: string | null): number | null {
  if (text === null || !/^\d{1,9}(\.\d{1,12})?$/.test(text)) return null;
  return Number(text);
}

function regionText({ from, to, min, max }: Region): string {
  return [isoMs(from), isoMs(to), min, max ?? ""].join(",");
}

/** Columns may be shorter than a second. */
function isoMs(ms: number): string {
  return ms % 1000 === 0 ? iso(ms) : new Date(ms).toISOString();
}

function regionOf(text: string | null): Region | null {
  const parts = text?.split(",") ?? [];
  if (parts.length !== 4) return null;
  const [from, to] = [instantOf(parts[0]!, 0), instantOf(parts[1]!, 0)];
  const [min, max] = [numberOf(parts[2]!), numberOf(parts[3]!)];
  if (from === null || to === null || from >= to || min === null || (max !== null && max <= min)) return null;
  return { from, to, min, max };
}

export interface TraceState {
  /** Selected span. */
  span: string;
}

export const traceCodec: Codec<TraceState> = {
  parse: (params) => ({ span: params.get("span") ?? "" }),
  format: (state, params) => put(params, "span", state.span),
};

export function tracePath(id: string): string {
  return `/traces/${encodeURIComponent(id)}`;
}

/** Seconds as the server reads them: digits without an exponent. */
export function plainSeconds(seconds: number): string {
  return seconds.toFixed(9).replace(/0+$/, "").replace(/\.$/, "");
}

const UNITS: Record<string, number> = { us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, min: 60 };

/** What a person types for a duration: 250 ms, 1.5s, 0.2. Null where it is none; a bare number is milliseconds. */
export function durationOf(text: string): number | null {
  const match = /^(\d+(?:[.,]\d+)?)\s*(us|µs|ms|s|m|min)?$/.exec(text.trim().toLowerCase());
  if (!match) return null;
  return Number((Number(match[1]!.replace(",", ".")) * (UNITS[match[2] ?? "ms"] ?? 1)).toPrecision(12));
}
