import { useState, type ReactNode } from "react";
import { Button as AriaButton, Tooltip, TooltipTrigger } from "react-aria-components";
import css from "./Button.module.css";
import { Icon, type IconName } from "./Icon";

interface ButtonProps {
  children: ReactNode;
  onPress: () => void;
  kind?: "plain" | "primary" | "quiet";
  label?: string;
}

export function Button({ children, onPress, kind = "plain", label }: ButtonProps) {
  return (
    <AriaButton className={`${css.button} ${css[kind]}`} onPress={onPress} {...(label ? { "aria-label": label } : {})}>
      {children}
    </AriaButton>
  );
}

interface IconButtonProps {
  icon: IconName;
  /** What it does, as its name and its tooltip. */
  label: string;
  keys?: string;
  onPress: () => void;
}

export function IconButton({ icon, label, keys, onPress }: IconButtonProps) {
  return (
    <Hint text={label} {...(keys ? { keys } : {})}>
      <AriaButton className={`${css.button} ${css.icon}`} aria-label={label} onPress={onPress}>
        <Icon name={icon} />
      </AriaButton>
    </Hint>
  );
}

/** A tooltip for something that can take the focus. */
export function Hint({ text, keys, children }: { text: string; keys?: string; children: ReactNode }) {
  return (
    <TooltipTrigger delay={500} closeDelay={50}>
      {children}
      <Tooltip className={css.tip!} offset={6}>
        {text}
        {keys && <kbd>{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}

interface ToggleProps {
  children: ReactNode;
  on: boolean;
  onChange: (on: boolean) => void;
  keys?: string;
}

export function Toggle({ children, on, onChange, keys }: ToggleProps) {
  return (
    <button
      type="button"
      className={`${css.toggle} ${on ? css.on : ""}`}
      aria-pressed={on}
      onClick={() => onChange(!on)}
    >
      {children}
      {keys && <kbd>{keys}</kbd>}
    </button>
  );
}

const SHOWN_MS = 2_000;

/** Copies a text and says so. Works on plain http too, where the clipboard interface is missing. */
export function CopyButton({ text, label, children }: { text: () => string; label: string; children: ReactNode }) {
  const [said, setSaid] = useState("");
  const copy = async () => {
    const done = await copyText(text());
    setSaid(done ? "Copied" : "Not copied: the browser forbids it");
    setTimeout(() => setSaid(""), SHOWN_MS);
  };
  return (
    <AriaButton className={`${css.button} ${css.plain}`} aria-label={said || label} onPress={() => void copy()}>
      <span aria-live="polite" className={css.said}>
        {said || children}
      </span>
    </AriaButton>
  );
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
