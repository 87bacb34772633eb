import { useState, type KeyboardEvent } from "react";
import { Link } from "wouter";
import css from "./Dots.module.css";
import { AXIS_WIDTH, BOTTOM, HEIGHT, RIGHT, scaleTop, TOP } from "./plot";

/** One thing among what a line sums up: a mark over the chart that leads to it. */
export interface Dot {
  key: string;
  time: number;
  value: number;
  href: string;
  failed: boolean;
  /** All that is to be said of it: beside the pointer, and to a screen reader. */
  says: string;
}

interface Props {
  dots: readonly Dot[];
  times: readonly number[];
  stepSeconds: number;
  /** The highest value that the chart draws. */
  most: number;
  label: string;
}

/** One stop of the Tab key for all of them; arrow keys go from one to the next, Enter opens it. */
export function Dots({ dots, times, stepSeconds, most, label }: Props) {
  const [current, setCurrent] = useState("");
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined || last <= first) return null;
  const stop = dots.some((dot) => dot.key === current) ? current : dots.at(-1)?.key;
  // A value of a line stands at the start of its step, and so does what is in it.
  const stepOf = (time: number) => first + Math.floor((time - first) / (stepSeconds * 1000)) * stepSeconds * 1000;
  const share = (time: number) => Math.min(1, Math.max(0, (stepOf(time) - first) / (last - first)));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- one listener for all links in it
    <ul className={css.dots} aria-label={label} onKeyDown={(event) => walk(event)}>
      {dots.map((dot) => (
        <li
          key={dot.key}
          style={{
            left: `calc(${AXIS_WIDTH}px + (100% - ${AXIS_WIDTH + RIGHT}px) * ${share(dot.time)})`,
            top: TOP + (HEIGHT - TOP - BOTTOM) * (1 - dot.value / scaleTop(most)),
          }}
        >
          <Link
            href={dot.href}
            className={`${css.dot} ${dot.failed ? css.failed : ""}`}
            aria-label={dot.says}
            tabIndex={dot.key === stop ? 0 : -1}
            onFocus={() => setCurrent(dot.key)}
          >
            <span aria-hidden="true" className={share(dot.time) > 0.5 ? css.left : css.right}>
              {dot.says}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function walk(event: KeyboardEvent<HTMLUListElement>) {
  const links = [...event.currentTarget.querySelectorAll("a")];
  const here = links.indexOf(event.target as HTMLAnchorElement);
  const to = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: links.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  links[to]?.focus();
}
