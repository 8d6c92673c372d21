import { holdRows } from "./testing.ts";

await holdRows("databases");
