const { createServer } = require("node:http");

/** Answers GET /health, and POST /act with what `act` returns for its word. Resolves when it listens. */
exports.serve = (act, port = process.env.PORT) =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      if (request.url === "/health") return void response.end("{}");
      let body = "";
      request.on("data", (part) => (body += part));
      request.on("end", async () => {
        const answer = (status, content) => {
          response.writeHead(status, { "content-type": "application/json" });
          response.end(JSON.stringify(content));
        };
        try {
          const { word } = JSON.parse(body || "{}");
          answer(200, { word, ...(await act?.(word)) });
        } catch (error) {
          answer(500, { error: { message: String(error?.message ?? error) } });
        }
      });
    });
    server.listen(port, () => resolve(server));
  });
