export { default } from "../../../../../packages/bench/test/evaluation/challenge/challenge.ts";
