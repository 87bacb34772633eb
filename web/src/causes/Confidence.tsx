import css from "./causes.module.css";
import { confidenceFigure, confidenceWord } from "./words";

const PERCENT = 100;

/** How far the evidence goes: a bar, a word and the figure. */
export function Confidence({ value, of, small = false }: { value: number; of?: string; small?: boolean }) {
  return (
    <span
      className={`${css.confidence} ${small ? css.small : ""}`}
      title="How strong the evidence is, of 100 %; not how probable it is"
    >
      <i aria-hidden="true">
        <b style={{ width: `${Math.min(1, Math.max(0, value)) * PERCENT}%` }} />
      </i>
      <span>
        {of ? `strongest suspicion: ${of}, ` : ""}
        {confidenceWord(value)} confidence <em>{confidenceFigure(value)}</em>
      </span>
    </span>
  );
}
