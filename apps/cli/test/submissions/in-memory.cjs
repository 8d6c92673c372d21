// A login system that keeps all in memory, plain passwords included: it starts, works, and has what checks should find.
const { createServer } = require("node:http");
const { randomUUID } = require("node:crypto");

const accounts = new Map();
const sessions = new Map();

function route(name, input, request) {
  const account = sessions.get(/^Bearer (.+)/.exec(request.headers.authorization ?? "")?.[1]);
  if (name === "GET /health") return [200, {}];
  if (name === "POST /signup") {
    const email = input.email.trim().toLowerCase();
    if (accounts.has(email)) return [409, { error: { message: "taken" } }];
    const made = { id: randomUUID(), email, name: input.name, password: input.password };
    accounts.set(email, made);
    return [201, { user: { id: made.id, email, name: made.name } }];
  }
  if (name === "POST /login") {
    const found = accounts.get(String(input.email).trim().toLowerCase());
    if (found?.password !== input.password) return [401, { error: { message: "no" } }];
    const token = randomUUID();
    sessions.set(token, found);
    return [200, { token }];
  }
  if (name === "GET /me" && account)
    return [200, { id: account.id, email: account.email, name: account.name, bio: "" }];
  return name === "GET /me" ? [401, { error: { message: "who?" } }] : [404, {}];
}

createServer((request, response) => {
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    let status = 400;
    let content = { error: { message: "what?" } };
    try {
      [status, content] = route(`${request.method} ${request.url}`, JSON.parse(body || "{}"), request);
    } catch {
      // Not understood.
    }
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(content));
  });
}).listen(process.env.PORT);
