import { Glyph } from "@assay/report/page";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useWords } from "../words/words.tsx";

/** What stands around every page. */
export function Frame({ nav, children }: { readonly nav?: ReactNode; readonly children: ReactNode }) {
  const words = useWords();
  return (
    <>
      <a className="skip" href="#main">
        {words.say("skip")}
      </a>
      <header className="top">
        <div className="wrap">
          <Link to="/" className="brand">
            <Glyph shape="mark" />
            <span>
              {words.say("brand")}
              <span className="brand-rest">{words.say("brand.rest")}</span>
            </span>
          </Link>
          {nav}
        </div>
      </header>
      <main id="main" className="wrap" tabIndex={-1}>
        {children}
      </main>
      <footer>
        <div className="wrap">
          {words.say("footer")} <a href="/licenses.txt">{words.say("footer.licenses")}</a>
        </div>
      </footer>
    </>
  );
}
