import { describe, expect, it } from "vitest";
import type { Exchange } from "../../src/edge/exchange.ts";
import { evaluateExpression } from "../../src/operations/expression.ts";

function answering(body: string, headers: Exchange["request"]["headers"] = []): Exchange {
  return {
    id: 1,
    person: "person-1",
    copy: 0,
    connection: { id: 1, reused: false, from: "127.1.0.3" },
    request: { method: "GET", path: "/", headers: [], bodyBytes: 0 },
    response: { status: 201, headers, body, bodyBytes: body.length, cut: false },
    at: { planned: 0, sent: 0, end: 1 },
  };
}

describe("a runtime expression", () => {
  it("finds a member, however deep, and one whose name needs escaping", async () => {
    const exchange = answering('{"user":{"id":7,"a/b":{"~":"tilde"}},"list":["zero","one"]}');
    expect(await evaluateExpression("$response.body#/user/id", { exchange })).toBe(7);
    expect(await evaluateExpression("$response.body#/user/a~1b/~0", { exchange })).toBe("tilde");
    expect(await evaluateExpression("$response.body#/list/1", { exchange })).toBe("one");
  });

  it("finds a form's field as a browser shows it, a long text too", async () => {
    const long = '<textarea name="bio">\r\n\r\nI &lt;3 <b>cats</b> &amp;\r\ndogs</textarea>';
    const exchange = answering(
      `<form><input name="name" value="Ada &amp; Bo">${long}<textarea name="none">\n</textarea></form>`,
    );
    expect(await evaluateExpression("$response.form#/name", { exchange })).toBe("Ada & Bo");
    expect(await evaluateExpression("$response.form#/bio", { exchange })).toBe("\nI <3 <b>cats</b> &\ndogs");
    expect(await evaluateExpression("$response.form#/none", { exchange })).toBe("");
    expect(await evaluateExpression("$response.form#/other", { exchange })).toBeUndefined();
  });

  it("finds the status and a header whatever its case", async () => {
    const exchange = answering("", [["Location", "/users/7"]]);
    expect(await evaluateExpression("$statusCode", { exchange })).toBe(201);
    expect(await evaluateExpression("$response.header.location", { exchange })).toBe("/users/7");
  });

  it("is undefined for what isn't there, and never reaches into a prototype", async () => {
    expect(await evaluateExpression("$response.body#/user/id", { exchange: answering("not JSON") })).toBeUndefined();
    expect(await evaluateExpression("$response.body#/constructor/name", { exchange: answering("{}") })).toBeUndefined();
  });

  it("refuses what it doesn't know", async () => {
    await expect(evaluateExpression("$request.body", { exchange: answering("") })).rejects.toThrow(
      "not a runtime expression",
    );
  });
});
