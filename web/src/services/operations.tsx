import { Link } from "wouter";
import type { Operation } from "../api/types";
import { count, percent, rate, seconds } from "../model/format";
import { requestFigures, type RequestFigures } from "../model/requests";
import { requestTone } from "../model/tones";
import { Num } from "../ui/Num";
import css from "../ui/names.module.css";
import type { Column } from "../ui/Table";
import { useHref } from "../url/location";

/** Leads to its traces: spans of an agent are called as their operation. */
function OperationName({ operation: o, service }: { operation: Operation; service: string }) {
  const href = useHref();
  const name = [o.operation, o.target].filter((part) => part !== "").join(" ");
  if (name === "") return <span className="muted">not told</span>;
  const asked = { service, operation: name, ...(o.side === "outbound" ? { spans: "calls" } : {}) };
  return (
    <Link className={`${css.link} mono`} href={href("/traces", asked)} title="Its traces">
      {name}
    </Link>
  );
}

export function operationColumns(secs: number, service: string): Column<Operation>[] {
  const of = (o: Operation) => requestFigures(o, secs);
  const failing = (key: string, label: string, hint: string, pick: (f: RequestFigures) => number | null) => ({
    key,
    label,
    hint,
    right: true,
    by: (o: Operation) => pick(of(o)),
    cell: (o: Operation) => <Num tone={requestTone(pick(of(o)))}>{percent(pick(of(o)))}</Num>,
  });
  const lasting = (key: string, label: string, hint: string, pick: (f: RequestFigures) => number | null) => ({
    key,
    label,
    hint,
    right: true,
    by: (o: Operation) => pick(of(o)),
    cell: (o: Operation) => <Num>{seconds(pick(of(o)))}</Num>,
  });
  return [
    {
      key: "operation",
      label: "Operation",
      by: (o) => `${o.operation} ${o.target}`,
      cell: (o) => <OperationName operation={o} service={service} />,
    },
    { key: "protocol", label: "Protocol", by: (o) => o.protocol, cell: (o) => o.protocol },
    {
      key: "rate",
      label: "Rate",
      hint: "requests per second",
      right: true,
      by: (o) => o.count,
      cell: (o) => rate(of(o).rate),
    },
    {
      key: "count",
      label: "Requests",
      hint: "in this time range",
      right: true,
      by: (o) => o.count,
      cell: (o) => count(o.count),
    },
    failing("errors", "Errors", "share of requests that were answered with an error", (f) => f.errorShare),
    failing("unanswered", "Unanswered", "share of requests to which no answer came", (f) => f.unansweredShare),
    lasting("p50", "p50", "half of the answers did not take longer", (f) => f.p50Seconds),
    lasting("p99", "p99", "all but one in a hundred answers did not take longer", (f) => f.p99Seconds),
  ];
}
