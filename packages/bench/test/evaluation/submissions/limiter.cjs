const { readFileSync } = require("node:fs");
const { createServer } = require("node:http");

/** Takes so many requests in so many seconds, from all visitors together. `limit.json` says how many, and what Retry-After says. */
const { requests, seconds, retryAfter } = JSON.parse(readFileSync(`${__dirname}/limit.json`, "utf8"));

let taken = [];
createServer((request, response) => {
  if (request.url === "/health") return void response.end("{}");
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    const now = Date.now();
    taken = taken.filter((moment) => moment > now - seconds * 1000);
    const isLimited = taken.length >= requests;
    if (!isLimited) taken.push(now);
    response.writeHead(isLimited ? 429 : 200, {
      "content-type": "application/json",
      ...(isLimited ? { "retry-after": retryAfter } : {}),
    });
    response.end(isLimited ? "{}" : body);
  });
}).listen(process.env.PORT);
