import type { ReactNode } from "react";
import { byStatus } from "../model/status";
import type { Graph } from "../model/graph";
import { EDGE_COLUMNS, serviceColumns, worstFirst, type EdgeLine, type ServiceLine } from "../services/columns";
import { Card } from "../ui/Card";
import { Table } from "../ui/Table";
import { goTo, servicePath, type Setter } from "../url/location";
import type { MapState } from "../url/map";
import css from "./MapTable.module.css";
import { membersOf, type MapView } from "./view";

interface Props {
  graph: Graph;
  view: MapView;
  state: MapState;
  onState: Setter<MapState>;
  /** What is not in the tables. */
  children: ReactNode;
}

/** The map in words and figures: what a screen reader reads, what is printed, what is searched when there are too many boxes. */
export function MapTable({ graph, view, state, onState, children }: Props) {
  const services = membersOf(view);
  const shown = new Set(services.map((s) => s.id));
  const rows = services
    .map<ServiceLine>((service) => ({
      service,
      inbound: graph.inbound(service.id),
      outbound: graph.outbound(service.id),
      asked: graph.asked(service.id),
    }))
    .sort(worstFirst);
  const edges = graph.edges
    .filter((e) => shown.has(e.source) && shown.has(e.target))
    .map<EdgeLine>((edge) => ({
      edge,
      source: graph.services.get(edge.source)!,
      target: graph.services.get(edge.target)!,
      figures: graph.edgeFigures(edge),
    }))
    .sort(
      (a, b) => byStatus(a.edge.status, b.edge.status) || (b.figures.openedRate ?? 0) - (a.figures.openedRate ?? 0),
    );
  return (
    <div className={css.tables}>
      {children}
      <Card title="Services" note={`${rows.length}`} flush>
        <Table
          label="Services"
          columns={serviceColumns(rows)}
          rows={rows}
          rowKey={(r) => r.service.id}
          sort={state.sort}
          onSort={(sort) => onState({ sort })}
          onOpen={(r) => goTo(servicePath(r.service.id))}
        />
      </Card>
      <Card title="Connections" note={`${edges.length}, seen from the caller`} flush>
        <Table
          label="Connections"
          columns={EDGE_COLUMNS}
          rows={edges}
          rowKey={(r) => `${r.edge.source} ${r.edge.target}`}
          sort={state.lineSort}
          onSort={(lineSort) => onState({ lineSort })}
          onOpen={(r) => onState({ sel: null, line: { source: r.edge.source, target: r.edge.target } })}
        />
      </Card>
    </div>
  );
}
