import { parsePage } from "../operations/page.ts";
import type { Member, Route } from "./route.ts";

const mostForms = 50;

/** The forms of a page. A form's action is taken from where the page stands. */
export async function formsIn(html: string, at: string): Promise<readonly Route[]> {
  return (await parsePage(html))
    .querySelectorAll("form")
    .slice(0, mostForms)
    .flatMap((form): readonly Route[] => {
      const action = pathOf(form.getAttribute("action") ?? "", at);
      const fields = form.querySelectorAll("input, select, textarea, button").flatMap((field) => {
        const name = field.getAttribute("name");
        const type = (field.getAttribute("type") ?? "text").toLowerCase();
        return name === undefined || name === "" ? [] : [{ name, type, field }];
      });
      if (action === undefined || fields.length === 0) return [];
      const hidden = fields.filter(({ type }) => type === "hidden").map(({ name }) => name);
      const members: readonly Member[] = fields
        .filter(({ type }) => type !== "hidden")
        .map(({ name, type, field }) => ({
          path: [name],
          required: type === "submit" || field.tagName === "BUTTON" || field.getAttribute("required") !== undefined,
          ...(type === "submit" || field.tagName === "BUTTON" ? { isButton: true } : {}),
          ...sampleOf(field.getAttribute("value"), type),
        }));
      const isPost = (form.getAttribute("method") ?? "get").toLowerCase() === "post";
      // Not the fields: a sign-up's password speaks of no change of passwords.
      const buttons = fields.filter(({ type, field }) => type === "submit" || field.tagName === "BUTTON");
      const labels = [form.getAttribute("id"), form.getAttribute("name"), ...buttons.map(({ name }) => name)];
      return [
        {
          method: isPost ? "POST" : "GET",
          path: action,
          origin: "page",
          where: `the form at ${at}`,
          name: labels.filter((label) => label !== undefined).join(" "),
          ...(isPost ? { body: { kind: "form", members } } : { query: members }),
          page: { path: at, hidden },
        },
      ];
    });
}

function sampleOf(value: string | undefined, type: string): Pick<Member, "sample"> {
  if (value !== undefined && value !== "") return { sample: value };
  return type === "checkbox" ? { sample: "on" } : {};
}

/** Inside of the backend itself; a form of another site is none of ours. */
function pathOf(action: string, at: string): string | undefined {
  const here = new URL(at, "https://shop.example");
  try {
    const target = new URL(action, here);
    return target.host === here.host ? `${target.pathname}${target.search}` : undefined;
  } catch {
    return undefined;
  }
}
