import type { Edge, Service } from "../api/types";
import { bytes, byteRate, count, NOT_MEASURED, percent, rate, seconds } from "../model/format";
import type { Graph } from "../model/graph";
import { addedUp, type RequestFigures } from "../model/requests";
import { failureBreakdown, lineSentence } from "../model/sentences";
import { requestTone, WORTH_SAYING } from "../model/tones";
import { Findings } from "../ui/Findings";
import { Num } from "../ui/Num";
import { ServiceName } from "../ui/names";
import { StatusMark } from "../ui/StatusMark";
import type { Setter } from "../url/location";
import type { MapState } from "../url/map";
import { Drawer, DrawerSection, Facts, Kpis, type Fact, type Kpi } from "./Drawer";
import css from "./Drawer.module.css";

interface Props {
  edge: Edge;
  graph: Graph;
  onState: Setter<MapState>;
}

export function EdgeDrawer({ edge, graph, onState }: Props) {
  const [source, target] = [graph.services.get(edge.source)!, graph.services.get(edge.target)!];
  const f = graph.edgeFigures(edge);
  const { opened, closed } = edge.connections;
  const close = () => onState({ line: null });
  return (
    <Drawer
      label={`${source.name} to ${target.name}`}
      title={
        <>
          <StatusMark status={edge.status} /> {source.name} → {target.name}
        </>
      }
      subtitle={edge.ports.length > 0 ? `port ${edge.ports.join(", ")}` : "port unknown"}
      onClose={close}
    >
      <Kpis items={kpis(edge, graph)} />
      <DrawerSection title={edge.reasons.length > 0 ? "What is wrong" : "State"}>
        <Findings findings={edge.reasons.map((text) => ({ status: edge.status, text }))} />
        {edge.reasons.length === 0 && <p className={css.well}>{lineSentence(edge, source.name, target.name)}</p>}
      </DrawerSection>
      {edge.requests.length > 0 && <RequestsSection requests={addedUp(edge.requests, graph.seconds)} />}
      <DrawerSection title="Connections">
        <Facts
          rows={[
            ["opened", <Num key="o">{count(opened)}</Num>],
            ["closed", <Num key="c">{count(closed)}</Num>],
            [
              "failed",
              failureBreakdown(edge.connections.failed) || (
                <Num key="f">{f.failedRate === null ? NOT_MEASURED : "none"}</Num>
              ),
            ],
            ["open now", <Num key="a">{count(f.active)}</Num>],
            ["time to connect", <Num key="t">{seconds(f.connectSeconds)}</Num>],
            ["time open, of closed ones", <Num key="d">{seconds(edge.durationSeconds)}</Num>],
            ["retransmits", <Num key="r">{rate(f.retransmitRate)}</Num>],
            ["sent", <Two key="s" rate={byteRate(f.sentRate)} total={bytes(edge.bytesSent)} />],
            ["received", <Two key="v" rate={byteRate(f.receivedRate)} total={bytes(edge.bytesReceived)} />],
          ]}
        />
      </DrawerSection>
      <Ends source={source} target={target} via={edge.via} />
    </Drawer>
  );
}

/** Requests where they are seen; connections where there are none, or where those fail more: what has no connection asks nothing. */
function kpis(edge: Edge, graph: Graph): Kpi[] {
  const busiest = addedUp(edge.requests, graph.seconds)[0];
  const f = graph.edgeFigures(edge);
  if (busiest && (busiest.failedShare ?? 0) >= (f.failedShare ?? 0)) {
    return [
      { value: rate(busiest.rate), label: `${busiest.protocol} requests` },
      { value: percent(busiest.failedShare), label: "failed", bad: (busiest.failedShare ?? 0) >= WORTH_SAYING },
      { value: seconds(busiest.p99Seconds), label: "p99" },
    ];
  }
  return [
    { value: rate(f.openedRate), label: "opened" },
    { value: percent(f.failedShare), label: "failed", bad: (f.failedShare ?? 0) > 0 },
    { value: seconds(f.rttSeconds), label: "RTT" },
  ];
}

function RequestsSection({ requests }: { requests: RequestFigures[] }) {
  return requests.map((r) => (
    <DrawerSection key={r.protocol} title={`Requests: ${r.protocol}`}>
      <Facts
        rows={[
          ["rate", <Num key="r">{rate(r.rate)}</Num>],
          [
            "errors",
            <Num key="e" tone={requestTone(r.errorShare)}>
              {percent(r.errorShare)}
            </Num>,
          ],
          [
            "unanswered",
            <Num key="u" tone={requestTone(r.unansweredShare)}>
              {percent(r.unansweredShare)}
            </Num>,
          ],
          ["p50 · p99", <Num key="p">{`${seconds(r.p50Seconds)} · ${seconds(r.p99Seconds)}`}</Num>],
        ]}
      />
    </DrawerSection>
  ));
}

function Two({ rate: perSecond, total }: { rate: string; total: string }) {
  return (
    <>
      <Num>{perSecond}</Num> <span className="muted">{total}</span>
    </>
  );
}

function Ends({ source, target, via }: { source: Service; target: Service; via: string[] }) {
  return (
    <DrawerSection title="Between">
      <Facts
        rows={[
          ["from", <ServiceName key="f" service={source} />],
          ...(via.length > 0 ? [["addressed to", via.join(", ")] as Fact] : []),
          ["to", <ServiceName key="t" service={target} />],
        ]}
      />
    </DrawerSection>
  );
}
