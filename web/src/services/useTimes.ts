import { useMemo } from "react";
import type { Timeline } from "../api/types";
import { usePreferences } from "../shell/preferences";
import { zoomInto } from "../time/zoom";
import { useRange } from "../url/location";

/** What every chart of a service needs of its time. */
export function useTimes(timeline: Timeline) {
  const [range, setRange] = useRange();
  const { utc } = usePreferences();
  const times = useMemo(() => timeline.times.map((t) => Date.parse(t)), [timeline]);
  return { times, utc, onRange: (from: number, to: number) => setRange(zoomInto(range, from, to)) };
}
