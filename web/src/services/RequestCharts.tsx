import { useMemo } from "react";
import type { SlowestAnswer } from "../api/traces";
import type { Measured, RequestSeries, Timeline } from "../api/types";
import { rate, seconds } from "../model/format";
import { Chart } from "../ui/Chart";
import { hrefOf, useSearch } from "../url/location";
import { dotsOf } from "./dots";
import css from "./page.module.css";
import { useTimes } from "./useTimes";

interface Props {
  title: string;
  note: string;
  timeline: Timeline;
  requests: RequestSeries[];
  slowest: SlowestAnswer | undefined;
}

/** Rate, failures and duration of what was asked, protocol by protocol. */
export function RequestCharts({ title, note, timeline, requests, slowest }: Props) {
  return requests.map((series) => (
    <section key={series.protocol}>
      <h2 className={css.side}>
        {title} <span>{series.protocol}</span> <span>{note}</span>
      </h2>
      <Protocol timeline={timeline} series={series} slowest={slowest} />
    </section>
  ));
}

type ProtocolProps = Pick<Props, "timeline" | "slowest"> & { series: RequestSeries };

function Protocol({ timeline, series, slowest }: ProtocolProps) {
  const { times, utc, onRange } = useTimes(timeline);
  const search = useSearch();
  const plots = useMemo(() => {
    const per = (values: Measured[]) => values.map((v) => (v === null ? null : v / timeline.stepSeconds));
    return {
      rate: [{ label: "requests", values: per(series.count), token: "s1" }],
      failed: [
        { label: "errors", values: per(series.errors), token: "crit" },
        { label: "unanswered", values: per(series.unanswered), token: "s1" },
      ],
      latency: [
        { label: "p50", values: series.p50Seconds, token: "s4" },
        { label: "p99", values: series.p99Seconds, token: "s2" },
      ],
    };
  }, [timeline, series]);
  const dots = useMemo(
    () => ({
      label: "slowest traces",
      all: dotsOf(slowest, series.protocol, times, { utc, href: (path, own) => hrefOf(path, search, own) }),
    }),
    [slowest, series.protocol, times, utc, search],
  );
  const common = { times, utc, onRange, stepSeconds: timeline.stepSeconds };
  return (
    <div className={css.three}>
      <Chart title="Requests" unit="per second" series={plots.rate} format={rate} {...common} />
      <Chart title="Failed requests" unit="per second" series={plots.failed} format={rate} {...common} />
      <Chart title="Duration" unit="of answers" series={plots.latency} format={seconds} {...common} dots={dots} />
    </div>
  );
}
