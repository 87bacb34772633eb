import { select, type Selection } from "d3-selection";
import { zoom, zoomIdentity, type ZoomBehavior } from "d3-zoom";
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from "react";

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Zoom {
  /** Shows all of it. Beside an open drawer names stay readable, on a small screen everything does, with the anchor in sight; likewise where it must be readable. */
  fit: (area: Area, anchor?: Area, readable?: boolean) => void;
  /** Whether all of it is in sight. */
  shows: (area: Area) => boolean;
  by: (factor: number) => void;
  /** Moves just as far as needed to see the area. */
  reveal: (area: Area) => void;
  /** Whether a person moved the picture since the last fit; then it is left where it is. */
  moved: RefObject<boolean>;
  /** So small that only names can be read. */
  far: boolean;
  size: { width: number; height: number };
}

const MIN_SCALE = 0.08;
const MAX_SCALE = 2.5;
/** Few boxes are not blown up beyond this. */
const MAX_FIT = 1.15;
/** On a screen wider than this many pixels, people sit farther away. */
const LARGE_SCREEN = 2_000;
const MAX_FIT_LARGE = 1.5;
const MARGIN = 28;
const FAR_SCALE = 0.55;
const READABLE_SCALE = 0.8;
/** Names, which are larger from afar, can be read down to here. */
const NAMES_SCALE = 0.42;
const SMALL_SCREEN = 700;

export interface Insets {
  top: number;
  right: number;
  bottom: number;
  /** Whether the drawer is open. */
  drawer: boolean;
}

/** Where a stretch begins: in the middle where all of it has room, else so that the anchor is in sight and no room is left empty. */
function beginning(room: number, from: number, length: number, anchor: number | undefined, k: number): number {
  const spare = room - length * k;
  if (spare >= 0) return spare / 2 - from * k;
  const wish = anchor === undefined ? 0 : room / 2 - (anchor - from) * k;
  return Math.min(0, Math.max(spare, wish)) - from * k;
}

type Svg = Selection<SVGSVGElement, unknown, null, undefined>;

export function useZoom(
  svg: RefObject<SVGSVGElement | null>,
  scene: RefObject<SVGGElement | null>,
  insets: Insets,
): Zoom {
  const [far, setFar] = useState(false);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const behavior = useRef<ZoomBehavior<SVGSVGElement, unknown> | null>(null);
  const moved = useRef(false);

  useEffect(() => {
    const element = svg.current!;
    const zooming = zoom<SVGSVGElement, unknown>()
      .scaleExtent([MIN_SCALE, MAX_SCALE])
      .on("zoom", (event) => {
        scene.current?.setAttribute("transform", event.transform.toString());
        setFar(event.transform.k < FAR_SCALE);
        if (event.sourceEvent) moved.current = true;
      });
    behavior.current = zooming;
    const selection: Svg = select(element);
    selection.call(zooming).on("dblclick.zoom", null);
    const watch = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      selection.on(".zoom", null);
    };
  }, [svg, scene]);

  const { top, right, bottom } = insets;
  const fit = useCallback(
    (area: Area, anchor?: Area, readable = false) => {
      const element = svg.current;
      if (!element || !behavior.current || area.width <= 0) return;
      const width = element.clientWidth - right - 2 * MARGIN;
      const height = element.clientHeight - top - bottom - 2 * MARGIN;
      const most = element.clientWidth > LARGE_SCREEN ? MAX_FIT_LARGE : MAX_FIT;
      const fitting = (w: number) => Math.max(MIN_SCALE, Math.min(most, w / area.width, height / area.height));
      const small = element.clientWidth < SMALL_SCREEN;
      const least = !anchor ? 0 : small || readable ? READABLE_SCALE : Math.min(NAMES_SCALE, fitting(width + right));
      const k = Math.max(fitting(width), least);
      const x = MARGIN + beginning(width, area.x, area.width, anchor && anchor.x + anchor.width / 2, k);
      const y = top + MARGIN + beginning(height, area.y, area.height, anchor && anchor.y + anchor.height / 2, k);
      behavior.current.transform(select(element), zoomIdentity.translate(x, y).scale(k));
      moved.current = false;
    },
    [svg, top, right, bottom],
  );

  const shows = useCallback(
    (area: Area) => {
      const element = svg.current;
      const ctm = scene.current?.getCTM();
      if (!element || !ctm) return false;
      const [left, up] = [area.x * ctm.a + ctm.e, area.y * ctm.d + ctm.f];
      return (
        left >= 0 &&
        up >= top &&
        left + area.width * ctm.a <= element.clientWidth - right &&
        up + area.height * ctm.d <= element.clientHeight - bottom
      );
    },
    [svg, scene, top, right, bottom],
  );

  const by = useCallback(
    (factor: number) => {
      if (!svg.current || !behavior.current) return;
      behavior.current.scaleBy(select(svg.current), factor);
      moved.current = true;
    },
    [svg],
  );

  const reveal = useCallback(
    (area: Area) => {
      const element = svg.current;
      const ctm = scene.current?.getCTM();
      if (!element || !ctm || !behavior.current) return;
      const left = area.x * ctm.a + ctm.e;
      const up = area.y * ctm.d + ctm.f;
      const over = (start: number, length: number, low: number, high: number) =>
        start < low ? low - start : start + length > high ? high - start - length : 0;
      const dx = over(left, area.width * ctm.a, MARGIN, element.clientWidth - right - MARGIN);
      const dy = over(up, area.height * ctm.d, top + MARGIN / 2, element.clientHeight - bottom - MARGIN / 2);
      if (dx !== 0 || dy !== 0) behavior.current.translateBy(select(element), dx / ctm.a, dy / ctm.d);
    },
    [svg, scene, top, right, bottom],
  );

  return useMemo(() => ({ fit, shows, by, reveal, moved, far, size }), [fit, shows, by, reveal, far, size]);
}
