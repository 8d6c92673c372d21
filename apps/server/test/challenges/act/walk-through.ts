import { defineWalkThrough } from "../../../../../packages/bench/src/index.ts";

export default defineWalkThrough({
  prompts: [
    {
      id: "answer",
      ask: "Show me where an answer is made. What happens to a word that is not sent?",
      goodAnswer: "Follows it line by line.",
      weakAnswer: "It works.",
      places: [/serve\(/, /listen/],
    },
    {
      id: "nowhere",
      ask: "Where is a password kept?",
      goodAnswer: "Says that there is none.",
      weakAnswer: "Makes one up.",
      places: [/argon2id\$/],
    },
  ],
});
