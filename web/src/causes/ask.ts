import type { CauseAnswer, CauseQuestion, CausesAnswer, KeptCause } from "../api/causes";
import { getJson, postJson, Problem } from "../api/client";
import { causeHref } from "../url/causes";

/** The last question of this window: a reload, or going back to it, must not ask it again. */
interface Note {
  question: CauseQuestion;
  /** When it was sent, by the server's clock. */
  sentAt: number;
  /** Of the answer; null until it came. */
  href: string | null;
}

const KEY = "sonde.asked";

/** Storage can be forbidden by the browser; then a reload in the middle of a question asks it again. */
function readNote(): Note | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Note | null;
  } catch {
    return null;
  }
}

function writeNote(note: Note | null) {
  try {
    if (note) sessionStorage.setItem(KEY, JSON.stringify(note));
    else sessionStorage.removeItem(KEY);
  } catch {
    // See readNote.
  }
}

export function sameQuestion(a: CauseQuestion, b: CauseQuestion): boolean {
  return a.service === b.service && a.from === b.from && a.to === b.to;
}

/** Clocks of whole seconds, and a question that was on its way for a while. */
const AGREE_MS = 3_000;

/** Of the kept answers, the one to a question that was sent and whose answer was not waited for. The server widens times to whole steps. */
export function answerAmong(kept: readonly KeptCause[], { question, sentAt }: Note): KeptCause | undefined {
  return kept.find(
    (one) =>
      one.service === question.service &&
      Date.parse(one.askedAt) >= sentAt - AGREE_MS &&
      Date.parse(one.from) <= Date.parse(question.from) &&
      Date.parse(one.to) >= Date.parse(question.to),
  );
}

export interface Answered {
  href: string;
  /** Null where it was found again. */
  answer: CauseAnswer | null;
}

const underway = new Map<string, Promise<Answered>>();

/** Asks once, however often it is called for the same question; a question that failed may be asked again. */
export function askOnce(question: CauseQuestion, now: number): Promise<Answered> {
  const key = JSON.stringify(question);
  const known = underway.get(key);
  if (known) return known;
  const asking = askOrFind(question, now).finally(() => underway.delete(key));
  underway.set(key, asking);
  return asking;
}

async function askOrFind(question: CauseQuestion, now: number): Promise<Answered> {
  const note = readNote();
  const again = note !== null && sameQuestion(note.question, question);
  if (again && note.href !== null) return { href: note.href, answer: null };
  const found = again ? await find(note) : undefined;
  if (found) return answered(question, now, found, null);
  writeNote({ question, sentAt: now, href: null });
  try {
    const answer = await postJson<CauseAnswer>("/api/v1/causes", question);
    return answered(question, now, answer, answer);
  } catch (error) {
    // Refused is not asked; where no answer came it may be kept all the same, and is looked for first next time.
    if (error instanceof Problem) writeNote(null);
    throw error;
  }
}

async function find(note: Note): Promise<KeptCause | undefined> {
  const { service, from, to } = note.question;
  const search = new URLSearchParams({ service, from, to });
  const kept = await getJson<CausesAnswer>(`/api/v1/causes?${search}`, AbortSignal.timeout(FIND_TIMEOUT_MS));
  return answerAmong(kept.causes, note);
}

const FIND_TIMEOUT_MS = 5_000;

function answered(question: CauseQuestion, now: number, asked: KeptCause | CauseAnswer, answer: CauseAnswer | null) {
  const href = causeHref(asked);
  writeNote({ question, sentAt: now, href });
  return { href, answer };
}

/** An answer that is gone is asked for anew. */
export function forgetAsked() {
  writeNote(null);
}
