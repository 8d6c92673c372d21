import type { ReactNode } from "react";
import { innerQuotes, type Words } from "../words/words.ts";
import { Glyph } from "./glyphs.tsx";

/** A section with its heading in the left rail. */
export function Section(props: {
  id: string;
  title: string;
  about?: string | undefined;
  sticky?: boolean;
  children: ReactNode;
}) {
  return (
    <section className="sec" id={props.id} aria-labelledby={`${props.id}-heading`}>
      <div className={props.sticky === true ? "rail stays" : "rail"}>
        <h2 id={`${props.id}-heading`}>{props.title}</h2>
        {props.about === undefined ? null : <p>{props.about}</p>}
      </div>
      <div className="body">{props.children}</div>
    </section>
  );
}

/** A section as wide as the page, its heading above. */
export function WideSection(props: { id: string; title: string; about: string; children: ReactNode }) {
  return (
    <section className="sec wide" id={props.id} aria-labelledby={`${props.id}-heading`}>
      <div className="above-all">
        <h2 id={`${props.id}-heading`}>{props.title}</h2>
        <p>{props.about}</p>
      </div>
      <div className="body">{props.children}</div>
    </section>
  );
}

/** What a reader may leave closed. `printed`: opened on paper; otherwise paper says that it is in the report on screen. */
export function Fold(props: {
  id?: string;
  summary: ReactNode;
  printed?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <details
      id={props.id}
      className={["fold", props.className].filter(Boolean).join(" ")}
      data-print={props.printed === true ? "open" : undefined}
    >
      <summary>{props.summary}</summary>
      <div className="folded">{props.children}</div>
    </details>
  );
}

/** Marks what nobody had to do. */
export function Extra({ children }: { children: ReactNode }) {
  return (
    <span className="extra">
      <Glyph shape="plus" />
      {children}
    </span>
  );
}

export function quoted(words: Words, text: string): string {
  return text === "" ? "" : `“${innerQuotes(text)}”`;
}
