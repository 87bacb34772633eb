export interface Box {
  id: string;
  width: number;
  height: number;
}

export interface Arrow {
  source: string;
  target: string;
  /** Where a cycle must be cut, the lightest arrow is drawn backwards. */
  weight: number;
}

export interface Placed extends Box {
  x: number;
  y: number;
  layer: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface Layout {
  boxes: Map<string, Placed>;
  /** Way of each arrow, by `arrowKey`, from source to target. Horizontal at every point. */
  routes: Map<string, Point[]>;
  /** Of the whole; what joined at the left or on top may have grown it beyond 0. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Vertical centres of boxes and of the places where long arrows pass, by key: the seed of the next layout. */
  seeds: Map<string, number>;
  topology: string;
  kept: Kept;
  /** Of a picture in cells: in which one each box stands, and how many there are in a row. */
  cells?: { of: Map<string, number>; columns: number };
  /** Boxes that are shown within a border. */
  frames?: Frame[];
}

export interface Frame {
  id: string;
  label: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What a layout remembers beyond what is drawn, so that whatever comes back stands where it stood. */
export interface Kept {
  /** Places of boxes that have gone. */
  places: Map<string, Placed>;
  /** Ways of arrows that were drawn once. */
  routes: Map<string, Point[]>;
  /** Boxes that came since all were laid out together. */
  joined: number;
}

export interface Spacing {
  columnGap: number;
  rowGap: number;
  /** Kept free between arrows that pass a column side by side. */
  passGap: number;
  /** More boxes than this in a column are put side by side. */
  wrapRows: number;
  componentGap: number;
}

export const SPACING: Spacing = { columnGap: 74, rowGap: 22, passGap: 9, wrapRows: 24, componentGap: 44 };

export function arrowKey(arrow: { source: string; target: string }): string {
  return `${arrow.source}\t${arrow.target}`;
}
