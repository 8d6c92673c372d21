import bcrypt from "bcryptjs";

const rounds = 10;
// Compared against where there is no such user, so that both answers take equally long.
const nobodys = bcrypt.hashSync("nobody has this password", rounds);

// bcryptjs works in our one thread, a tenth of a second at a time. Many side by side would keep all else waiting, and
// the database's time limits would pass meanwhile.
let last = Promise.resolve();
const inTurn = (work) => (last = last.then(work, work));

export const hashOf = (password) => inTurn(() => bcrypt.hash(password, rounds));

/** False where there is no hash, after as long. */
export async function matches(password, hash) {
  const isRight = await inTurn(() => bcrypt.compare(password, hash ?? nobodys));
  return isRight && hash !== undefined;
}
