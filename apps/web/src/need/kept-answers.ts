import { needAnswersIn, type NeedAnswers } from "@assay/hiring";

const key = "assay.need";

/** What was answered in this window: it outlives a reload, and nobody else sees it. */
export function keptAnswers(): NeedAnswers {
  try {
    return needAnswersIn(JSON.parse(sessionStorage.getItem(key) ?? "{}"));
  } catch {
    return {};
  }
}

export function keepAnswers(answers: NeedAnswers): void {
  sessionStorage.setItem(key, JSON.stringify(answers));
}
