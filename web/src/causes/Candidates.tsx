import { useState } from "react";
import { useMap } from "../api/queries";
import type { CauseAnswer } from "../api/causes";
import { rangeOf } from "../url/causes";
import { CandidateCard } from "./CandidateCard";
import css from "./causes.module.css";
import { troubleOf } from "./onset";
import { causesTitle } from "./words";

/** More candidates than this are for whoever asks for them. */
const FIRST = 5;

/** All candidates, ranked; the first one's evidence is open where a cause was found. */
export function Candidates({ answer }: { answer: CauseAnswer }) {
  const { causes, conclusion } = answer;
  const map = useMap(rangeOf(troubleOf(answer)));
  const [all, setAll] = useState(false);
  const shown = all ? causes : causes.slice(0, FIRST);
  const { title, note } = causesTitle(conclusion);
  return (
    <section className={css.causes} aria-label={title}>
      <h2 className={css.heading}>
        {title} <span>{causes.length > 0 ? note : ""}</span>
      </h2>
      {causes.length === 0 && <p className="muted">Nothing that was measured stands out against the time before.</p>}
      <ol className={css.cards}>
        {shown.map((candidate, i) => (
          <li key={`${candidate.service ?? candidate.name} ${candidate.kind}`}>
            <CandidateCard
              candidate={candidate}
              rank={i + 1}
              answer={answer}
              map={map}
              opened={i === 0 && conclusion !== "noFault"}
            />
          </li>
        ))}
      </ol>
      {shown.length < causes.length && (
        <button type="button" className={css.more} onClick={() => setAll(true)}>
          {causes.length - shown.length} more, less likely — show
        </button>
      )}
    </section>
  );
}
