import { Link } from "wouter";
import type { CauseAnswer } from "../api/causes";
import { usePreferences } from "../shell/preferences";
import { span } from "../time/format";
import { resolve } from "../time/range";
import { useNow } from "../time/useNow";
import { Button } from "../ui/Button";
import button from "../ui/Button.module.css";
import { StatusMark } from "../ui/StatusMark";
import { causeHref } from "../url/causes";
import { navigateTo, useHref, useRange, useSearch } from "../url/location";
import css from "./causes.module.css";

/** An answer is about its own time. Where another is chosen in the bar, that is said, and can be asked about. */
export function OtherTime({ answer }: { answer: CauseAnswer }) {
  const [range] = useRange();
  const { utc } = usePreferences();
  const now = useNow();
  const href = useHref();
  const chosen = new URLSearchParams(useSearch()).has("from");
  const { from, to } = resolve(range, now);
  const [begin, end] = [Date.parse(answer.from), Date.parse(answer.to)];
  if (!chosen || (from === begin && to === end)) return null;
  return (
    <div className={css.note} role="status">
      <StatusMark status="unknown" label="" />
      <span>
        This answer is about {span(begin, end, utc, now)}; the time chosen above is {span(from, to, utc, now)}.
      </span>
      <Link className={`${button.button} ${button.plain}`} href={href("/causes/ask", { service: answer.service })}>
        Ask about that time
      </Link>
      <Button kind="quiet" onPress={() => navigateTo(causeHref(answer))}>
        Back to the answer's time
      </Button>
    </div>
  );
}
