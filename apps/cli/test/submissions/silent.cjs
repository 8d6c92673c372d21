// Says that it is well, refuses the first to sign up, and answers nothing from then on.
let asked = 0;
require("node:http")
  .createServer((request, response) => {
    if (request.url === "/health") return response.end("{}");
    if (asked++ > 1) return undefined;
    response.writeHead(500);
    return response.end();
  })
  .listen(process.env.PORT);
