import bcrypt from "bcrypt";
import mongoose from "mongoose";

const rounds = 11;
// Compared against where there is no such user, so that both answers take the same time.
const nobodysHash = bcrypt.hashSync("nobody has this password", rounds);

const schema = new mongoose.Schema({
  email: { type: String, required: true, unique: true },
  name: { type: String, default: "" },
  bio: { type: String, default: "" },
  passwordHash: { type: String, required: true },
  // Is part of every token: a new number ends those before.
  tokenVersion: { type: Number, default: 0 },
});

export const User = mongoose.model("User", schema);

export const hashOf = (password) => bcrypt.hash(password, rounds);

/** The user whose email and password these are, else null. */
export async function findByLogin(email, password) {
  const user = await User.findOne({ email });
  const isRight = await bcrypt.compare(password, user?.passwordHash ?? nobodysHash);
  // bcrypt leaves out what comes after 72 bytes.
  return isRight && Buffer.byteLength(password) <= 72 ? user : null;
}

export const viewOf = ({ id, email, name, bio }) => ({ id, email, name, bio });
