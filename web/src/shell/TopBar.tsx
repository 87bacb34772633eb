import { useMemo } from "react";
import { serverNow } from "../time/clock";
import { absolute, isLive, putRange, shift, toLive } from "../time/range";
import { beforeZoom, zoomOut } from "../time/zoom";
import { CopyButton, IconButton } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { ChoiceMenu, type Choice } from "../ui/Menu";
import { useRange } from "../url/location";
import { MOD, useKeys, type KeyBinding } from "./keys";
import { setPreferences, usePreferences, type ThemeChoice } from "./preferences";
import { TimePicker } from "./TimePicker";
import css from "./TopBar.module.css";

const THEMES: Choice<ThemeChoice>[] = [
  { id: "auto", label: "As the system", icon: "auto" },
  { id: "light", label: "Light", icon: "sun" },
  { id: "dark", label: "Dark", icon: "moon" },
];

/** Only where a drag can be undone and nothing else wants to be closed. */
const UNDO = { keys: "Escape", label: "Undo a drag over a chart", group: "Time", last: true };

export function TopBar({ onSearch, onKeys }: { onSearch: () => void; onKeys: () => void }) {
  const [range, setRange] = useRange();
  const { theme } = usePreferences();
  const live = isLive(range);
  const keys = useMemo(() => {
    const back = () => setRange(shift(range, -1, serverNow()));
    const forward = () => setRange(shift(range, 1, serverNow()));
    const wider = () => setRange(zoomOut(range, serverNow()));
    const follow = () => setRange(isLive(range) ? absolute(range, serverNow()) : toLive(range, serverNow()));
    const bindings: KeyBinding[] = [
      { keys: "[", label: "Half a range back", group: "Time", run: back },
      { keys: "]", label: "Half a range forward", group: "Time", run: forward },
      { keys: "z", label: "Zoom out in time, or undo the last drag", group: "Time", run: wider },
      ...(beforeZoom(range) ? [{ ...UNDO, run: wider }] : []),
      { keys: "l", label: "Follow the clock, or stop", group: "Time", run: follow },
    ];
    return { bindings, back, forward, follow, wider };
  }, [range, setRange]);
  useKeys(keys.bindings);
  const { back, forward, follow, wider } = keys;
  return (
    <header className={css.bar}>
      <button type="button" className={css.search} onClick={onSearch} aria-label="Search services and pages">
        <Icon name="search" size={14} />
        <span>Search services and pages</span>
        <kbd>{MOD} K</kbd>
      </button>
      <span className={css.right}>
        <span className={css.time}>
          <span className={css.shift}>
            <IconButton icon="left" label="Half a range back" keys="[" onPress={back} />
          </span>
          <TimePicker />
          <span className={css.shift}>
            <IconButton
              icon="zoomOut"
              label={beforeZoom(range) ? "Back to the time before" : "Twice as long"}
              keys="z"
              onPress={wider}
            />
            <IconButton icon="right" label="Half a range forward" keys="]" onPress={forward} />
            <IconButton
              icon={live ? "pause" : "play"}
              label={live ? "Stop following the clock" : "Follow the clock"}
              keys="l"
              onPress={follow}
            />
          </span>
        </span>
        <span className={css.tools}>
          <CopyButton text={absoluteLink} label="Copy link">
            <Icon name="link" size={14} />
            <span className={css.wideOnly}>Copy link</span>
          </CopyButton>
          <ChoiceMenu
            label="Theme"
            trigger={<Icon name={THEMES.find((t) => t.id === theme)!.icon} />}
            choices={THEMES}
            chosen={theme}
            onChoose={(id) => setPreferences({ theme: id })}
          />
          <IconButton icon="keys" label="Keys" keys="?" onPress={onKeys} />
        </span>
      </span>
    </header>
  );
}

/** This view with its time fixed, so that whoever opens the link sees the same. */
function absoluteLink(): string {
  const url = new URL(location.href);
  const range = { from: url.searchParams.get("from") ?? "now-30m", to: url.searchParams.get("to") ?? "now" };
  putRange(url.searchParams, absolute(range, serverNow()));
  return url.href;
}
