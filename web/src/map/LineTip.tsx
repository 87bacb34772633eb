import type { Point } from "../layout/types";
import { byteRate, count, percent, rate, seconds } from "../model/format";
import { addedUp, requestLine } from "../model/requests";
import { StatusMark } from "../ui/StatusMark";
import { nameIn } from "./boxes";
import css from "./LineTip.module.css";
import type { MapBox, MapLine } from "./view";

interface Props {
  line: MapLine;
  boxes: readonly MapBox[];
  at: Point;
  seconds: number;
}

/** What a line says while the pointer is on it. The same stands in the drawer after a click. */
export function LineTip({ line, boxes, at, seconds: secs }: Props) {
  const f = line.figures;
  const name = (id: string) => nameIn(boxes, id);
  const flip = at.x > innerWidth - 280;
  return (
    <div
      className={css.tip}
      style={{ left: at.x, top: at.y, transform: `translate(${flip ? "calc(-100% - 14px)" : "14px"}, 12px)` }}
      aria-hidden="true"
    >
      <h3>
        <StatusMark status={line.status} label="" /> {name(line.source)} → {name(line.target)}
      </h3>
      <dl>
        {addedUp(
          line.edges.flatMap((e) => e.requests),
          secs,
        ).map((r) => (
          <Row key={r.protocol} label={r.protocol} value={requestLine(r)} />
        ))}
        <Row label="opened" value={rate(f.openedRate)} />
        <Row label="failed" value={f.failedRate === 0 ? "none" : `${percent(f.failedShare)} · ${rate(f.failedRate)}`} />
        <Row label="open now" value={count(f.active)} />
        <Row label="RTT" value={seconds(f.rttSeconds)} />
        <Row label="retransmits" value={rate(f.retransmitRate)} />
        <Row label="sent · received" value={`${byteRate(f.sentRate)} · ${byteRate(f.receivedRate)}`} />
      </dl>
    </div>
  );
}

function Row({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
