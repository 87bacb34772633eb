import { useState } from "react";
import { Link } from "wouter";
import { useTraces } from "../api/traceQueries";
import type { SpanHead, TraceInList } from "../api/traces";
import { count, plural, seconds } from "../model/format";
import { usePreferences } from "../shell/preferences";
import { clockSeconds, dayAndClock } from "../time/format";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Num } from "../ui/Num";
import { Busy, Empty, Failure, Outline } from "../ui/State";
import { Table, type Column } from "../ui/Table";
import { goTo, useHref, useRange, type Setter } from "../url/location";
import { tracePath, type TracesState } from "../url/traces";
import { Maker, nameOf, OutcomeMark } from "./marks";
import css from "./traces.module.css";

/** The newest traces with a span of those that are chosen. */
export function TraceList({ state, onState }: { state: TracesState; onState: Setter<TracesState> }) {
  const [range] = useRange();
  const query = useTraces(state, range);
  const [sort, setSort] = useState("");
  const columns = useColumns();
  const { data, error, hasNextPage, isFetchingNextPage } = query;
  if (!data) return error ? <Failure error={error} retry={() => void query.refetch()} /> : <Outline />;
  const traces = once(data.pages.flatMap((p) => p.traces));
  const note = `${plural(traces.length, "trace")}${hasNextPage ? " so far" : ""}, the newest first`;
  return (
    <Card title={state.region ? "Traces of the selection" : "Newest traces"} note={note} flush>
      <Busy on={query.isPlaceholderData || isFetchingNextPage} />
      {traces.length === 0 ? (
        <Empty
          title="No trace here"
          action={state.region && <Button onPress={() => onState({ region: null })}>Drop the selection</Button>}
        >
          {state.region
            ? "Nothing that lasted so long began in the selected time, or it was removed meanwhile."
            : "Its spans may have been removed meanwhile."}
        </Empty>
      ) : (
        <Table
          label="Traces"
          columns={columns}
          rows={traces}
          rowKey={(t) => t.traceId}
          sort={sort}
          onSort={setSort}
          onOpen={(t) => goTo(tracePath(t.traceId), { span: t.match.spanId })}
        />
      )}
      {hasNextPage && (
        <div className={css.more}>
          <Button onPress={() => void query.fetchNextPage()}>Older traces</Button>
        </div>
      )}
    </Card>
  );
}

/** A trace whose spans lie on two pages comes with both. */
function once(traces: TraceInList[]): TraceInList[] {
  return [...new Map(traces.toReversed().map((t) => [t.traceId, t])).values()].reverse();
}

function useColumns(): Column<TraceInList>[] {
  const { utc } = usePreferences();
  return [
    {
      key: "trace",
      label: "Trace",
      by: (t) => `${nameOf(t.root.service)} ${t.root.operation}`,
      cell: (t) => <Names trace={t} />,
    },
    { key: "start", label: "Start", by: (t) => Date.parse(t.match.start), cell: (t) => when(t.match.start, utc) },
    {
      key: "matched",
      label: "Request",
      hint: "of the span that was asked for; where several of a trace were, of the newest",
      right: true,
      by: (t) => t.match.durationSeconds,
      cell: (t) => seconds(t.match.durationSeconds),
    },
    {
      key: "duration",
      label: "Whole trace",
      hint: "from the start of its first span to the end of its last",
      right: true,
      by: (t) => t.durationSeconds,
      cell: (t) => seconds(t.durationSeconds),
    },
    { key: "spans", label: "Spans", right: true, by: (t) => t.spans, cell: (t) => count(t.spans) },
    {
      key: "failed",
      label: "Failed",
      hint: "spans with an error or without an answer",
      right: true,
      by: (t) => t.errors + t.unanswered,
      cell: (t) => (
        <Num tone={t.errors > 0 ? "critical" : t.unanswered > 0 ? "warning" : "quiet"}>
          {count(t.errors + t.unanswered)}
        </Num>
      ),
    },
    {
      key: "services",
      label: "Services",
      right: true,
      by: (t) => t.services.length,
      cell: (t) => <span title={t.services.join("\n")}>{count(t.services.length)}</span>,
    },
    { key: "origin", label: "Recorded by", by: (t) => t.origin, cell: (t) => <Maker origin={t.origin} /> },
  ];
}

function when(iso: string, utc: boolean): string {
  const ms = Date.parse(iso);
  const day = Date.now() - ms > 86_400_000 ? `${dayAndClock(ms, utc).replace(/ \d\d:\d\d$/, "")} ` : "";
  return `${day}${clockSeconds(ms, utc)}.${String(ms % 1000).padStart(3, "0")}`;
}

/** The root, and below it the span that was asked for, where that is another. */
function Names({ trace }: { trace: TraceInList }) {
  const href = useHref();
  const { root, match } = trace;
  return (
    <span className={css.names}>
      <Link className={css.link} href={href(tracePath(trace.traceId), { span: match.spanId })}>
        {trace.rootMissing && <span className="muted">… </span>}
        <OutcomeMark outcome={root.outcome} /> {head(root)}
      </Link>
      {match.spanId !== root.spanId && (
        <span className={css.match}>
          └ <OutcomeMark outcome={match.outcome} /> {head(match)}
        </span>
      )}
    </span>
  );
}

function head(span: SpanHead) {
  return (
    <>
      <b>{nameOf(span.service)}</b> <span className="mono">{span.operation || "not told"}</span>
      {span.protocol && <span className="muted"> {span.protocol}</span>}
    </>
  );
}
