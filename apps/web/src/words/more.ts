import { enMore } from "./en-more.ts";
import { learn } from "./words.tsx";

/** Loaded for what it does. */
learn(enMore);
