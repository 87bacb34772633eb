import { useInfiniteQuery, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { serverNow } from "../time/clock";
import { isLive, iso, resolve, type Range } from "../time/range";
import { plainSeconds, type Region, type TracesState } from "../url/traces";
import { getJson, Problem } from "./client";
import type { HeatmapAnswer, SlowestAnswer, TraceAnswer, TracesAnswer } from "./traces";

/** Read from the store each time. */
const INTERVAL_MS = 15_000;

const PAGE = 50;

/** What both questions have in common, without the time. */
function conditions(state: TracesState): Record<string, string> {
  const asked: Record<string, string> = {};
  if (state.service) asked.service = state.service;
  if (state.operation) asked.operation = state.operation;
  if (state.status) asked.status = state.status;
  if (state.origin) asked.origin = state.origin;
  if (state.min !== null) asked.minDuration = plainSeconds(state.min);
  if (state.spans !== "entries") asked.spans = state.spans;
  return asked;
}

export function useHeatmap(state: TracesState, range: Range): UseQueryResult<HeatmapAnswer> {
  const asked = conditions(state);
  return useQuery({
    queryKey: ["/api/v1/traces/heatmap", range.from, range.to, asked],
    queryFn: ({ signal }) => {
      const { from, to } = resolve(range, serverNow());
      const search = new URLSearchParams({ from: iso(from), to: iso(to), ...asked });
      return getJson<HeatmapAnswer>(`/api/v1/traces/heatmap?${search}`, signal);
    },
    refetchInterval: isLive(range) ? INTERVAL_MS : false,
  });
}

/** Beside the durations of a service: traces that a chart leads to. */
export function useSlowest(service: string, spans: TracesState["spans"], range: Range): UseQueryResult<SlowestAnswer> {
  return useQuery<SlowestAnswer>({
    queryKey: ["/api/v1/traces/slowest", service, spans, range.from, range.to],
    queryFn: ({ signal }) => {
      const { from, to } = resolve(range, serverNow());
      const search = new URLSearchParams({ from: iso(from), to: iso(to), service, spans });
      return getJson<SlowestAnswer>(`/api/v1/traces/slowest?${search}`, signal);
    },
    // One service's traces must never stand on another's chart.
    placeholderData: (former, query) =>
      query?.queryKey[1] === service && query.queryKey[2] === spans ? former : undefined,
    refetchInterval: isLive(range) ? INTERVAL_MS : false,
  });
}

/** The window of the list: the region where one is chosen. Longer waits for the region's own limits. */
function listSearch(state: TracesState, range: Range, region: Region | null): URLSearchParams {
  const whole = resolve(range, serverNow());
  const from = region ? new Date(region.from).toISOString() : iso(whole.from);
  const to = region ? new Date(region.to).toISOString() : iso(whole.to);
  const asked = conditions(state);
  if (region) {
    asked.minDuration = plainSeconds(Math.max(region.min, state.min ?? 0));
    if (region.max !== null) asked.maxDuration = plainSeconds(region.max);
  }
  return new URLSearchParams({ from, to, ...asked, limit: String(PAGE) });
}

export function useTraces(state: TracesState, range: Range) {
  const { region } = state;
  return useInfiniteQuery({
    queryKey: ["/api/v1/traces", range.from, range.to, conditions(state), region],
    initialPageParam: { cursor: "", search: "" },
    queryFn: ({ signal, pageParam }) => {
      // Later pages are of the window that the first one had, also while the clock goes on.
      const search = pageParam.search || String(listSearch(state, range, region));
      const cursor = pageParam.cursor && `&cursor=${pageParam.cursor}`;
      return getJson<TracesAnswer>(`/api/v1/traces?${search}${cursor}`, signal);
    },
    getNextPageParam: (last: TracesAnswer) => {
      if (last.next === null) return null;
      const search = listSearch(state, { from: last.from, to: last.to }, region);
      return { cursor: last.next, search: String(search) };
    },
    refetchInterval: (query) =>
      isLive(range) && region === null && (query.state.data?.pages.length ?? 0) <= 1 ? INTERVAL_MS : false,
  });
}

/** Spans of a trace may still be on their way. */
const YOUNG_MS = 60_000;

export function useTrace(id: string): UseQueryResult<TraceAnswer> {
  const path = `/api/v1/traces/${encodeURIComponent(id)}`;
  return useQuery<TraceAnswer>({
    queryKey: [path],
    queryFn: ({ signal }) => getJson<TraceAnswer>(path, signal),
    placeholderData: (former) => (former?.traceId === id ? former : undefined),
    retry: (failures, error) => !(error instanceof Problem) && failures < 1,
    refetchInterval: (query) => {
      const start = query.state.data?.start;
      return start !== undefined && serverNow() - Date.parse(start) < YOUNG_MS ? 5_000 : false;
    },
  });
}
