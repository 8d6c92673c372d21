import { holdRows } from "./testing.ts";

await holdRows("repositories");
