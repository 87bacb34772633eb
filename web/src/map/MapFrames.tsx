import type { Frame } from "../layout/types";
import css from "./MapCanvas.module.css";

/** Borders around groups that were opened. A click on the name closes one; the same stands in the notices for the keyboard. */
export function MapFrames({ frames }: { frames: readonly Frame[] }) {
  return frames.map((frame) => (
    <g key={frame.id} transform={`translate(${frame.x} ${frame.y})`}>
      <rect className={css.border} width={frame.width} height={frame.height} rx="10" />
      <text className={css.heading} x="14" y="22" data-close={frame.id}>
        {frame.label} ✕<title>Close</title>
      </text>
    </g>
  ));
}
