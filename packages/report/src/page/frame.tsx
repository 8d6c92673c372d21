import type { ReactNode } from "react";
import type { Words } from "../words/words.ts";
import { Glyph, Shapes } from "./glyphs.tsx";

/** What stands around every page: the way past its head, the brand, what is in it, and its last line. */
export function Frame({
  words,
  skip,
  contents,
  footer,
  children,
}: {
  readonly words: Words;
  readonly skip: string;
  readonly contents?: ReactNode;
  readonly footer: string;
  readonly children: ReactNode;
}) {
  return (
    <>
      <Shapes />
      <a className="skip" href="#main">
        {skip}
      </a>
      <header className="top">
        <div className="wrap">
          <p className="brand">
            <Glyph shape="mark" />
            <span>
              {words.say("brand")}
              <span className="brand-rest">{words.say("brand.rest")}</span>
            </span>
          </p>
          {contents}
        </div>
      </header>
      <main id="main" className="wrap" tabIndex={-1}>
        {children}
      </main>
      <footer>
        <div className="wrap">{footer}</div>
      </footer>
    </>
  );
}
