import { heardDateHeader } from "../time/clock";
import type { ProblemDetails } from "./types";

/** What the server said when it refused: RFC 9457 problem details with a request id. */
export class Problem extends Error {
  constructor(
    readonly title: string,
    readonly detail: string,
    readonly status: number,
    readonly requestId: string | null,
  ) {
    super(title);
  }
}

/** No answer at all, or a proxy that says so: the server is away, what we have stays on the screen. */
export class ServerAway extends Error {}

const AWAY_STATUS = new Set([502, 503, 504]);

/** Longer than the slowest answer we accept; then the server counts as away. */
const TIMEOUT_MS = 20_000;

export async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await reach(path, signal);
  if (response.ok && isJson(response)) return (await response.json()) as T;
  if (AWAY_STATUS.has(response.status) && !isJson(response)) throw new ServerAway("The server does not answer.");
  throw await problemOf(response);
}

async function reach(path: string, signal: AbortSignal): Promise<Response> {
  const asked = Date.now();
  try {
    const response = await fetch(path, {
      headers: { accept: "application/json" },
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    heardDateHeader(response.headers.get("date"), asked, Date.now());
    return response;
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new ServerAway("The server does not answer.", { cause });
  }
}

function isJson(response: Response): boolean {
  return /\bjson\b/.test(response.headers.get("content-type") ?? "");
}

export async function problemOf(response: Response): Promise<Problem> {
  const said: ProblemDetails = isJson(response) ? await response.json().catch(() => ({})) : {};
  const status = said.status ?? response.status;
  return new Problem(
    said.title ?? `The server answered ${status}`,
    said.detail ?? "It gave no reason.",
    status,
    said.requestId ?? response.headers.get("x-request-id"),
  );
}
