import { AsyncLocalStorage } from 'node:async_hooks';
import type { NextFunction, Request, Response } from 'express';

/** Every request is answered within 5 s; what it waits for shares this much. */
const REQUEST_BUDGET_MS = 4200;
const storage = new AsyncLocalStorage<number>();

export function deadlineMiddleware(_req: Request, _res: Response, next: NextFunction): void {
  storage.run(Date.now() + REQUEST_BUDGET_MS, next);
}

/** Milliseconds that the current request may still take. Outside of a request: the whole budget. */
export function timeLeft(): number {
  const deadline = storage.getStore();
  return deadline === undefined ? REQUEST_BUDGET_MS : deadline - Date.now();
}

/** Waits for `promise`, at most as long as the request has left; then throws what `onTimeout` makes. */
export async function withinDeadline<T>(promise: Promise<T>, onTimeout: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(onTimeout()), Math.max(0, timeLeft()));
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
