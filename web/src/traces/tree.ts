import type { Span, TraceAnswer } from "../api/traces";

/** A span in its place below the one that called it. */
export interface Row {
  span: Span;
  depth: number;
  /** Of all spans below it. */
  below: number;
  /** Of its own time, in which no span below it ran. */
  selfSeconds: number;
  /** By so much it began before its caller, by clocks of two nodes. */
  aheadSeconds: number;
}

/** Smaller differences are those of two measurements on one way, not of clocks. */
const CLOCK_SECONDS = 0.001;

/** All spans in the order in which they are read: callers first, in the order of time. */
export function rowsOfTrace(trace: TraceAnswer): Row[] {
  const byId = new Map(trace.spans.map((s) => [s.spanId, s]));
  const children = new Map<string, Span[]>();
  const roots: Span[] = [];
  for (const span of trace.spans) {
    const parent = span.parentSpanId === null ? undefined : byId.get(span.parentSpanId);
    if (parent === undefined || parent === span) roots.push(span);
    else children.set(parent.spanId, [...(children.get(parent.spanId) ?? []), span]);
  }
  const rows: Row[] = [];
  const seen = new Set<string>();
  for (const root of roots) walk(root, byId, children, seen, rows);
  // Spans that name each other as parents have no beginning: each is shown once all the same.
  for (const span of trace.spans) if (!seen.has(span.spanId)) walk(span, byId, children, seen, rows);
  return rows;
}

function walk(
  first: Span,
  byId: Map<string, Span>,
  children: Map<string, Span[]>,
  seen: Set<string>,
  rows: Row[],
): void {
  // By hand, since a chain of thousands would be too deep for calls.
  const open: { row: Row; at: number }[] = [];
  const stack: { span: Span; depth: number }[] = [{ span: first, depth: 0 }];
  while (stack.length > 0) {
    const { span, depth } = stack.pop()!;
    if (seen.has(span.spanId)) continue;
    seen.add(span.spanId);
    while (open.length > depth) close(open.pop()!, rows);
    const below = children.get(span.spanId) ?? [];
    const row = { span, depth, below: 0, selfSeconds: selfSeconds(span, below), aheadSeconds: ahead(span, byId) };
    open.push({ row, at: rows.length });
    rows.push(row);
    for (const child of [...below].reverse()) stack.push({ span: child, depth: depth + 1 });
  }
  while (open.length > 0) close(open.pop()!, rows);
}

function close({ row, at }: { row: Row; at: number }, rows: Row[]): void {
  row.below = rows.length - at - 1;
}

function ahead(span: Span, byId: Map<string, Span>): number {
  const parent = span.parentSpanId === null ? undefined : byId.get(span.parentSpanId);
  if (!parent || parent.node === span.node) return 0;
  const by = parent.offsetSeconds - span.offsetSeconds;
  return by >= CLOCK_SECONDS ? by : 0;
}

function selfSeconds(span: Span, below: Span[]): number {
  const end = span.offsetSeconds + span.durationSeconds;
  let [covered, reached] = [0, span.offsetSeconds];
  for (const child of [...below].sort((a, b) => a.offsetSeconds - b.offsetSeconds)) {
    const from = Math.max(reached, child.offsetSeconds);
    const to = Math.min(end, child.offsetSeconds + child.durationSeconds);
    if (to <= from) continue;
    covered += to - from;
    reached = to;
  }
  return Math.max(0, span.durationSeconds - covered);
}

/** Without those below a folded span. */
export function visible(rows: readonly Row[], folded: ReadonlySet<string>): Row[] {
  const shown: Row[] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    shown.push(row);
    if (folded.has(row.span.spanId)) i += row.below;
  }
  return shown;
}

/** The spans that hide this one while they are folded. */
export function above(rows: readonly Row[], id: string): string[] {
  const at = rows.findIndex((r) => r.span.spanId === id);
  const ids: string[] = [];
  let depth = rows[at]?.depth ?? 0;
  for (let i = at - 1; i >= 0 && depth > 0; i--) {
    const row = rows[i]!;
    if (row.depth >= depth) continue;
    ids.push(row.span.spanId);
    depth = row.depth;
  }
  return ids;
}

export const isFailed = (span: Span) => span.outcome !== "ok";

/** The next row that failed after this one, round the end. */
export function nextFailed(rows: readonly Row[], id: string): string | null {
  const at = rows.findIndex((r) => r.span.spanId === id);
  for (let i = 1; i <= rows.length; i++) {
    const row = rows[(at + i + rows.length) % rows.length]!;
    if (isFailed(row.span)) return row.span.spanId;
  }
  return null;
}

const TOKENS = ["s1", "s2", "s3", "s4", "s5", "s6"];

/** A colour per service that depends on its name; where two of a trace would have the same, the second takes the next free one. */
export function colours(services: readonly string[]): Map<string, string> {
  const taken = new Set<number>();
  const chosen = new Map<string, string>();
  for (const service of [...new Set(services)].sort()) {
    let at = hash(service) % TOKENS.length;
    for (let i = 0; i < TOKENS.length && taken.has(at); i++) at = (at + 1) % TOKENS.length;
    taken.add(at);
    chosen.set(service, TOKENS[at]!);
  }
  return chosen;
}

function hash(text: string): number {
  let h = 2166136261;
  for (const c of text) h = Math.imul(h ^ c.codePointAt(0)!, 16777619);
  return h >>> 0;
}

/** The agent names the caller's span also where that end is not watched: such a span begins its trace. */
export function isOrphan(span: Span): boolean {
  return span.parentMissing && span.attributes["sonde.trace.origin"] !== "connection";
}

/** What is to be known before the picture is believed. */
export function cautions(trace: TraceAnswer, rows: readonly Row[]): string[] {
  const said: string[] = [];
  const cut = trace.dropped.spans ?? 0;
  if (cut > 0) said.push(`${cut} more spans are not shown: only the first ${trace.spans.length} are.`);
  const orphans = trace.spans.filter(isOrphan).length;
  if (orphans > 0) {
    const why = cut > 0 ? "is not among those shown, or" : "";
    const many = orphans === 1 ? "One span names a parent that" : `${orphans} spans name a parent that`;
    said.push(
      `${many} ${why} was not sent here: it was not sampled, is still to come, or its program sends elsewhere.`.replace(
        "  ",
        " ",
      ),
    );
  }
  const skewed = rows.filter((r) => r.aheadSeconds > 0);
  if (skewed.length > 0) {
    const most = skewed.reduce((a, b) => (b.aheadSeconds > a.aheadSeconds ? b : a));
    said.push(
      `${skewed.length === 1 ? "A span begins" : `${skewed.length} spans begin`} before the caller on another node, by up to ${Math.round(most.aheadSeconds * 1e4) / 10} ms: clocks of nodes differ. Nothing was moved.`,
    );
  }
  return said;
}
