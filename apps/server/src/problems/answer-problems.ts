import { isAway } from "@assay/store";
import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { isFull, noRoom } from "../edge/free-space.ts";
import { bodyOf, Problem, problems } from "./problem.ts";

/** Every refusal in one form, and never more than that of what went wrong inside. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error);
    if (problem.code === "our-mistake") request.log.error({ err: error }, "a request failed");
    return answer(reply, problem);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0] ?? "";
    return answer(reply, new Problem("not-found", `Nothing answers ${request.method} ${path}.`));
  });
}

export function answer(reply: FastifyReply, problem: Problem): FastifyReply {
  // What is still on its way is not waited for.
  if (["too-slow", "no-room"].includes(problem.code)) void reply.header("connection", "close");
  // A route that answers with a schema of its own must not have it applied to this.
  return reply
    .code(problems[problem.code].status)
    .type("application/problem+json; charset=utf-8")
    .serializer((body) => (typeof body === "string" ? body : JSON.stringify(body)))
    .send(bodyOf(problem));
}

function problemOf(error: FastifyError): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    // What an address names can't be put right by whoever reads of it.
    if (error.validationContext === "params") {
      return new Problem("not-found", "Nothing is at this address. It may be old or incomplete.");
    }
    const fields = error.validation.map(({ instancePath, message }) => ({
      path: instancePath.replace(/^\//, "").replaceAll("/", "."),
      message: message ?? "is not right",
    }));
    return new Problem("not-valid", "Please look at what is marked, and send it again.", fields);
  }
  if (isFull(error)) return noRoom();
  if (isAway(error)) return new Problem("away-for-a-moment", "Nothing was lost. Please try again in a moment.");
  if (isUnstorable(error)) {
    return new Problem(
      "not-valid",
      "Something in it can't be kept, such as an invisible control character. Take it out, and send it again.",
    );
  }
  if (error.statusCode === 413) return new Problem("too-large", "It is larger than what is taken here.");
  if (error.statusCode === 415) return new Problem("wrong-type", "Send it as JSON, or a file as a form.");
  if (error.statusCode === 429) return new Problem("too-many", error.message);
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Problem("not-valid", error.message);
  }
  return new Problem(
    "our-mistake",
    "Nothing you typed was lost. Please try again; if it stays, tell whoever runs Assay.",
  );
}

/** What PostgreSQL says of values that its types don't hold: class 22, data exceptions. */
function isUnstorable(error: Error): boolean {
  return "severity" in error && "code" in error && /^22...$/.test(String(error.code));
}
