import { setTimeout as sleep } from "node:timers/promises";
import { Router } from "express";

const answersWithinMs = 2_000;

export function healthRoutes({ database }) {
  const router = Router();
  router.get("/health", async (req, res) => {
    const late = sleep(answersWithinMs, false, { ref: false });
    const well = await Promise.race([
      database.ping().then(
        () => true,
        () => false,
      ),
      late,
    ]);
    if (well) res.json({ status: "ok" });
    else res.status(503).json({ status: "unavailable", error: { message: "The database cannot be reached." } });
  });
  return router;
}
