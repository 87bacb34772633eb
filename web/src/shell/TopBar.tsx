import { rangeLabel, span } from "../time/format";
import { isLive, resolve } from "../time/range";
import { useNow } from "../time/useNow";
import { useRange } from "../url/location";
import { usePreferences } from "./preferences";
import css from "./TopBar.module.css";

export function TopBar() {
  const [range] = useRange();
  const { utc } = usePreferences();
  const now = useNow();
  const { from, to } = resolve(range, now);
  return (
    <header className={css.bar}>
      <span className={css.right}>
        <span className={css.pick}>
          {isLive(range) && <i className={css.live} />}
          <b>{rangeLabel(range, now)}</b>
          <span>{span(from, to, utc)}</span>
        </span>
      </span>
    </header>
  );
}
