import { Link } from "wouter";
import type { Edge, Service } from "../api/types";
import type { Figures } from "../model/figures";
import { byteRate, count, cpus, percent, plural, rate, seconds } from "../model/format";
import type { Graph } from "../model/graph";
import { findingsOf, wellSentence } from "../model/sentences";
import { isSick } from "../model/status";
import { failureTone } from "../model/tones";
import { Button } from "../ui/Button";
import button from "../ui/Button.module.css";
import { Findings } from "../ui/Findings";
import { Num } from "../ui/Num";
import { StatusMark } from "../ui/StatusMark";
import { servicePath, useHref, type Setter } from "../url/location";
import type { MapState } from "../url/map";
import { Drawer, DrawerSection, Facts, Kpis, type Fact } from "./Drawer";
import css from "./Drawer.module.css";

interface Props {
  service: Service;
  graph: Graph;
  state: MapState;
  onState: Setter<MapState>;
}

export function ServiceDrawer({ service, graph, state, onState }: Props) {
  const href = useHref();
  const [inbound, outbound] = [graph.inbound(service.id), graph.outbound(service.id)];
  const called = graph.inOf(service.id).length > 0;
  const main = called ? inbound : outbound;
  const findings = findingsOf(service, graph);
  const all = href(servicePath(service.id), { tab: "connections" });
  const about = [
    service.external ? "outside, watched by no agent" : service.kind === "process" ? "process" : service.kind,
    service.namespace,
    service.cluster !== "default" && service.cluster,
    service.instances > 0 && plural(service.instances, "instance"),
  ];
  return (
    <Drawer
      label={service.name}
      title={
        <>
          <StatusMark status={service.status} /> {service.name}
        </>
      }
      subtitle={about.filter(Boolean).join(" · ")}
      onClose={() => onState({ sel: null })}
    >
      <Kpis
        items={[
          { value: rate(main.openedRate), label: called ? "connections in" : "connections out" },
          worse(inbound, outbound),
          { value: seconds(main.rttSeconds), label: "RTT" },
        ]}
      />
      <DrawerSection title={findings.length > 0 ? "What is wrong" : "State"}>
        {findings.length > 0 ? (
          <>
            <Findings findings={findings} />
            {isSick(service.status) && (
              <Link className={css.more} href={href("/causes/ask", { service: service.id })}>
                Why? Find the cause
              </Link>
            )}
          </>
        ) : (
          <p className={css.well}>
            {service.status === "ok" && <b>All is well: </b>}
            {wellSentence(service, inbound, outbound, 0)}
          </p>
        )}
      </DrawerSection>
      <Calls
        title="Calls in"
        edges={graph.inOf(service.id)}
        peer={(e) => e.source}
        graph={graph}
        onState={onState}
        all={all}
      />
      <Calls
        title="Calls out"
        edges={graph.outOf(service.id)}
        peer={(e) => e.target}
        graph={graph}
        onState={onState}
        all={all}
      />
      <DrawerSection title="Work">
        <Facts
          rows={[
            ...(service.external ? [] : [["CPU", <Num key="c">{cpus(service.cpuCores)}</Num>] as Fact]),
            ["open now", <Num key="a">{count(main.active)}</Num>],
            ["retransmits", <Num key="r">{rate(main.retransmitRate)}</Num>],
            [called ? "received from callers" : "sent", <Num key="s">{byteRate(main.sentRate)}</Num>],
            [called ? "sent to callers" : "received", <Num key="b">{byteRate(main.receivedRate)}</Num>],
          ]}
        />
      </DrawerSection>
      <DrawerSection>
        <div className={css.actions}>
          <Link className={`${button.button} ${button.primary}`} href={href(servicePath(service.id))}>
            Open its page
          </Link>
          {state.focus !== service.id && (
            <Button onPress={() => onState({ focus: service.id, depth: 1 })}>Only what is around it</Button>
          )}
        </div>
      </DrawerSection>
    </Drawer>
  );
}

/** Of calls in and calls out, those of which more fail. */
function worse(inbound: Figures, outbound: Figures) {
  const out = (outbound.failedShare ?? -1) > (inbound.failedShare ?? -1);
  const share = (out ? outbound : inbound).failedShare;
  return { value: percent(share), label: out ? "of calls out fail" : "of calls in fail", bad: (share ?? 0) > 0 };
}

interface CallsProps {
  title: string;
  edges: Edge[];
  peer: (edge: Edge) => string;
  graph: Graph;
  onState: Setter<MapState>;
  /** Where all of them stand. */
  all: string;
}

/** More callers than this are for the page, not for the drawer. */
const FIRST_CALLS = 8;

function Calls({ title, edges, peer, graph, onState, all }: CallsProps) {
  if (edges.length === 0) return null;
  const rows = edges
    .map((edge) => ({ edge, figures: graph.edgeFigures(edge), peer: graph.services.get(peer(edge))! }))
    .sort(
      (a, b) =>
        (b.figures.failedShare ?? 0) - (a.figures.failedShare ?? 0) ||
        (b.figures.openedRate ?? 0) - (a.figures.openedRate ?? 0),
    );
  return (
    <DrawerSection>
      <table className={css.calls}>
        <thead>
          <tr>
            <th scope="col">
              {title} ({rows.length})
            </th>
            <th scope="col">opened</th>
            <th scope="col">failed</th>
            <th scope="col">RTT</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, FIRST_CALLS).map((row) => (
            <tr key={row.peer.id}>
              <td>
                <button
                  type="button"
                  className={css.peer}
                  title={`Explain this connection with ${row.peer.name}`}
                  onClick={() => onState({ sel: null, line: { source: row.edge.source, target: row.edge.target } })}
                >
                  <StatusMark status={row.edge.status} />
                  <span>{row.peer.name}</span>
                </button>
              </td>
              <td>
                <Num>{rate(row.figures.openedRate)}</Num>
              </td>
              <td>
                <Num tone={failureTone(row.figures.failedShare)}>{percent(row.figures.failedShare)}</Num>
              </td>
              <td>
                <Num>{seconds(row.figures.rttSeconds)}</Num>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > FIRST_CALLS && (
        <Link className={css.more} href={all}>
          {rows.length - FIRST_CALLS} more — show
        </Link>
      )}
    </DrawerSection>
  );
}
