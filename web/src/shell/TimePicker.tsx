import { useMemo, useState, type FormEvent } from "react";
import { serverNow } from "../time/clock";
import { rangeLabel, span, wallTime } from "../time/format";
import { instantOf, isLive, iso, QUICK, resolve, type Range } from "../time/range";
import { useNow } from "../time/useNow";
import { Icon } from "../ui/Icon";
import { Pop } from "../ui/Overlay";
import { useRange } from "../url/location";
import { useKeys, type KeyBinding } from "./keys";
import { setPreferences, usePreferences } from "./preferences";
import css from "./TimePicker.module.css";

export function TimePicker() {
  const [range, setRange] = useRange();
  const [open, setOpen] = useState(false);
  const { utc } = usePreferences();
  const now = useNow();
  const { from, to } = resolve(range, now);
  useKeys(
    useMemo<KeyBinding[]>(
      () => [{ keys: "d", label: "Choose the time range", group: "Time", run: () => setOpen(true) }],
      [],
    ),
  );
  const trigger = (
    <>
      {isLive(range) ? <i className={css.live} /> : <Icon name="clock" size={14} />}
      <b>{rangeLabel(range, now)}</b>
      <span className={css.span}>
        {span(from, to, utc, now)}
        {utc && " UTC"}
      </span>
      <Icon name="down" size={12} />
    </>
  );
  return (
    <Pop
      label={`Time range: ${rangeLabel(range, now)}, ${span(from, to, utc, now)}`}
      trigger={trigger}
      triggerClass={css.trigger}
      open={open}
      onOpen={setOpen}
    >
      {(close) => (
        <Choices
          range={range}
          utc={utc}
          onRange={(next) => {
            setRange(next);
            close();
          }}
        />
      )}
    </Pop>
  );
}

function Choices({ range, utc, onRange }: { range: Range; utc: boolean; onRange: (range: Range) => void }) {
  return (
    <div className={css.panel}>
      <ul className={css.quick}>
        {QUICK.map((quick) => (
          <li key={quick.from}>
            <button
              type="button"
              aria-current={isLive(range) && range.from === quick.from ? "true" : undefined}
              onClick={() => onRange({ from: quick.from, to: "now" })}
            >
              {quick.label}
            </button>
          </li>
        ))}
      </ul>
      <Typed key={String(utc)} range={range} utc={utc} onRange={onRange} />
    </div>
  );
}

/** What was typed, kept as words while it is relative, else as an instant; or what is wrong with it. */
function understand(from: string, to: string, utc: boolean, now: number): Range | string {
  const start = instantOf(from, now, utc);
  const end = instantOf(to, now, utc);
  if (start === null) return `“${from}” is no time. Write now-1h, 14:02 or 2026-03-10 14:02.`;
  if (end === null) return `“${to}” is no time. Write now, 14:32 or 2026-03-10 14:32.`;
  if (start >= end) return "The beginning is not before the end.";
  const word = (text: string, ms: number) =>
    text.trim().toLowerCase().startsWith("now") ? text.trim().toLowerCase() : iso(ms);
  return { from: word(from, start), to: word(to, end) };
}

function Typed({ range, utc, onRange }: { range: Range; utc: boolean; onRange: (range: Range) => void }) {
  const now = useNow();
  const shown = (word: string, ms: number) => (word.startsWith("now") ? word : wallTime(ms, utc));
  const instants = resolve(range, now);
  const [from, setFrom] = useState(() => shown(range.from, instants.from));
  const [to, setTo] = useState(() => shown(range.to, instants.to));
  const [mistake, setMistake] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const understood = understand(from, to, utc, serverNow());
    if (typeof understood === "string") setMistake(understood);
    else onRange(understood);
  };
  return (
    <form className={css.typed} onSubmit={submit}>
      <label>
        From
        <input
          value={from}
          onChange={(e) => setFrom(e.target.value)}
          spellCheck={false}
          autoComplete="off"
          aria-describedby="time-mistake"
        />
      </label>
      <label>
        To
        <input
          value={to}
          onChange={(e) => setTo(e.target.value)}
          spellCheck={false}
          autoComplete="off"
          aria-describedby="time-mistake"
        />
      </label>
      <p id="time-mistake" className={css.mistake} role="alert">
        {mistake}
      </p>
      <button type="submit" className={css.apply}>
        Show
      </button>
      <p className={css.help}>now-1h · 14:02 · 2026-03-10 14:02</p>
      <fieldset className={css.zone}>
        <legend>Times in</legend>
        {[
          { label: "local time", value: false },
          { label: "UTC", value: true },
        ].map((zone) => (
          <label key={zone.label}>
            <input
              type="radio"
              name="zone"
              checked={utc === zone.value}
              onChange={() => setPreferences({ utc: zone.value })}
            />
            {zone.label}
          </label>
        ))}
      </fieldset>
    </form>
  );
}
