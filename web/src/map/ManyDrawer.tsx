import { useState, type ReactNode } from "react";
import { percent, plural, rate, seconds } from "../model/format";
import type { Graph } from "../model/graph";
import { byMark, byStatus } from "../model/status";
import { Button } from "../ui/Button";
import { ServiceName } from "../ui/names";
import { Num } from "../ui/Num";
import { StatusMark } from "../ui/StatusMark";
import type { Setter } from "../url/location";
import type { MapState } from "../url/map";
import { nameIn } from "./boxes";
import { Drawer, DrawerSection, Facts, Kpis } from "./Drawer";
import css from "./Drawer.module.css";
import { filterOf } from "./fold";
import type { MapBox, MapLine, MapView } from "./view";

/** A drawer's list begins with as many as can be taken in; the rest is one click away. */
const FIRST_ROWS = 25;

function List({ rows }: { rows: [ReactNode, ReactNode, string][] }) {
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, FIRST_ROWS);
  return (
    <>
      <ul className={css.list}>
        {shown.map(([name, value, key]) => (
          <li key={key}>
            {name}
            <span className={css.value}>{value}</span>
          </li>
        ))}
      </ul>
      {rows.length > shown.length && (
        <Button kind="quiet" onPress={() => setAll(true)}>
          {`${rows.length - shown.length} more — show`}
        </Button>
      )}
    </>
  );
}

interface BundleProps {
  line: MapLine;
  graph: Graph;
  view: MapView;
  onState: Setter<MapState>;
}

/** Several connections drawn as one line, because an end of it is several services in one box. */
export function BundleDrawer({ line, graph, view, onState }: BundleProps) {
  const f = line.figures;
  const edges = [...line.edges].sort(
    (a, b) => byStatus(a.status, b.status) || (b.connections.opened ?? 0) - (a.connections.opened ?? 0),
  );
  const name = (id: string) => graph.services.get(id)?.name ?? id;
  const title = `${nameIn(view.boxes, line.source)} → ${nameIn(view.boxes, line.target)}`;
  return (
    <Drawer
      label={title}
      title={
        <>
          <StatusMark status={line.status} /> {title}
        </>
      }
      subtitle={`${plural(line.edges.length, "connection")} between services, drawn as one line`}
      onClose={() => onState({ line: null })}
    >
      <Kpis
        items={[
          { value: rate(f.openedRate), label: "opened" },
          { value: percent(f.failedShare), label: "failed", bad: (f.failedShare ?? 0) > 0 },
          { value: seconds(f.rttSeconds), label: "RTT" },
        ]}
      />
      <DrawerSection title="Worst and busiest first">
        <List
          rows={edges.map((edge) => [
            <button
              key="name"
              type="button"
              className={css.peer}
              onClick={() => onState({ sel: null, line: { source: edge.source, target: edge.target } })}
            >
              <StatusMark status={edge.status} />
              <span>
                {name(edge.source)} → {name(edge.target)}
              </span>
            </button>,
            <Num key="rate">{rate(graph.edgeFigures(edge).openedRate)}</Num>,
            `${edge.source} ${edge.target}`,
          ])}
        />
      </DrawerSection>
    </Drawer>
  );
}

export type Many = Extract<MapBox, { type: "fold" | "group" }>;

interface ManyProps {
  box: Many;
  graph: Graph;
  state: MapState;
  onState: Setter<MapState>;
}

/** What is inside a box that stands for several services. */
export function ManyDrawer({ box, graph, state, onState }: ManyProps) {
  const services = [...box.services].sort((a, b) => byMark(a, b) || (a.name < b.name ? -1 : 1));
  const open = state.open.includes(box.id);
  return (
    <Drawer
      label={box.label}
      title={
        <>
          <StatusMark status={box.status} /> {box.label}
        </>
      }
      subtitle={
        box.type === "group" ? plural(services.length, "service") : "watched by no agent, with the same neighbours"
      }
      onClose={() => onState({ sel: null })}
    >
      <DrawerSection>
        <div className={css.actions}>
          {!open && (
            <Button kind="primary" onPress={() => onState({ sel: null, open: [...state.open, box.id] })}>
              Show each on the map
            </Button>
          )}
          {box.type === "group" && (
            <Button onPress={() => onState({ sel: null, q: `${state.q} ${filterOf(box.id)}`.trim() })}>
              Only these and neighbours
            </Button>
          )}
        </div>
        {open && <p className="muted">There is no room on the map for these as well.</p>}
      </DrawerSection>
      {box.type === "fold" && <DrawerSection title="Together">{together(box, graph)}</DrawerSection>}
      <DrawerSection title={`Inside (${services.length})`}>
        <List
          rows={services.map((s) => {
            const called = graph.inOf(s.id).length > 0;
            const figures = called ? graph.inbound(s.id) : graph.outbound(s.id);
            return [<ServiceName key="name" service={s} />, <Num key="rate">{rate(figures.openedRate)}</Num>, s.id];
          })}
        />
      </DrawerSection>
    </Drawer>
  );
}

function together(box: Many, graph: Graph) {
  const rates = box.services.map((s) => (graph.inbound(s.id).openedRate ?? 0) + (graph.outbound(s.id).openedRate ?? 0));
  const total = rates.reduce((a, b) => a + b, 0);
  return <Facts rows={[["connections opened", <Num key="r">{rate(total)}</Num>]]} />;
}
