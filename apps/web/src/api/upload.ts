import { Refused, type ProblemBody } from "./client.ts";

/** Sends one file as a form, and tells how much of it has left. `fetch` can't tell that. @throws Refused */
export async function upload<T>(
  path: string,
  file: File,
  onSent: (share: number) => void,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> {
  const form = new FormData();
  form.append("file", file);
  const request = new XMLHttpRequest();
  await new Promise<void>((resolve, reject) => {
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      onSent(total === 0 ? 0 : loaded / total);
    });
    request.addEventListener("load", () => {
      resolve();
    });
    request.addEventListener("error", () => {
      reject(new Refused({ code: "offline", status: 0, title: "", detail: "" }));
    });
    request.open("POST", path);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(form);
  });
  const isRight = request.status >= 200 && request.status < 300;
  const body = read(request.responseText);
  if (isRight) return body as T;
  const isProblem = typeof body === "object" && body !== null && "code" in body;
  throw new Refused(
    isProblem ? (body as ProblemBody) : { code: "our-mistake", status: request.status, title: "", detail: "" },
  );
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
