import type { Operation } from "../api/types";
import { count, percent, rate, seconds } from "../model/format";
import { requestFigures, type RequestFigures } from "../model/requests";
import { requestTone } from "../model/tones";
import { Num } from "../ui/Num";
import type { Column } from "../ui/Table";

export function operationColumns(secs: number): Column<Operation>[] {
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
      cell: (o) => (
        <span className="mono">{[o.operation, o.target].filter((part) => part !== "").join(" ") || "not told"}</span>
      ),
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
