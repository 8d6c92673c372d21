/** How much a submission may be. Generous for source code; far below what hurts the machine. */
export interface ReceiveLimits {
  /** All its files together, unpacked. */
  readonly bytes: number;
  readonly files: number;
  /** Of the archive itself. */
  readonly archiveBytes: number;
  /** Unpacked bytes for each packed byte, counted above `ratioFromBytes`: plain text rarely exceeds 20. */
  readonly ratio: number;
  /** Below so many unpacked bytes, the ratio doesn't matter: a small file of blanks is no bomb. */
  readonly ratioFromBytes: number;
  /** Folders in folders. */
  readonly depth: number;
  /** Characters of a path. */
  readonly pathLength: number;
}

const MB = 1024 * 1024;

export const receiveLimits: ReceiveLimits = {
  bytes: 256 * MB,
  files: 20_000,
  archiveBytes: 100 * MB,
  ratio: 100,
  ratioFromBytes: 10 * MB,
  depth: 40,
  pathLength: 1_000,
};
