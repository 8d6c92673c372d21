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
export { packFaults } from "./pack-rules.ts";
export { tellCalibration } from "./tell.ts";
export { findVariants, type Variant } from "./variant.ts";
export { withWorkingCopy } from "./working-copy.ts";
