import { useMutation, useQuery, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import type { CauseAnswer, CausesAnswer, ReplayAnswer } from "./causes";
import { getJson, postJson, Problem, ServerAway } from "./client";
import { LIVE_INTERVAL_MS } from "./queries";

export const causeApi = (id: string) => `/api/v1/causes/${encodeURIComponent(id)}`;

/** A server that is away is asked again until it is back. */
const whileAway = (query: { state: { error: Error | null } }) =>
  query.state.error instanceof ServerAway ? LIVE_INTERVAL_MS : false;

/** A kept answer never changes: it is asked for once. */
export function useCause(id: string): UseQueryResult<CauseAnswer> {
  const path = causeApi(id);
  return useQuery<CauseAnswer>({
    queryKey: [path],
    queryFn: ({ signal }) => getJson<CauseAnswer>(path, signal),
    staleTime: Infinity,
    refetchInterval: whileAway,
    placeholderData: () => undefined,
    retry: (failures, error) => !(error instanceof Problem) && failures < 1,
  });
}

/** Kept answers of any time, or those whose time touches the given one. */
export function useCauses(search: string): UseQueryResult<CausesAnswer> {
  const path = search ? `/api/v1/causes?${search}` : "/api/v1/causes";
  return useQuery<CausesAnswer>({
    queryKey: [path],
    queryFn: ({ signal }) => getJson<CausesAnswer>(path, signal),
    refetchInterval: whileAway,
  });
}

export function useReplay(id: string): UseMutationResult<ReplayAnswer, Error, void> {
  return useMutation<ReplayAnswer, Error, void>({
    mutationFn: () => postJson<ReplayAnswer>(`${causeApi(id)}/replay`),
    networkMode: "always",
  });
}
