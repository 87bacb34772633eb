import type { CauseAnswer } from "../api/causes";
import { CopyButton } from "../ui/Button";
import { Icon } from "../ui/Icon";
import css from "./causes.module.css";
import { markdownOf } from "./Verdict";

/** The whole answer as text, to be read or pasted elsewhere. */
export function Report({ answer }: { answer: CauseAnswer }) {
  return (
    <details className={css.report}>
      <summary>The whole report as text</summary>
      <CopyButton text={() => markdownOf(answer)} label="Copy the text">
        <Icon name="link" size={14} /> Copy
      </CopyButton>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <pre tabIndex={0}>{answer.report.markdown}</pre>
    </details>
  );
}
