import type { Result } from "@assay/bench/result";
import { renderToStaticMarkup } from "react-dom/server";
import type { ReportOptions } from "./catalogue.ts";
import { drawingStyle } from "./page/style.ts";
import { readingOf } from "./reading/reading.ts";
import { drawingOf } from "./timeline/drawing.ts";
import { keysOf } from "./timeline/legend.tsx";
import { linesWithin } from "./timeline/text-box.ts";
import { Patterns, Shapes } from "./timeline/timeline.tsx";

const margin = 40;
const id = "pressure";
/** Sentences are set larger than the texts that `linesWithin` measures. */
const sentenceScale = 15 / 12.5;
const sentenceHeight = 22;

const ownStyle = `
.ground { fill: var(--paper); }
.timeline .heading { fill: var(--ink); font: 500 27px var(--serif); }
.timeline .sentence { font-size: 15px; }
.timeline .key { font-size: 13.5px; }
`;

/**
 * The picture of the run under pressure as one file that needs nothing else, with what it is about, its key and its
 * numbers in words; it follows the reader's light or dark. Undefined where there was no such run. Pure.
 */
export function renderPressureSvg(result: Result, options: ReportOptions): string | undefined {
  const { pressure, words, heading, task, day } = readingOf(result, {}, options);
  if (pressure === undefined) return undefined;
  const drawing = drawingOf(pressure, words, "wide");
  const sentences = linesWithin(pressure.sentence, drawing.width / sentenceScale, Infinity) ?? [pressure.sentence];
  const keysAt = 96 + sentences.length * sentenceHeight;
  const drawingAt = keysAt + 42;
  const width = drawing.width + 2 * margin;
  const height = drawingAt + drawing.height + margin - 8;
  const svg = renderToStaticMarkup(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      className="timeline"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-about`}
      lang={options.language}
    >
      <title id={`${id}-title`}>
        {words.say("picture.title", { time: words.spoken(pressure.fact.durationMs) })}: {heading}
      </title>
      <desc id={`${id}-about`}>{pressure.description}</desc>
      <style dangerouslySetInnerHTML={{ __html: drawingStyle + ownStyle }} />
      <Patterns id={id} />
      <rect className="ground" width={width} height={height} />
      <text className="quiet" x={margin} y="38">
        {[heading, task, day, words.say("brand") + words.say("brand.rest")].join(" · ")}
      </text>
      <text className="heading" x={margin} y="74">
        {pressure.heading}
      </text>
      {sentences.map((line, at) => (
        <text key={line} className="sentence" x={margin} y={102 + at * sentenceHeight}>
          {line}
        </text>
      ))}
      {keysOf(id, words).map(({ name, sample, text }, at) => (
        <g key={name} transform={`translate(${margin + (keyPlaces[at] ?? 0)} ${keysAt})`}>
          {sample}
          <text className="key" x="34" y="12">
            {text}
          </text>
        </g>
      ))}
      <g transform={`translate(${margin} ${drawingAt})`}>
        <Shapes id={id} drawing={drawing} />
      </g>
    </svg>,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`;
}

/** Where each key stands on its one line, with room for the widest of the system's fonts. */
const keyPlaces = [0, 116, 268, 490, 900];
