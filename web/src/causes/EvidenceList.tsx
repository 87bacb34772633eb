import { Link } from "wouter";
import type { CauseAnswer, CauseEvidence } from "../api/causes";
import { usePreferences } from "../shell/preferences";
import { Num } from "../ui/Num";
import { readable } from "../ui/Findings";
import { Icon } from "../ui/Icon";
import { placeOf } from "../url/causes";
import css from "./evidence.module.css";
import { TrendChart } from "./TrendChart";
import { figure } from "./words";

/** Each reason in a sentence, its figures before and during, and its course. */
export function EvidenceList({ evidence, answer }: { evidence: CauseEvidence[]; answer: CauseAnswer }) {
  if (evidence.length === 0) return null;
  return (
    <div className={css.evidence}>
      <h4>
        Evidence <span>the strongest first; the time of trouble is shaded</span>
      </h4>
      <ul>
        {evidence.map((one) => (
          <li key={one.sentence}>
            <div>
              <Sentence evidence={one} answer={answer} />
              {one.unit !== "" && <Figures evidence={one} />}
            </div>
            {one.series && <TrendChart evidence={one} answer={answer} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Sentence({ evidence, answer }: { evidence: CauseEvidence; answer: CauseAnswer }) {
  const { utc } = usePreferences();
  const href = placeOf(evidence.link, answer);
  return (
    <p>
      {readable(evidence.sentence, utc)}{" "}
      {href && (
        <Link className={css.more} href={href} aria-label={`Show: ${evidence.sentence}`}>
          show <Icon name="right" size={11} />
        </Link>
      )}
    </p>
  );
}

function Figures({ evidence }: { evidence: CauseEvidence }) {
  const { before, after } = evidence;
  return (
    <dl className={css.figures}>
      <div>
        <dt>usually</dt>
        <dd>
          <Num>{figure(before, evidence)}</Num>
        </dd>
      </div>
      <div className={css.during}>
        <dt>during</dt>
        <dd>
          <Num>{figure(after, evidence)}</Num>
        </dd>
      </div>
    </dl>
  );
}
