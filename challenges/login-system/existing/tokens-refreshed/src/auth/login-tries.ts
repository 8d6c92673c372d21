import { HttpException, HttpStatus, Injectable } from "@nestjs/common";

/** Ten tries for one email in a quarter of an hour, from any address. */
const most = 10;
const windowMs = 15 * 60_000;
const mostEmails = 10_000;

@Injectable()
export class LoginTries {
  private readonly triesOf = new Map<string, { readonly since: number; count: number }>();

  /** Called before the password is looked at, so that many at one instant count as well. */
  count(email: string) {
    const now = Date.now();
    const tries = this.triesOf.get(email);
    if (tries === undefined || now - tries.since >= windowMs) {
      if (this.triesOf.size >= mostEmails) this.forgetOld(now);
      this.triesOf.set(email, { since: now, count: 1 });
    } else if (++tries.count > most) {
      throw new HttpException("Too many tries. Please wait a quarter of an hour.", HttpStatus.TOO_MANY_REQUESTS);
    }
  }

  /** Who logged in was no guesser. */
  forget(email: string) {
    this.triesOf.delete(email);
  }

  private forgetOld(now: number) {
    for (const [email, { since }] of this.triesOf) if (now - since >= windowMs) this.triesOf.delete(email);
    // Still full: the oldest goes, as the first that was put in.
    const [oldest] = this.triesOf.keys();
    if (this.triesOf.size >= mostEmails && oldest !== undefined) this.triesOf.delete(oldest);
  }
}
