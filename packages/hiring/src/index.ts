export {
  accountsIn,
  maySign,
  mostOfSignedFile,
  nameMask,
  NamesHidden,
  signaturesIn,
  tidy,
  type HiddenPerson,
  type HidingOptions,
  type Known,
  type NameMask,
} from "./blind/index.ts";
export { pay, rowsOf, science, type Row } from "./figures/figures.ts";
export { figureSources, type FigureId, type FigureSource } from "./figures/sources.ts";
export {
  answerMarks,
  competencies,
  explainedHow,
  minutesInAll,
  minutesOf,
  points,
  probes,
  type AnswerMark,
  type Competency,
  type ExplainedHow,
  type Point,
} from "./interview/kit.ts";
export {
  mostQuestions,
  questionsFromResult,
  type AskedBecause,
  type AskedCheck,
  type ResultQuestion,
} from "./interview/questions.ts";
export { combineScorecards, mostPoints, type Combined, type Range, type Scorecard } from "./scorecard/combine.ts";
export { ratingDifferencesOf, type Difference } from "./scorecard/differences.ts";
export { areEqual, equalWeights, possibleWeights, shortestReason, whyNoRule, type Weights } from "./scorecard/rule.ts";
export * from "./letters/index.ts";
export * from "./plan/index.ts";
export { breakEven, costToDone, sameCostHours } from "./cost/cost-to-done.ts";
export {
  experiences,
  forms,
  payRange,
  regions,
  works,
  type Experience,
  type Form,
  type NoFigure,
  type PayQuestion,
  type PayRange,
  type Region,
  type Unknown,
  type Work,
} from "./cost/pay-range.ts";
export { type Origin, type SourcedRange } from "./cost/range.ts";
export { answerNeed, type NeedAnswer, type NeedReason, type NeedWhen } from "./need/answer-need.ts";
export { fitsOf, type Fit } from "./need/fits.ts";
export {
  isNeedAnswer,
  needAnswersIn,
  needQuestionIds,
  needQuestions,
  notSure,
  type NeedAnswers,
  type NeedQuestion,
} from "./need/questions.ts";
export { needBuilds, needRules, type NeedBuild, type NeedInstead, type NeedRule } from "./need/rules.ts";
export { biasedWords, biasIn, biasSources, withInstead, type BiasedWord, type BiasMark } from "./post/biased-words.ts";
export { contactsIn, type Contact } from "./post/contacts.ts";
export { contractPlaceOf, contractPlaces, type ContractPlace } from "./post/contract-place.ts";
export {
  jobPostOf,
  type JobPost,
  type PostFacts,
  type PostField,
  type PostGap,
  type PostPart,
} from "./post/job-post.ts";
export { payGapOf, testPaid, type PayGap, type TestPaid } from "./post/pay.ts";
export { placeRules, placeSources, postPlaces, type PlaceRule, type PostPlace } from "./post/places.ts";
export { similarWorkQuestions, type SimilarWorkQuestion } from "./similar-work/questions.ts";
export { type CodeFile } from "./walk-through/code-files.ts";
export { type Place } from "./walk-through/places.ts";
export {
  changePrompts,
  pointedAt,
  pointedAtChanges,
  type ChangePrompt,
  type Pointed,
} from "./walk-through/walk-through.ts";
export {
  fairnessCountries,
  fairnessQuestions,
  strangeAnswer,
  type FairnessAnswers,
  type FairnessCountry,
  type FairnessQuestion,
} from "./fairness/countries.ts";
export { fisherExact, type TwoGroups } from "./fairness/fisher.ts";
export { fairnessResult, leastInGroup, leastPeople, type FairnessResult } from "./fairness/results.ts";
export { selectionRates, type GroupCount, type GroupRate } from "./fairness/selection-rates.ts";
