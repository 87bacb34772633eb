import { Link } from "wouter";
import type { CauseAnswer, Moment } from "../api/causes";
import { usePreferences } from "../shell/preferences";
import { clockSeconds, dayAndClock } from "../time/format";
import { Card } from "../ui/Card";
import { readable } from "../ui/Findings";
import { StatusMark } from "../ui/StatusMark";
import { servicePath, useHref } from "../url/location";
import css from "./causes.module.css";

/** Beside the causes: what happened when, who it was not, and what could not be looked at. */
export function Side({ answer }: { answer: CauseAnswer }) {
  return (
    <div className={css.side}>
      <Card title="Timeline">
        {answer.timeline.length === 0 ? (
          <p className="muted">Nothing out of the ordinary was seen to begin.</p>
        ) : (
          <Timeline answer={answer} />
        )}
      </Card>
      <Card title="Ruled out" note={answer.ruledOut.length > 0 ? "shows something, and is not the cause" : ""}>
        <RuledOut answer={answer} />
      </Card>
      <div id="not-seen" className={css.target}>
        <Card title="What was not seen">
          <NotSeen sentences={answer.notSeen} />
        </Card>
      </div>
    </div>
  );
}

const DAY_MS = 86_400_000;

function Timeline({ answer: { timeline, from, to } }: { answer: CauseAnswer }) {
  const { utc } = usePreferences();
  const begin = Date.parse(from);
  const long = Date.parse(to) - Math.min(...timeline.map((m) => Date.parse(m.time)), begin) > DAY_MS;
  const when = (ms: number) => (long ? dayAndClock(ms, utc) : clockSeconds(ms, utc));
  const before = timeline.filter((m) => Date.parse(m.time) < begin);
  const rows = timeline.slice(before.length);
  const row = (moment: Moment, i: number) => (
    <li key={`${moment.time} ${i}`}>
      <time dateTime={moment.time}>{when(Date.parse(moment.time))}</time>
      <span>{readable(moment.sentence, utc)}</span>
    </li>
  );
  return (
    <ol className={css.timeline}>
      {before.map(row)}
      <li className={css.begin}>
        <time dateTime={from}>{when(begin)}</time>
        <span>the time that was asked about begins</span>
      </li>
      {rows.map(row)}
    </ol>
  );
}

function RuledOut({ answer: { ruledOut } }: { answer: CauseAnswer }) {
  const href = useHref();
  const { utc } = usePreferences();
  if (ruledOut.length === 0) return <p className="muted">Nobody else showed anything that had to be ruled out.</p>;
  return (
    <ul className={css.ruled}>
      {ruledOut.map(({ service, name, why }) => (
        <li key={service + why}>
          <Link className={css.link} href={href(servicePath(service))}>
            {name}
          </Link>{" "}
          {readable(why, utc)}
        </li>
      ))}
    </ul>
  );
}

function NotSeen({ sentences }: { sentences: string[] }) {
  const { utc } = usePreferences();
  if (sentences.length === 0) return <p className="muted">Everything that is looked at could be seen.</p>;
  return (
    <ul className={css.unseen}>
      {sentences.map((sentence) => (
        <li key={sentence}>
          <StatusMark status="unknown" label="" />
          <span>{readable(sentence, utc)}</span>
        </li>
      ))}
    </ul>
  );
}
