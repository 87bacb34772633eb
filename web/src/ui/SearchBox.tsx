import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useKeys, type KeyBinding } from "../shell/keys";
import type { NavigateOptions } from "../url/location";
import css from "./FilterBox.module.css";
import { Icon } from "./Icon";

interface Props {
  value: string;
  onChange: (value: string, options: NavigateOptions) => void;
  label: string;
  placeholder?: string;
  invalid?: boolean;
  /** Under which heading its key is listed. */
  group: string;
  /** What stands behind the field. */
  children?: ReactNode;
}

/** A text that narrows what is shown, kept in the URL; "/" leads to it, Esc empties and leaves it. */
export function SearchBox({ value, onChange, label, placeholder = label, invalid = false, group, children }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  // Letters of one visit replace each other, so that Back undoes the filter and not a letter.
  const visited = useRef(false);
  useEffect(() => {
    if (document.activeElement !== input.current) setText(value);
  }, [value]);
  useKeys(
    useMemo<KeyBinding[]>(() => [{ keys: "/", label, group, run: () => input.current?.focus() }], [label, group]),
  );
  const change = (q: string) => {
    setText(q);
    onChange(q.trim(), { replace: visited.current });
    visited.current = true;
  };
  return (
    <span className={css.filter}>
      <Icon name="search" size={13} />
      <input
        ref={input}
        value={text}
        placeholder={placeholder}
        aria-label={label}
        aria-invalid={invalid}
        spellCheck={false}
        autoComplete="off"
        onFocus={() => (visited.current = false)}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          if (text === "") input.current?.blur();
          else change("");
        }}
      />
      {text === "" && <kbd>/</kbd>}
      {children}
    </span>
  );
}
