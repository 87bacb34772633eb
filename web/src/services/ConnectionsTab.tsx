import type { PeerEdge, ServiceAnswer } from "../api/types";
import { figuresOf, windowSeconds } from "../model/figures";
import { failureBreakdown } from "../model/sentences";
import { byStatus } from "../model/status";
import { Card } from "../ui/Card";
import { ServiceName } from "../ui/names";
import { Empty } from "../ui/State";
import { StatusMark } from "../ui/StatusMark";
import { Table, type Column } from "../ui/Table";
import { goTo, servicePath } from "../url/location";
import { figureColumn } from "./columns";
import css from "./page.module.css";

interface Props {
  data: ServiceAnswer;
  sort: string;
  onSort: (sort: string) => void;
}

function columnsOf(seconds: number, before: string): Column<PeerEdge>[] {
  const figures = new Map<PeerEdge, ReturnType<typeof figuresOf>>();
  const of = (edge: PeerEdge) => {
    const known = figures.get(edge) ?? figuresOf([edge], seconds);
    figures.set(edge, known);
    return known;
  };
  return [
    {
      key: "peer",
      label: "Service",
      by: (e) => e.peer.name,
      cell: (e) => <ServiceName service={e.peer} before={before} />,
    },
    { key: "line", label: "Connection", by: (e) => e.status, cell: (e) => <StatusMark status={e.status} /> },
    {
      key: "ports",
      label: "Port",
      right: true,
      by: (e) => e.ports[0] ?? null,
      cell: (e) => <span className="muted">{e.ports.join(", ")}</span>,
    },
    figureColumn("rate", of),
    figureColumn("failed", of),
    { key: "why", label: "Why failed", cell: (e) => failureBreakdown(e.connections.failed) },
    figureColumn("active", of),
    figureColumn("rtt", of),
    figureColumn("connect", of),
    figureColumn("retr", of),
    figureColumn("sent", of),
    figureColumn("received", of),
  ];
}

export function ConnectionsTab({ data, sort, onSort }: Props) {
  if (data.inbound.length + data.outbound.length === 0) {
    return (
      <Empty title="No connection was seen">
        Nothing connected to it, and it connected to nothing, in this time range.
      </Empty>
    );
  }
  return (
    <div className={css.stack}>
      <Side title="Calls in" before="←" rows={data.inbound} data={data} sort={sort} onSort={onSort} />
      <Side title="Calls out" before="→" rows={data.outbound} data={data} sort={sort} onSort={onSort} />
    </div>
  );
}

function Side({
  title,
  before,
  rows,
  data,
  sort,
  onSort,
}: Props & { title: string; before: string; rows: PeerEdge[] }) {
  if (rows.length === 0) return null;
  const worstFirst = [...rows].sort(
    (a, b) => byStatus(a.status, b.status) || (b.connections.opened ?? 0) - (a.connections.opened ?? 0),
  );
  return (
    <Card title={title} note={`${rows.length}, figures seen from the caller`} flush>
      <Table
        label={title}
        columns={columnsOf(windowSeconds(data), before)}
        rows={worstFirst}
        rowKey={(e) => e.peer.id}
        sort={sort}
        onSort={onSort}
        onOpen={(e) => goTo(servicePath(e.peer.id))}
      />
    </Card>
  );
}
