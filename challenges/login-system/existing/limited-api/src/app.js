import express from "express";
import helmet from "helmet";
import { requestLimit } from "./limits.js";
import { router } from "./routes.js";

export const app = express();
// One proxy stands in front of us.
app.set("trust proxy", 1);
app.use(helmet());
app.use((request, response, next) => {
  response.set("Cache-Control", "no-store");
  next();
});
app.use(requestLimit);
app.use(express.json({ limit: "50kb" }));
app.use("/api", router);

app.use((request, response) => response.status(404).json({ error: "Not found." }));

app.use((error, request, response, next) => {
  if (error.code === 11000) return response.status(409).json({ error: "This email is taken." });
  if (isOfDatabase(error)) return response.status(503).json({ error: "Please try again later." });
  const status = error.status ?? 500;
  if (status >= 500) console.error(error);
  response.status(status).json({ error: status < 500 ? "The request can't be read." : "Something went wrong." });
});

/** It's away, or takes too long. */
const isOfDatabase = ({ name, message }) =>
  /^Mongo(?:Network|ServerSelection|Topology|WaitQueue|NotConnected|PoolCleared)/.test(name) ||
  (name === "MongooseError" && message.includes("timed out"));
