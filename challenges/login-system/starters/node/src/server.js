import { buildApp } from "./app.js";
import { openDatabase } from "./database.js";
import { settings } from "./settings.js";

const database = openDatabase(settings.databaseUrl);
const app = buildApp({ database });
await app.listen({ port: settings.port, host: "0.0.0.0" });
