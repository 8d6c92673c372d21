export { default } from "../../../challenges/act/checks/answer.ts";
