import mongoose from "mongoose";
import { app } from "./app.js";
import { User } from "./user.js";

const { MONGODB_URI, PORT = "8080" } = process.env;
if (!MONGODB_URI) throw new Error("MONGODB_URI is missing.");

mongoose.set("bufferTimeoutMS", 3_000);
await mongoose.connect(MONGODB_URI, {
  serverSelectionTimeoutMS: 3_000,
  connectTimeoutMS: 2_000,
  socketTimeoutMS: 4_000,
  waitQueueTimeoutMS: 3_000,
});
// The unique index is there before anyone signs up.
await User.init();

const server = app.listen(Number(PORT));
process.once("SIGTERM", () => server.close(() => mongoose.disconnect()));
