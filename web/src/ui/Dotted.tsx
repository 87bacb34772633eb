import { Fragment } from "react";

/** A name with dots, which may go on in the next line behind one of them and nowhere else if it has to. */
export function Dotted({ children }: { children: string }) {
  return children.split(".").map((part, i, all) => (
    <Fragment key={all.slice(0, i + 1).join(".")}>
      {part}
      {i < all.length - 1 && (
        <>
          .<wbr />
        </>
      )}
    </Fragment>
  ));
}
