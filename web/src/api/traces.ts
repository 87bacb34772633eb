/** Fields of the answers about traces. */

export type Outcome = "ok" | "error" | "unanswered";
export type Origin = "agent" | "application";
export type SpanKind = "server" | "client" | "internal" | "producer" | "consumer" | "unspecified";

export interface SpanHead {
  spanId: string;
  service: string;
  operation: string;
  kind: SpanKind;
  protocol: string;
  outcome: Outcome;
  origin: Origin;
  start: string;
  durationSeconds: number;
}

export interface TraceInList {
  traceId: string;
  start: string;
  durationSeconds: number;
  spans: number;
  errors: number;
  unanswered: number;
  services: string[];
  origin: Origin | "both";
  rootMissing: boolean;
  root: SpanHead;
  match: SpanHead;
}

export interface TracesAnswer {
  from: string;
  to: string;
  traces: TraceInList[];
  /** What to ask for the page after this one; null at the end. */
  next: string | null;
}

/** Cells column by column of this table: the first of each list belong together. */
export interface Cells {
  time: number[];
  duration: number[];
  count: number[];
  errors: number[];
  unanswered: number[];
}

export interface HeatmapAnswer {
  from: string;
  to: string;
  stepSeconds: number;
  times: string[];
  /** Where the rows begin, in seconds. */
  durations: number[];
  count: number;
  errors: number;
  unanswered: number;
  cells: Cells;
}

/** The longest kept span of each short time, one of each protocol. */
export interface SlowestAnswer {
  from: string;
  to: string;
  spans: { traceId: string; span: SpanHead }[];
}

export type Words = Record<string, string>;

export interface SpanEvent {
  time: string;
  name: string;
  attributes: Words;
}

export interface SpanLink {
  traceId: string;
  spanId: string;
  attributes: Words;
}

export interface Span extends SpanHead {
  parentSpanId: string | null;
  parentMissing: boolean;
  node: string | null;
  offsetSeconds: number;
  status: "unset" | "ok" | "error";
  statusMessage: string;
  scope: string;
  resource: Words;
  attributes: Words;
  events: SpanEvent[];
  links: SpanLink[];
  dropped: Record<string, number>;
}

export interface TraceAnswer {
  traceId: string;
  start: string;
  durationSeconds: number;
  spans: Span[];
  dropped: Record<string, number>;
}
