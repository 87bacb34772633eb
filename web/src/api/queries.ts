import { keepPreviousData, QueryClient, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { clockOffset, heardServerTime, serverNow } from "../time/clock";
import { isAbsolute, isLive, iso, resolve, type Range } from "../time/range";
import { getJson, Problem, ServerAway } from "./client";
import type { Agent, MapAnswer, OperationsAnswer, Server, ServiceAnswer, ServicesAnswer } from "./types";

/** A full disk or a store that is away shows for minutes; one question each few seconds is enough. */
const SERVER_INTERVAL_MS = 10_000;

/** While the end of the range is "now". */
export const LIVE_INTERVAL_MS = 5_000;

/** What is read from the store costs more than what is in memory. */
const STORE_INTERVAL_MS = 15_000;

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A refusal stays one; a server that is away is asked again by the live interval.
        retry: (failures, error) => error instanceof ServerAway && failures < 1,
        retryDelay: 400,
        staleTime: 2_000,
        // Data of ranges that were left is kept this long, so that Back is at once there.
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: true,
        networkMode: "always",
        placeholderData: keepPreviousData,
      },
    },
  });
}

function search(range: Range): string {
  const { from, to } = resolve(range, serverNow());
  return `from=${iso(from)}&to=${iso(to)}`;
}

/** The first answer may show that this computer's clock is wrong; then what was asked for was another time. */
async function getRanged<T>(path: string, range: Range, signal: AbortSignal): Promise<T> {
  const believed = clockOffset();
  const answer = await getJson<T>(`${path}?${search(range)}`, signal);
  if (clockOffset() === believed || isAbsolute(range)) return answer;
  return getJson<T>(`${path}?${search(range)}`, signal);
}

/** A live range asks again; a past one only while it has failed, so that a server that comes back is seen. */
function useRanged<T>(path: string, range: Range): UseQueryResult<T> {
  return useQuery({
    queryKey: [path, range.from, range.to],
    queryFn: ({ signal }) => getRanged<T>(path, range, signal),
    refetchInterval: (query) => (isLive(range) || query.state.error instanceof ServerAway ? LIVE_INTERVAL_MS : false),
  });
}

export const useMap = (range: Range) => useRanged<MapAnswer>("/api/v1/map", range);

export const useServices = (range: Range) => useRanged<ServicesAnswer>("/api/v1/services", range);

/** One service's data must never stand under another's name: no placeholder across ids. */
export function useService(id: string, range: Range): UseQueryResult<ServiceAnswer> {
  const path = `/api/v1/services/${encodeURIComponent(id)}`;
  return useQuery<ServiceAnswer>({
    queryKey: [path, range.from, range.to],
    queryFn: ({ signal }) => getRanged<ServiceAnswer>(path, range, signal),
    refetchInterval: (query) => (isLive(range) || query.state.error instanceof ServerAway ? LIVE_INTERVAL_MS : false),
    placeholderData: (former) => (former?.service.id === id ? former : undefined),
    retry: (failures, error) => !(error instanceof Problem) && failures < 1,
  });
}

/** What it was asked and asked for; read from the store, so only where it is looked at. */
export function useOperations(id: string, range: Range): UseQueryResult<OperationsAnswer> {
  const path = `/api/v1/services/${encodeURIComponent(id)}/requests`;
  return useQuery<OperationsAnswer>({
    queryKey: [path, range.from, range.to],
    queryFn: ({ signal }) => getRanged<OperationsAnswer>(path, range, signal),
    refetchInterval: isLive(range) ? STORE_INTERVAL_MS : false,
    placeholderData: (former, query) => (query?.queryKey[0] === path ? former : undefined),
  });
}

/** The server about itself, for every page. A server too old to answer is not asked again. */
export function useServer(): UseQueryResult<Server> {
  return useQuery({
    queryKey: ["/api/v1/server"],
    queryFn: ({ signal }) => getServer(signal),
    refetchInterval: (query) => (unknownTo(query.state.error) ? false : SERVER_INTERVAL_MS),
  });
}

const unknownTo = (error: unknown) => error instanceof Problem && error.status === 404;

async function getServer(signal: AbortSignal): Promise<Server> {
  const asked = Date.now();
  const server = await getJson<Server>("/api/v1/server", signal);
  heardServerTime(Date.parse(server.clockNow), asked, Date.now());
  return server;
}

/** Agents tell of now, whatever range is shown. */
export function useAgents(enabled = true): UseQueryResult<Agent[]> {
  return useQuery({
    queryKey: ["/api/v1/agents"],
    queryFn: ({ signal }) => getJson<Agent[]>("/api/v1/agents", signal),
    refetchInterval: LIVE_INTERVAL_MS,
    enabled,
  });
}
