import { rateLimit } from "express-rate-limit";

const minute = 60_000;
const message = { error: "Too many requests. Please try again later." };

/** For each address. */
export const requestLimit = rateLimit({
  windowMs: minute,
  limit: 30,
  standardHeaders: "draft-8",
  legacyHeaders: false,
  message,
});

/** For each account; a login that works doesn't count. */
export const loginLimit = rateLimit({
  windowMs: 15 * minute,
  limit: 5,
  standardHeaders: "draft-8",
  legacyHeaders: false,
  skipSuccessfulRequests: true,
  keyGenerator: (request) => request.user?.email ?? request.body.email,
  message,
});
