import { speakIn } from "./words.tsx";

/** `?language=pseudo` shows what is not in the catalogue, and what breaks when texts are longer. Kept for the visit. */
const chosen = new URLSearchParams(location.search).get("language") ?? sessionStorage.getItem("language");
if (chosen !== null) {
  sessionStorage.setItem("language", chosen);
  speakIn(chosen);
}
