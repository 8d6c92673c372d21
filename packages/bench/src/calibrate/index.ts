/** What the applications prove a challenge with. */
export {
  calibrate,
  isWanted,
  variantsOf,
  type Calibrated,
  type CalibrateOptions,
  type CalibrateProgress,
  type Evaluate,
} from "./calibrate.ts";
export { readTrackRecord, summaryOf, type TrackRecord } from "./track-record.ts";
export { trackRecordPage } from "./track-record-page.ts";
export { writeTrackRecord } from "./write-track-record.ts";
export { packFaults } from "./pack-rules.ts";
export { tellCalibration } from "./tell.ts";
export { findVariants, type Variant } from "./variant.ts";
export { withWorkingCopy } from "./working-copy.ts";
