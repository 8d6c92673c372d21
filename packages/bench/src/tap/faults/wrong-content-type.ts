import { valueOf, without, type Rewrite } from "../http-reply.ts";

/** The body stays as it is. */
export const wrongContentType: Rewrite = (reply) => {
  const isJson = /[/+]json\b/i.test(valueOf(reply.headers, "content-type") ?? "");
  return {
    ...reply,
    headers: [
      ...without(reply.headers, "content-type"),
      "Content-Type",
      isJson ? "text/html; charset=utf-8" : "application/json",
    ],
  };
};
