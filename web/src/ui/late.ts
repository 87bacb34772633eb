import { lazy, type ComponentType } from "react";

/** A part of Sonde that is not there: the server did not answer, or has another version by now. */
export class NotLoaded extends Error {}

const loads: (() => Promise<unknown>)[] = [];

/** A part that is not needed for the first picture. A load that failed is never tried again by React: the page has to be loaded anew. */
export function late<P>(load: () => Promise<{ default: ComponentType<P> }>) {
  loads.push(load);
  return lazy(() =>
    load().catch((error: unknown) => {
      throw new NotLoaded(String(error));
    }),
  );
}

/** So that every page and the palette open at once, and also while the server is away, of which they then speak themselves. */
export function loadAll() {
  for (const load of loads) load().catch(() => {});
}
