import { useMemo } from "react";
import { Link } from "wouter";
import { useTrace } from "../api/traceQueries";
import { Problem } from "../api/client";
import type { TraceAnswer } from "../api/traces";
import { plural, seconds } from "../model/format";
import { usePreferences } from "../shell/preferences";
import { clockSeconds, dayAndClock } from "../time/format";
import { Button, CopyButton } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { Empty, Loaded } from "../ui/State";
import { StatusMark } from "../ui/StatusMark";
import { goTo, servicePath, useHref, useUrlState } from "../url/location";
import { traceCodec } from "../url/traces";
import page from "../services/page.module.css";
import { Maker, nameOf } from "./marks";
import { SpanPanel } from "./SpanPanel";
import { cautions, colours, isFailed, rowsOfTrace, type Row } from "./tree";
import { Waterfall } from "./Waterfall";
import css from "./trace.module.css";

export default function TracePage({ id }: { id: string }) {
  const query = useTrace(id);
  if (query.data === undefined && query.error instanceof Problem && query.error.status === 404)
    return <Unknown detail={query.error.detail} />;
  return (
    <div className={page.page}>
      <Loaded query={query}>{(data) => <Filled trace={data} />}</Loaded>
    </div>
  );
}

function Unknown({ detail }: { detail: string }) {
  return (
    <Empty
      title="There is no such trace"
      action={
        <Button kind="primary" onPress={() => goTo("/traces")}>
          All traces
        </Button>
      }
    >
      {detail}
    </Empty>
  );
}

function Filled({ trace }: { trace: TraceAnswer }) {
  const [state, set] = useUrlState(traceCodec);
  const rows = useMemo(() => rowsOfTrace(trace), [trace]);
  const tokens = useMemo(() => colours(trace.spans.map((s) => s.service)), [trace]);
  const selected = rows.find((r) => r.span.spanId === state.span) ?? null;
  return (
    <>
      <Head trace={trace} rows={rows} />
      <Cautions said={cautions(trace, rows)} />
      <Services tokens={tokens} rows={rows} />
      <div className={selected ? css.both : css.alone}>
        <Waterfall
          trace={trace}
          rows={rows}
          tokens={tokens}
          selected={selected?.span.spanId ?? null}
          onSelect={(span) => set({ span: span ?? "" }, { replace: state.span !== "" })}
        />
        {selected && (
          <SpanPanel row={selected} token={tokens.get(selected.span.service)!} onClose={() => set({ span: "" })} />
        )}
      </div>
    </>
  );
}

function Head({ trace, rows }: { trace: TraceAnswer; rows: Row[] }) {
  const { utc } = usePreferences();
  const href = useHref();
  const root = rows[0]!.span;
  const start = Date.parse(trace.start);
  const errors = trace.spans.filter((s) => s.outcome === "error").length;
  const unanswered = trace.spans.filter((s) => s.outcome === "unanswered").length;
  const agent = trace.spans.filter((s) => s.origin === "agent").length;
  const origin = agent === 0 ? "application" : agent === trace.spans.length ? "agent" : "both";
  return (
    <>
      <div className={page.title}>
        <StatusMark status={errors > 0 ? "critical" : unanswered > 0 ? "warning" : "ok"} label="" />
        <h1>
          {nameOf(root.service)} <span className={css.operation}>{root.operation || "not told"}</span>
        </h1>
        <CopyButton text={() => trace.traceId} label="Copy the trace’s id">
          <Icon name="link" size={14} /> <span className="mono">{trace.traceId.slice(0, 8)}…</span>
        </CopyButton>
        <Link className={css.all} href={href("/traces", { service: root.service })}>
          Traces of {nameOf(root.service)}
        </Link>
      </div>
      <p className={css.facts}>
        <b>{seconds(trace.durationSeconds)}</b> from {dayAndClock(start, utc)}:{clockSeconds(start, utc).slice(-2)}.
        {trace.start.match(/\.(\d{3})/)?.[1] ?? "000"} · {plural(trace.spans.length, "span")} of{" "}
        {plural(new Set(trace.spans.map((s) => s.service)).size, "service")}
        {errors > 0 && ` · ${errors} with an error`}
        {unanswered > 0 && ` · ${unanswered} without an answer`} · recorded by <Maker origin={origin} />
      </p>
    </>
  );
}

function Cautions({ said }: { said: string[] }) {
  if (said.length === 0) return null;
  return (
    <ul className={css.cautions}>
      {said.map((sentence) => (
        <li key={sentence}>
          <StatusMark status="warning" label="" /> {sentence}
        </li>
      ))}
    </ul>
  );
}

/** What the colours mean, and where each service’s time went. */
function Services({ tokens, rows }: { tokens: Map<string, string>; rows: Row[] }) {
  const href = useHref();
  const own = new Map<string, { seconds: number; failed: number }>();
  for (const { span, selfSeconds } of rows) {
    const sum = own.get(span.service) ?? { seconds: 0, failed: 0 };
    own.set(span.service, {
      seconds: sum.seconds + selfSeconds,
      failed: sum.failed + (isFailed(span) ? 1 : 0),
    });
  }
  const most = [...own].sort((a, b) => b[1].seconds - a[1].seconds);
  return (
    <ul className={css.services} aria-label="Services, by their own time">
      {most.map(([service, sum]) => (
        <li key={service}>
          <i style={{ background: `var(--${tokens.get(service)})` }} />
          <Link className={css.service} href={href(servicePath(service))} title={service}>
            {nameOf(service)}
          </Link>
          <span className="muted" title="time in which none of the spans it called ran">
            {seconds(sum.seconds)}
          </span>
          {sum.failed > 0 && <span className={css.failed}>{sum.failed} failed</span>}
        </li>
      ))}
    </ul>
  );
}
