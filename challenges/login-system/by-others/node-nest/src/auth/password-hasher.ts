import { Injectable, OnModuleInit } from '@nestjs/common';
import argon2 from 'argon2';
import { randomBytes } from 'node:crypto';
import { timeLeft } from '../common/deadline.js';
import { unavailable } from '../common/errors.js';

/** OWASP's minimum for Argon2id. */
const COST = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** As many as there are cores: more at once would only need more memory. */
const MAX_RUNNING = 2;
const MAX_WAITING = 150;
const MAX_WAIT_MS = 3000;

@Injectable()
export class PasswordHasher implements OnModuleInit {
  private running = 0;
  private readonly waiting: Array<() => void> = [];
  private nobody = '';

  async onModuleInit(): Promise<void> {
    this.nobody = await this.hash(randomBytes(16).toString('hex'));
  }

  hash(password: string): Promise<string> {
    return this.inTurn(() => argon2.hash(password.normalize('NFC'), COST));
  }

  /** Takes the same time when there is no account (no hash). */
  async verify(hash: string | undefined, password: string): Promise<boolean> {
    const right = await this.inTurn(() => argon2.verify(hash ?? this.nobody, password.normalize('NFC')));
    return right && hash !== undefined;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= MAX_RUNNING) await this.turn();
    else this.running++;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next(); // hands its place on
      else this.running--;
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length >= MAX_WAITING) throw unavailable();
    return new Promise((resolve, reject) => {
      const go = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(go), 1);
        reject(unavailable());
      }, Math.min(MAX_WAIT_MS, Math.max(0, timeLeft() - 500)));
      this.waiting.push(go);
    });
  }
}
