const { hostile } = require("./support/hostile-text.cjs");

require("node:http")
  .createServer((request, response) => {
    console.log(hostile);
    request.resume();
    response.writeHead(request.url === "/health" ? 200 : 500, {
      "content-type": "application/json",
      "x-said": encodeURI(hostile),
    });
    response.end(JSON.stringify({ error: { message: hostile }, [hostile]: hostile }));
  })
  .listen(process.env.PORT);
