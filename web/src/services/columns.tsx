import type { Edge, Service } from "../api/types";
import type { Figures } from "../model/figures";
import { byteRate, count, cpus, percent, rate, seconds } from "../model/format";
import { byMark, markOf, markWord } from "../model/status";
import type { Asked } from "../model/requests";
import { failureTone, requestTone } from "../model/tones";
import { ServiceName } from "../ui/names";
import { Num } from "../ui/Num";
import type { Column } from "../ui/Table";

export interface ServiceLine {
  service: Service;
  inbound: Figures;
  outbound: Figures;
  asked: Asked;
}

const RANKED = ["critical", "warning", "hurt", "unknown", "ok"] as const;

const total = (f: Figures) =>
  f.sentRate === null && f.receivedRate === null ? null : (f.sentRate ?? 0) + (f.receivedRate ?? 0);

const figure = (
  key: string,
  label: string,
  hint: string,
  pick: (f: Figures) => number | null,
  format: (v: number | null) => string,
) => ({
  key,
  label,
  hint,
  right: true,
  pick,
  format,
});

const FIGURES = {
  rate: figure("rate", "Opened", "connections established per second", (f) => f.openedRate, rate),
  failed: figure("failed", "Failed", "share of connections that failed or were reset", (f) => f.failedShare, percent),
  active: figure("active", "Open", "connections open at the end of the range", (f) => f.active, count),
  rtt: figure("rtt", "RTT", "mean round trip time of the network", (f) => f.rttSeconds, seconds),
  connect: figure(
    "connect",
    "Connect",
    "mean time until a connection was established",
    (f) => f.connectSeconds,
    seconds,
  ),
  retr: figure("retr", "Retransmits", "segments sent again, per second", (f) => f.retransmitRate, rate),
  sent: figure("sent", "Sent", "from the caller to the called", (f) => f.sentRate, byteRate),
  received: figure("received", "Received", "from the called to the caller", (f) => f.receivedRate, byteRate),
  bytes: figure("bytes", "Throughput", "both directions together", total, byteRate),
};

type FigureName = keyof typeof FIGURES;

export function figureColumn<T>(
  name: FigureName,
  of: (row: T) => Figures,
  own: { key?: string; label?: string } = {},
): Column<T> {
  const { key, label, hint, pick, format } = FIGURES[name];
  return {
    key: own.key ?? key,
    label: own.label ?? label,
    hint,
    right: true,
    by: (row) => pick(of(row)),
    cell: (row) => {
      const value = pick(of(row));
      return <Num tone={name === "failed" ? failureTone(value) : undefined}>{format(value)}</Num>;
    },
  };
}

const SERVICE_COLUMNS: Column<ServiceLine>[] = [
  { key: "name", label: "Service", by: (r) => r.service.name, cell: (r) => <ServiceName service={r.service} /> },
  {
    key: "status",
    label: "Status",
    by: (r) => RANKED.indexOf(markOf(r.service)),
    cell: (r) => markWord(r.service),
  },
  {
    key: "kind",
    label: "Kind",
    by: (r) => r.service.kind,
    cell: (r) => <span className="muted">{r.service.kind}</span>,
  },
  {
    key: "ns",
    label: "Namespace",
    by: (r) => r.service.namespace || null,
    cell: (r) => <span className="muted">{r.service.namespace}</span>,
  },
  {
    key: "instances",
    label: "Instances",
    right: true,
    by: (r) => r.service.instances,
    cell: (r) => (r.service.external ? "" : count(r.service.instances)),
  },
  {
    key: "cpu",
    label: "CPU",
    hint: "processors used on average; 1 is a whole one, busy all the time",
    right: true,
    by: (r) => r.service.cpuCores,
    cell: (r) => (r.service.external ? "" : <Num>{cpus(r.service.cpuCores)}</Num>),
  },
  {
    key: "requests",
    label: "Requests",
    hint: "requests per second that were asked of it, in all protocols that are read",
    right: true,
    by: (r) => r.asked.rate,
    cell: (r) => <Num>{rate(r.asked.rate)}</Num>,
  },
  {
    key: "reqfailed",
    label: "Failed",
    hint: "share of requests that were answered with an error, or not at all",
    right: true,
    by: (r) => r.asked.failedShare,
    cell: (r) => <Num tone={requestTone(r.asked.failedShare)}>{percent(r.asked.failedShare)}</Num>,
  },
  {
    key: "p99",
    label: "p99",
    hint: "all but one in a hundred answers did not take longer, at the caller for whom it is longest",
    right: true,
    by: (r) => r.asked.p99Seconds,
    cell: (r) => <Num>{seconds(r.asked.p99Seconds)}</Num>,
  },
  figureColumn("rate", (r) => r.inbound, { key: "in", label: "Conn. in" }),
  figureColumn("failed", (r) => r.inbound, { key: "infailed", label: "failed" }),
  figureColumn("rate", (r) => r.outbound, { key: "out", label: "Conn. out" }),
  figureColumn("failed", (r) => r.outbound, { key: "outfailed", label: "failed" }),
  figureColumn("rtt", (r) => (r.inbound.rttSeconds === null ? r.outbound : r.inbound)),
  figureColumn("retr", (r) => (r.inbound.retransmitRate === null ? r.outbound : r.inbound)),
];

/** Namespaces are shown where there are any. */
export function serviceColumns(lines: readonly ServiceLine[]): Column<ServiceLine>[] {
  if (lines.some((line) => line.service.namespace)) return SERVICE_COLUMNS;
  return SERVICE_COLUMNS.filter((column) => column.key !== "ns");
}

export interface EdgeLine {
  edge: Edge;
  source: Service;
  target: Service;
  figures: Figures;
}

export const EDGE_COLUMNS: Column<EdgeLine>[] = [
  { key: "source", label: "From", by: (r) => r.source.name, cell: (r) => <ServiceName service={r.source} /> },
  { key: "target", label: "To", by: (r) => r.target.name, cell: (r) => <ServiceName service={r.target} before="→" /> },
  {
    key: "ports",
    label: "Port",
    right: true,
    by: (r) => r.edge.ports[0] ?? null,
    cell: (r) => <span className="muted">{r.edge.ports.join(", ")}</span>,
  },
  figureColumn("rate", (r) => r.figures),
  figureColumn("failed", (r) => r.figures),
  figureColumn("active", (r) => r.figures),
  figureColumn("rtt", (r) => r.figures),
  figureColumn("connect", (r) => r.figures),
  figureColumn("retr", (r) => r.figures),
  figureColumn("sent", (r) => r.figures),
  figureColumn("received", (r) => r.figures),
];

/** What is wrong first, then the busiest: the order nobody has to ask for. */
export function worstFirst(a: ServiceLine, b: ServiceLine): number {
  return byMark(a.service, b.service) || (b.inbound.openedRate ?? 0) - (a.inbound.openedRate ?? 0);
}
