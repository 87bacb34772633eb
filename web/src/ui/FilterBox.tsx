import { useEffect, useMemo, useRef, useState } from "react";
import { FILTER_HELP } from "../model/filter";
import { useKeys, type KeyBinding } from "../shell/keys";
import type { NavigateOptions } from "../url/location";
import css from "./FilterBox.module.css";
import { Icon } from "./Icon";
import { Pop } from "./Overlay";

interface Props {
  value: string;
  onChange: (value: string, options: NavigateOptions) => void;
  mistakes: string[];
  /** Under which heading its key is listed. */
  group: string;
}

/** The expression that narrows a map or a list; what it understands stands behind the question mark. */
export function FilterBox({ value, onChange, mistakes, group }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  // Letters of one visit replace each other, so that Back undoes the filter and not a letter.
  const visited = useRef(false);
  useEffect(() => {
    if (document.activeElement !== input.current) setText(value);
  }, [value]);
  useKeys(
    useMemo<KeyBinding[]>(() => [{ keys: "/", label: "Filter", group, run: () => input.current?.focus() }], [group]),
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
        placeholder="err>1  kind:postgresql  name"
        aria-label="Filter"
        aria-invalid={mistakes.length > 0}
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
      <Pop
        label="How to filter"
        trigger={<Icon name="help" size={14} />}
        triggerClass={css.help}
        placement="bottom start"
      >
        {() => (
          <table className={css.helpTable}>
            <tbody>
              {FILTER_HELP.map(([example, meaning]) => (
                <tr key={example}>
                  <th scope="row">{example}</th>
                  <td>{meaning}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Pop>
      {mistakes.length > 0 && (
        <span className={css.mistake} role="status">
          {mistakes[0]}
        </span>
      )}
    </span>
  );
}
