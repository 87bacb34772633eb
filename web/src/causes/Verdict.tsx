import { Link } from "wouter";
import type { CauseAnswer } from "../api/causes";
import { plural } from "../model/format";
import { usePreferences } from "../shell/preferences";
import { ago, clock, duration, span } from "../time/format";
import { useNow } from "../time/useNow";
import { Button, CopyButton } from "../ui/Button";
import { readable } from "../ui/Findings";
import { Icon } from "../ui/Icon";
import { StatusMark } from "../ui/StatusMark";
import { servicePath, useHref } from "../url/location";
import css from "./causes.module.css";
import { Confidence } from "./Confidence";
import { CONCLUSION_MARK, headline, inShort } from "./words";

interface Props {
  answer: CauseAnswer;
  onReplay: () => void;
  replaying: boolean;
}

/** What someone wants at three in the morning: who did it, how sure that is, what to do. */
export function Verdict({ answer, onReplay, replaying }: Props) {
  const { conclusion, causes, report, notSeen } = answer;
  const { utc } = usePreferences();
  const [first] = causes;
  return (
    <section className={`${css.verdict} ${css[conclusion]}`} aria-label="Answer">
      <div className={css.said}>
        <Question answer={answer} />
        <h1 className={css.headline}>
          <StatusMark status={CONCLUSION_MARK[conclusion]} label="" /> {headline(inShort(answer))}
        </h1>
        <p className={css.summary}>{readable(report.summary, utc)}</p>
        <div className={css.facts}>
          {first && conclusion === "cause" && <Confidence value={first.confidence} />}
          {first && conclusion === "inconclusive" && <Confidence value={first.confidence} of={first.name} />}
          {notSeen.length > 0 && (
            <a className={css.jump} href="#not-seen">
              <StatusMark status="unknown" label="" /> {plural(notSeen.length, "thing was", "things were")} not seen
            </a>
          )}
        </div>
      </div>
      {report.nextSteps.length > 0 && <NextSteps steps={report.nextSteps} />}
      <div className={css.foot}>
        <Basis answer={answer} />
        <div className={css.actions}>
          <Button onPress={onReplay}>{replaying ? "Answering again…" : "Answer again with today's code"}</Button>
          <CopyButton text={() => markdownOf(answer)} label="Copy the report as Markdown">
            <Icon name="link" size={14} /> Copy report
          </CopyButton>
        </div>
      </div>
    </section>
  );
}

function Question({ answer: { service, serviceName, from, to, conclusion } }: { answer: CauseAnswer }) {
  const href = useHref();
  const { utc } = usePreferences();
  const now = useNow();
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  return (
    <p className={css.eyebrow}>
      {conclusion === "noFault" ? "Is" : "Why is"}{" "}
      <Link className={css.link} href={href(servicePath(service))}>
        {serviceName}
      </Link>{" "}
      in trouble? {span(begin, end, utc, now)} · {duration((end - begin) / 1000)}
    </p>
  );
}

function Basis({ answer: { basis, askedAt, comparedFrom, from } }: { answer: CauseAnswer }) {
  const { utc } = usePreferences();
  const now = useNow();
  const asked = Date.parse(askedAt);
  return (
    <p className={css.basis}>
      compared with {span(Date.parse(comparedFrom), Date.parse(from), utc, now)} · read from{" "}
      {basis === "live" ? "memory" : "the store"} · asked {clock(asked, utc)}, {ago(asked, now)}
    </p>
  );
}

function NextSteps({ steps }: { steps: string[] }) {
  const { utc } = usePreferences();
  return (
    <div className={css.next}>
      <h2>What to do next</h2>
      <ol>
        {steps.map((step) => (
          <li key={step}>{readable(step, utc)}</li>
        ))}
      </ol>
    </div>
  );
}

/** Whoever reads it elsewhere finds the way back to the proof. */
export function markdownOf({ report }: CauseAnswer): string {
  return `${report.markdown.trimEnd()}\n\n[This answer in Sonde](${location.href})\n`;
}
