import { useSyncExternalStore } from "react";

export type ThemeChoice = "auto" | "light" | "dark";

export interface Preferences {
  theme: ThemeChoice;
  utc: boolean;
}

const listeners = new Set<() => void>();
let current: Preferences = { theme: themeOf(read("sonde.theme")), utc: read("sonde.utc") === "1" };

function themeOf(word: string | null): ThemeChoice {
  return word === "light" || word === "dark" ? word : "auto";
}

/** Storage can be forbidden by the browser; then choices last as long as the page. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // See read.
  }
}

export function setPreferences(change: Partial<Preferences>) {
  current = { ...current, ...change };
  keep("sonde.theme", current.theme);
  keep("sonde.utc", current.utc ? "1" : "0");
  applyTheme();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => current);
}

const systemDark = matchMedia("(prefers-color-scheme: dark)");
systemDark.addEventListener("change", applyTheme);

/** Tells charts, which draw on canvas, that the colours are others now. */
export const THEME_EVENT = "sonde:theme";

function applyTheme() {
  const dark = current.theme === "dark" || (current.theme === "auto" && systemDark.matches);
  const root = document.documentElement;
  const next = dark ? "dark" : "light";
  if (root.dataset.theme === next) return;
  root.dataset.theme = next;
  dispatchEvent(new Event(THEME_EVENT));
}
