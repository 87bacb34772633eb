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
  return read<T>(await reach(path, { signal }));
}

/** Asks for something to be done. It is sent once: whether an answer that did not come was worked on is not known. */
export async function postJson<T>(path: string, body: unknown = {}): Promise<T> {
  return read<T>(await reach(path, { method: "POST", body: JSON.stringify(body) }));
}

async function read<T>(response: Response): Promise<T> {
  if (response.ok && isJson(response)) return (await response.json()) as T;
  if (AWAY_STATUS.has(response.status) && !isJson(response)) throw new ServerAway("The server does not answer.");
  throw await problemOf(response);
}

interface Sent {
  signal?: AbortSignal;
  method?: "POST";
  body?: string;
}

async function reach(path: string, { signal, ...sent }: Sent): Promise<Response> {
  const asked = Date.now();
  const late = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(path, {
      ...sent,
      headers: { accept: "application/json", ...(sent.body ? { "content-type": "application/json" } : {}) },
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
    heardDateHeader(response.headers.get("date"), asked, Date.now());
    return response;
  } catch (cause) {
    if (signal?.aborted) throw cause;
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
