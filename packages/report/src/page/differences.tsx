import type { ReactNode } from "react";
import { differencesOf, type ComparedArea, type ComparedWork, type Differences } from "../reading/differences.ts";
import { barsOf } from "../reading/verdict.ts";
import { standings } from "../reading/tally.ts";
import type { Words } from "../words/words.ts";
import { Bars, Glyph } from "./glyphs.tsx";
import { Fold } from "./parts.tsx";
import { ChangedByPeople } from "./said.tsx";
import { SaidTags } from "./said.tsx";
import { sayDifference } from "../words/differences.ts";

/** A piece of work with what stands at the head of its column. */
export interface Column extends ComparedWork {
  /** The name, where it leads somewhere. */
  readonly head?: ReactNode;
}

interface Compared {
  readonly works: readonly Column[];
  readonly words: Words;
}

/** Where works really differ; what is the same is folded. The columns are in the order given. */
export function DifferencesTable({ works, words }: Compared) {
  const differences = differencesOf(works);
  const differing = differences.areas.filter(({ spread }) => spread > 0);
  return (
    <>
      <table className="side-by-side" aria-label={sayDifference(words, "differ.section")}>
        <thead>
          <tr>
            <td />
            {works.map(({ name, head, reading: { result } }) => (
              <th scope="col" key={name}>
                <span className="whose-name">{head ?? name}</span>
                <span className="whose-verdict">
                  <Bars filled={barsOf[result.verdict]} /> {words.say(`verdict.${result.verdict}`)}
                </span>
                <ChangedByPeople result={result} words={words} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Failed works={works} words={words} differences={differences} />
          <Lost works={works} words={words} />
          {differing.map((area) => (
            <AreaRow key={area.id} works={works} words={words} area={area} />
          ))}
          <AllRow works={works} words={words} />
        </tbody>
      </table>
      {differences.checks.length === 0 ? null : (
        <Fold summary={sayDifference(words, "differ.each", { count: differences.checks.length })} printed>
          <CheckByCheck works={works} words={words} differences={differences} />
        </Fold>
      )}
      <Fold
        summary={sayDifference(words, "differ.same", {
          same: differences.total - differences.checks.length,
          total: differences.total,
        })}
        printed
      >
        <Same differences={differences} words={words} />
      </Fold>
    </>
  );
}

function Row(props: { title: string; about?: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">
        {props.title}
        {props.about === undefined ? null : <span>{props.about}</span>}
      </th>
      {props.children}
    </tr>
  );
}

const mostTitles = 3;

function Failed({ works, words, differences }: Compared & { differences: Differences }) {
  return differences.failed.map(({ severity, in: failed }) => (
    <Row
      key={severity}
      title={words.say(`severity.${severity}`)}
      about={sayDifference(words, severity === "blocker" ? "differ.row.blocker" : "differ.row.serious")}
    >
      {works.map(({ name, reading }, at) => {
        const there = failed[at] ?? [];
        return (
          <td key={name} data-label={name}>
            {reading.result.checks.length === 0 ? (
              sayDifference(words, "differ.not-run")
            ) : (
              <>
                <b className="count">{there.length}</b>
                {there.length === 0 ? null : (
                  <ul className="titles">
                    {there.slice(0, mostTitles).map((check) => (
                      <li key={check.id}>
                        {reading.titleOf(check)} <SaidTags reading={reading} check={check} />
                      </li>
                    ))}
                    {there.length > mostTitles ? (
                      <li>{sayDifference(words, "differ.more", { count: there.length - mostTitles })}</li>
                    ) : null}
                  </ul>
                )}
              </>
            )}
          </td>
        );
      })}
    </Row>
  ));
}

function Lost({ works, words }: Compared) {
  const writes = works.map(({ reading }) => reading.result.pressure?.writes);
  if (new Set(writes.map((one) => one?.lost)).size === 1) return null;
  return (
    <Row title={sayDifference(words, "differ.lost")} about={sayDifference(words, "differ.lost.about")}>
      {works.map(({ name }, at) => {
        const written = writes[at];
        return (
          <td key={name} data-label={name}>
            {written === undefined
              ? sayDifference(words, "differ.lost.unknown")
              : sayDifference(words, "differ.lost.of", { lost: written.lost, confirmed: written.acknowledged })}
          </td>
        );
      })}
    </Row>
  );
}

function AreaRow({ works, words, area }: Compared & { area: ComparedArea }) {
  return (
    <Row title={words.say(`area.${area.id}`)}>
      {works.map(({ name, reading }, at) => {
        const { stood = [], tally } = area.in[at] ?? {};
        if (tally === undefined || stood.length === 0) {
          return (
            <td key={name} data-label={name}>
              {sayDifference(words, "differ.not-run")}
            </td>
          );
        }
        const marks = standings.flatMap((standing) => stood.filter((one) => one.standing === standing));
        return (
          <td key={name} data-label={name}>
            <b>{sayDifference(words, "differ.passed", { passed: tally.of.pass, total: tally.counted })}</b>
            <span className="marks" aria-hidden="true">
              {marks.map(({ check, standing }) => (
                <Glyph key={check.id} shape={standing} hint={reading.titleOf(check)} />
              ))}
            </span>
            <span className="beside">{besideOf(tally, words)}</span>
          </td>
        );
      })}
    </Row>
  );
}

function AllRow({ works, words }: Compared) {
  return (
    <Row title={sayDifference(words, "differ.all")}>
      {works.map(({ name, reading: { tally, result } }) => (
        <td key={name} data-label={name}>
          {result.checks.length === 0 ? (
            sayDifference(words, "differ.not-run")
          ) : (
            <>
              <b>{sayDifference(words, "differ.all.of", { passed: tally.of.pass })}</b>
              <span className="beside">{besideOf(tally, words)}</span>
            </>
          )}
        </td>
      ))}
    </Row>
  );
}

/** "2 failed, 1 not tested" */
function besideOf(tally: ComparedArea["in"][number]["tally"], words: Words): string {
  const untested = tally.counted - tally.established;
  if (tally.of.fail === 0 && untested === 0) return sayDifference(words, "differ.all-passed");
  return [
    ...(tally.of.fail === 0 ? [] : [sayDifference(words, "differ.failed", { failed: tally.of.fail })]),
    ...(untested === 0 ? [] : [sayDifference(words, "differ.untested", { count: untested })]),
  ].join(", ");
}

function CheckByCheck({ works, words, differences }: Compared & { differences: Differences }) {
  return (
    <table
      className="side-by-side each"
      aria-label={sayDifference(words, "differ.each", { count: differences.checks.length })}
    >
      <thead>
        <tr>
          <td />
          {works.map(({ name }) => (
            <th scope="col" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {differences.checks.map(({ id, title, severity, in: there }) => (
          <Row key={id} title={title} about={words.say(`severity.${severity}`)}>
            {works.map(({ name, reading }, at) => {
              const one = there[at];
              return (
                <td key={name} data-label={name}>
                  {one === undefined ? (
                    sayDifference(words, "differ.not-run")
                  ) : (
                    <span className="stood">
                      <Glyph shape={one.standing} /> {words.say(`standing.${one.standing}`)}{" "}
                      <SaidTags reading={reading} check={one.check} />
                    </span>
                  )}
                </td>
              );
            })}
          </Row>
        ))}
      </tbody>
    </table>
  );
}

function Same({ differences: { same }, words }: { differences: Differences; words: Words }) {
  return (
    <dl className="same">
      {same.map(({ standing, titles }) => (
        <div key={standing}>
          <dt>
            {sayDifference(words, `differ.same.${standing}`)}
            <span>{sayDifference(words, "differ.same.checks", { count: titles.length })}</span>
          </dt>
          <dd>
            <ul>
              {titles.map((title) => (
                <li key={title}>{title}</li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}
