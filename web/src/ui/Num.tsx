import { NOT_MEASURED } from "../model/format";

interface Props {
  /** Already formatted with its unit. */
  children: string;
  tone?: "warning" | "critical" | "quiet" | undefined;
}

const TONE = { warning: "var(--warn)", critical: "var(--crit)", quiet: "var(--text-3)" };

/** A figure; a dash explains itself. */
export function Num({ children, tone }: Props) {
  if (children === NOT_MEASURED) {
    return (
      <span className="muted" title="not measured">
        <span aria-hidden="true">{children}</span>
        <span className="sr">not measured</span>
      </span>
    );
  }
  return tone ? (
    <span style={{ color: TONE[tone], fontWeight: tone === "quiet" ? 400 : 550 }}>{children}</span>
  ) : (
    children
  );
}
