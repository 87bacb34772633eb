import { useEffect } from "react";

export interface KeyBinding {
  /** One key, or two in a row: "g m". "Mod+k" is Ctrl or Cmd with k. */
  keys: string;
  label: string;
  group: string;
  /** Acts only where no other binding has the same keys. */
  last?: boolean;
  run: () => void;
}

const SEQUENCE_MS = 1_200;

const active = new Map<symbol, readonly KeyBinding[]>();
let prefix: { key: string; at: number } | null = null;

/** All keys that act at this moment, those of the innermost part of the page last. */
export function activeKeys(): KeyBinding[] {
  return [...active.values()].flat();
}

export function useKeys(bindings: readonly KeyBinding[]) {
  useEffect(() => {
    const id = Symbol("keys");
    active.set(id, bindings);
    return () => void active.delete(id);
  }, [bindings]);
}

export const MOD = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function inDialog(): boolean {
  return document.querySelector('[role="dialog"][data-modal], dialog[open]') !== null;
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const mod = event.ctrlKey || event.metaKey;
  if (mod) {
    if (act(`Mod+${event.key.toLowerCase()}`)) event.preventDefault();
    return;
  }
  if (isTyping(event.target) || inDialog()) return;
  const now = event.timeStamp;
  const started = prefix && now - prefix.at < SEQUENCE_MS ? prefix.key : null;
  prefix = null;
  if (started && act(`${started} ${event.key}`)) return event.preventDefault();
  if (activeKeys().some((b) => b.keys.startsWith(`${event.key} `))) prefix = { key: event.key, at: now };
  if (act(event.key)) event.preventDefault();
}

function act(keys: string): boolean {
  const all = activeKeys().filter((b) => b.keys === keys);
  const binding = all.findLast((b) => !b.last) ?? all.at(-1);
  binding?.run();
  return binding !== undefined;
}

addEventListener("keydown", onKeyDown);
