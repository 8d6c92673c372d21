// Says that it is well, and answers nothing else.
require("node:http")
  .createServer((request, response) => {
    if (request.url === "/health") response.end("{}");
  })
  .listen(process.env.PORT);
