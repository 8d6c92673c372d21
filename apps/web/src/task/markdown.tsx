import ReactMarkdown from "react-markdown";

/** A text of a challenge's author: markup in it stays text, and its headings stand below the page's own. */
export default function Markdown({ text }: { readonly text: string }) {
  return (
    <ReactMarkdown
      skipHtml
      components={{
        h1: ({ children }) => <h3>{children}</h3>,
        h2: ({ children }) => <h3>{children}</h3>,
        h3: ({ children }) => <h4>{children}</h4>,
        // Files of the challenge's folder are no addresses of ours.
        a: ({ href = "", children }) =>
          /^https?:\/\//.test(href) ? (
            <a href={href} rel="noreferrer">
              {children}
            </a>
          ) : (
            <span>{children}</span>
          ),
        img: () => null,
      }}
    >
      {text}
    </ReactMarkdown>
  );
}
