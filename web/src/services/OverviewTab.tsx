import { useMemo } from "react";
import type { Measured, ServiceAnswer, Timeline, TrafficSeries } from "../api/types";
import { byteRate, count, plain, rate, seconds } from "../model/format";
import { Chart, type Series } from "../ui/Chart";
import { useSlowest } from "../api/traceQueries";
import { useRange } from "../url/location";
import css from "./page.module.css";
import { RequestCharts } from "./RequestCharts";
import { useTimes } from "./useTimes";

interface Plot {
  title: string;
  unit: string;
  format: (value: Measured) => string;
  whole?: boolean;
  series: (t: TrafficSeries, perSecond: (values: Measured[]) => Measured[]) => Series[];
}

const PLOTS: Plot[] = [
  {
    title: "Connections opened",
    unit: "per second",
    format: rate,
    series: (t, per) => [{ label: "opened", values: per(t.opened), token: "s1" }],
  },
  {
    title: "Connections failed",
    unit: "per second",
    format: rate,
    series: (t, per) => [{ label: "failed", values: per(t.failed), token: "crit" }],
  },
  {
    title: "Open connections",
    unit: "at the end of each step",
    format: count,
    whole: true,
    series: (t) => [{ label: "open", values: t.active, token: "s5" }],
  },
  {
    title: "Throughput",
    unit: "bytes per second",
    format: byteRate,
    series: (t, per) => [
      { label: "sent", values: per(t.bytesSent), token: "s1" },
      { label: "received", values: per(t.bytesReceived), token: "s2" },
    ],
  },
  {
    title: "Round trip time",
    unit: "mean",
    format: seconds,
    series: (t) => [{ label: "RTT", values: t.rttSeconds, token: "s4" }],
  },
  {
    title: "Retransmits",
    unit: "segments per second",
    format: rate,
    series: (t, per) => [{ label: "retransmits", values: per(t.retransmits), token: "s2" }],
  },
];

export function OverviewTab({ data }: { data: ServiceAnswer }) {
  const { timeline, inbound, outbound, service } = data;
  const [range] = useRange();
  const slowest = useSlowest(service.id, "entries", range).data;
  return (
    <>
      <RequestCharts
        title="Requests"
        note="seen by the callers · drag over a chart to see that time alone"
        timeline={timeline}
        requests={timeline.inbound.requests}
        slowest={slowest}
      />
      {timeline.cpuCores.some((v) => v !== null) && <Cpu timeline={timeline} />}
      {inbound.length > 0 && (
        <Side title="Connections in" note="seen from the callers" timeline={timeline} traffic={timeline.inbound} />
      )}
      {outbound.length > 0 && (
        <Side title="Connections out" note="seen from this service" timeline={timeline} traffic={timeline.outbound} />
      )}
      {inbound.length + outbound.length === 0 && (
        <p className={css.alone}>No connection of it was seen in this time range.</p>
      )}
    </>
  );
}

/** What a limit kept from it is drawn where there was any. */
function cpuSeries({ cpuCores, cpuHeldBack }: Timeline): Series[] {
  const used: Series = { label: "used", values: cpuCores, token: "s3" };
  const held: Series = { label: "kept from it by its limit", values: cpuHeldBack, token: "crit" };
  return cpuHeldBack.some((v) => (v ?? 0) > 0) ? [used, held] : [used];
}

function Cpu({ timeline }: { timeline: Timeline }) {
  const { times, utc, onRange } = useTimes(timeline);
  const series = useMemo<Series[]>(() => cpuSeries(timeline), [timeline]);
  return (
    <section>
      <h2 className={css.side}>
        Programs <span>of all its instances together</span>
      </h2>
      <Chart
        title="CPU"
        unit="processors used"
        times={times}
        stepSeconds={timeline.stepSeconds}
        series={series}
        format={plain}
        utc={utc}
        onRange={onRange}
      />
    </section>
  );
}

function Side({
  title,
  note,
  timeline,
  traffic,
}: {
  title: string;
  note: string;
  timeline: Timeline;
  traffic: TrafficSeries;
}) {
  const { times, utc, onRange } = useTimes(timeline);
  const plots = useMemo(() => {
    const per = (values: Measured[]) => values.map((v) => (v === null ? null : v / timeline.stepSeconds));
    return PLOTS.map((plot) => ({ ...plot, drawn: plot.series(traffic, per) }));
  }, [timeline, traffic]);
  return (
    <section>
      <h2 className={css.side}>
        {title} <span>{note}</span>
      </h2>
      <div className={css.grid}>
        {plots.map((plot) => (
          <Chart
            key={plot.title}
            title={plot.title}
            unit={plot.unit}
            times={times}
            stepSeconds={timeline.stepSeconds}
            series={plot.drawn}
            format={plot.format}
            whole={plot.whole ?? false}
            utc={utc}
            onRange={onRange}
          />
        ))}
      </div>
    </section>
  );
}
