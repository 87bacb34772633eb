import { Link } from "wouter";
import type { Edge, Measured, Service } from "../api/types";
import type { Figures } from "../model/figures";
import { byteRate, count, cpus, percent, plural, rate, seconds } from "../model/format";
import type { Graph } from "../model/graph";
import { findingsOf, someFail, wellSentence } from "../model/sentences";
import { markOf, markWord } from "../model/status";
import { askedOf, type Asked } from "../model/requests";
import { failureTone, requestTone, WORTH_SAYING } from "../model/tones";
import { Button } from "../ui/Button";
import button from "../ui/Button.module.css";
import { Findings } from "../ui/Findings";
import { Num } from "../ui/Num";
import { StatusMark } from "../ui/StatusMark";
import { servicePath, useHref, type Setter } from "../url/location";
import type { MapState } from "../url/map";
import { Drawer, DrawerSection, Facts, Kpis, type Fact, type Kpi } from "./Drawer";
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
          <StatusMark status={markOf(service)} label={markWord(service)} /> {service.name}
        </>
      }
      subtitle={about.filter(Boolean).join(" · ")}
      onClose={() => onState({ sel: null })}
    >
      <Kpis items={kpis(graph.asked(service.id), inbound, outbound)} />
      <DrawerSection title={findings.length > 0 ? "What is wrong" : "State"}>
        {findings.length > 0 ? (
          <>
            <Findings findings={findings} />
            <Link className={css.more} href={href("/causes/ask", { service: service.id })}>
              Why? Find the cause
            </Link>
          </>
        ) : (
          <p className={css.well}>
            {service.status === "ok" && !someFail(inbound, outbound) && <b>All is well: </b>}
            {wellSentence(service, inbound, outbound, { p99Seconds: graph.asked(service.id).p99Seconds })}
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

/** Requests where they are seen, unless more connections fail: what has no connection asks nothing. */
function kpis(asked: Asked, inbound: Figures, outbound: Figures): Kpi[] {
  const lost = worse(inbound, outbound);
  const failed = asked.failedShare ?? 0;
  if (asked.rate !== null)
    return [
      { value: rate(asked.rate), label: "requests in" },
      lost.share > failed ? lost : { value: percent(failed), label: "of them fail", bad: failed >= WORTH_SAYING },
      { value: seconds(asked.p99Seconds), label: "p99" },
    ];
  const called = inbound.openedRate !== null;
  return [
    { value: rate(called ? inbound.openedRate : outbound.openedRate), label: `connections ${called ? "in" : "out"}` },
    lost,
    { value: seconds((called ? inbound : outbound).rttSeconds), label: "RTT" },
  ];
}

/** Of connections in and out, those of which more fail. */
function worse(inbound: Figures, outbound: Figures) {
  const out = (outbound.failedShare ?? -1) > (inbound.failedShare ?? -1);
  const { failedShare } = out ? outbound : inbound;
  const share = failedShare ?? 0;
  return { value: percent(failedShare), label: `of connections ${out ? "out" : "in"} fail`, bad: share > 0, share };
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
    .map((edge) => ({
      edge,
      figures: graph.edgeFigures(edge),
      asked: askedOf(edge.requests, graph.seconds),
      peer: graph.services.get(peer(edge))!,
    }))
    .sort(
      (a, b) =>
        failedOf(b.figures.failedShare, b.asked.failedShare) - failedOf(a.figures.failedShare, a.asked.failedShare) ||
        (b.figures.openedRate ?? 0) - (a.figures.openedRate ?? 0),
    );
  const asked = rows.some((row) => row.asked.rate !== null);
  return (
    <DrawerSection>
      <table className={css.calls}>
        <thead>
          <tr>
            <th scope="col">
              {title} ({rows.length})
            </th>
            <th scope="col">{asked ? "requests" : "opened"}</th>
            <th scope="col">failed</th>
            <th scope="col">{asked ? "p99" : "RTT"}</th>
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
                  <CallMark edge={row.edge} peer={row.peer} />
                  <span>{row.peer.name}</span>
                </button>
              </td>
              <td>
                <Num>{rate(asked ? row.asked.rate : row.figures.openedRate)}</Num>
              </td>
              <td>
                <Failed connections={row.figures.failedShare} requests={row.asked.failedShare} />
              </td>
              <td>
                <Num>{seconds(asked ? row.asked.p99Seconds : row.figures.rttSeconds)}</Num>
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

/** A call that is well itself, to somebody who is hurt, is no healthy one. */
function CallMark({ edge: { status, target }, peer }: { edge: Edge; peer: Service }) {
  if (status === "ok" && target === peer.id && markOf(peer) === "hurt")
    return <StatusMark status="hurt" label={markWord(peer)} />;
  return <StatusMark status={status} />;
}

const failedOf = (connections: Measured, requests: Measured) => Math.max(connections ?? 0, requests ?? 0);

/** Of connections or of the requests over them, whichever fail more. */
function Failed({ connections, requests }: { connections: Measured; requests: Measured }) {
  const byConnections = requests === null || (connections ?? 0) > requests;
  return (
    <Num tone={byConnections ? failureTone(connections) : requestTone(requests)}>
      {percent(byConnections ? connections : requests)}
    </Num>
  );
}
