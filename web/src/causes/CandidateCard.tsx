import type { UseQueryResult } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Link } from "wouter";
import type { Candidate, CauseAnswer } from "../api/causes";
import type { MapAnswer } from "../api/types";
import { usePreferences } from "../shell/preferences";
import { clock } from "../time/format";
import button from "../ui/Button.module.css";
import { readable } from "../ui/Findings";
import { Icon } from "../ui/Icon";
import { rangeOf } from "../url/causes";
import { hrefWith, servicePath } from "../url/location";
import css from "./causes.module.css";
import { Confidence } from "./Confidence";
import { EvidenceList } from "./EvidenceList";
import { troubleOf } from "./onset";
import { PathMap, type Role } from "./PathMap";
import { kindWords, pathSentence } from "./words";

interface Props {
  candidate: Candidate;
  rank: number;
  answer: CauseAnswer;
  map: UseQueryResult<MapAnswer>;
  opened: boolean;
}

export function CandidateCard({ candidate, rank, answer, map, opened }: Props) {
  const [open, setOpen] = useState(opened);
  const body = useId();
  const { utc } = usePreferences();
  const { name, kind, confidence, summary, evidence } = candidate;
  return (
    <article className={css.card} aria-label={name}>
      <h3>
        <button
          type="button"
          className={css.cardHead}
          aria-expanded={open}
          aria-controls={body}
          onClick={() => setOpen(!open)}
        >
          <span className={css.rank}>{rank}</span>
          <span className={css.name}>
            <b>{name}</b> <span>{kindWords(kind)}</span>
          </span>
          <Confidence value={confidence} small />
          <span className={`${css.fold} ${open ? css.open : ""}`}>
            <Icon name="down" size={14} />
          </span>
        </button>
      </h3>
      {(!open || evidence.length === 0) && <p className={css.cardSummary}>{readable(summary, utc)}</p>}
      <div id={body} hidden={!open}>
        {open && (
          <Details
            candidate={candidate}
            answer={answer}
            map={map}
            role={rank === 1 && answer.conclusion === "cause" ? "cause" : "suspect"}
          />
        )}
      </div>
    </article>
  );
}

function Details({ candidate, answer, map, role }: Omit<Props, "rank" | "opened"> & { role: Role }) {
  const { utc } = usePreferences();
  const { kinds, kind, evidence, path } = candidate;
  const fixes = candidate.fixes.filter((fix) => !answer.report.nextSteps.includes(fix));
  const others = kinds.filter((other) => other !== kind);
  return (
    <>
      {others.length > 0 && <p className={css.others}>could as well be: {others.map(kindWords).join("; ")}</p>}
      <div className={css.way}>
        <h4>
          How the trouble got here <span>figures from {clock(Date.parse(troubleOf(answer).from), utc)} on</span>
        </h4>
        {path.length > 1 || candidate.infrastructure ? (
          <PathMap candidate={candidate} map={map} answer={answer} role={role} />
        ) : (
          <p>{path.length === 1 ? `It is ${path[0]!.name} itself.` : "No calls lead here that were seen."}</p>
        )}
        {path.length > 1 && <p className={css.wayText}>{pathSentence(candidate)}.</p>}
      </div>
      <EvidenceList evidence={evidence} answer={answer} />
      {fixes.length > 0 && (
        <div className={css.fixes}>
          <h4>What helps against this one</h4>
          <ol>
            {fixes.map((fix) => (
              <li key={fix}>{readable(fix, utc)}</li>
            ))}
          </ol>
        </div>
      )}
      <Places candidate={candidate} answer={answer} />
    </>
  );
}

/** Where more of it can be seen, at that very time. */
function Places({ candidate: { service, infrastructure }, answer }: Pick<Props, "candidate" | "answer">) {
  const range = rangeOf(answer);
  const look = `${button.button} ${button.plain}`;
  return (
    <p className={css.places}>
      {service && (
        <>
          <Link className={look} href={hrefWith(servicePath(service), range)}>
            Its page then
          </Link>
          <Link className={look} href={hrefWith("/map", range, { focus: service, sel: service })}>
            On the map then
          </Link>
        </>
      )}
      {infrastructure && (
        <Link
          className={look}
          href={hrefWith("/map", range, { src: infrastructure.source, dst: infrastructure.target })}
        >
          On the map then
        </Link>
      )}
    </p>
  );
}
