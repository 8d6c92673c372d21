import { Injectable, Logger, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import pg from 'pg';
import { timeLeft, withinDeadline } from '../common/deadline.js';
import { unavailable } from '../common/errors.js';
import type { Env } from '../config/env.js';
import { migrations } from './migrations.js';

const QUERY_TIMEOUT_MS = 3000;
const MAX_WAITING = 400;
const MIGRATION_LOCK = 7_201_935;

/** The database: a query that can't be done in time, or at all, becomes a 503. */
@Injectable()
export class DatabaseService implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(DatabaseService.name);
  private readonly pool: pg.Pool;
  private ready = false;
  private stopping = false;
  private lastWarning = 0;

  constructor(config: ConfigService<Env, true>) {
    this.pool = new pg.Pool({
      connectionString: config.get('DATABASE_URL', { infer: true }),
      max: 20,
      connectionTimeoutMillis: 1500,
      query_timeout: QUERY_TIMEOUT_MS,
      statement_timeout: 5000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
    });
    // Without a listener, losing an idle connection would end the process.
    this.pool.on('error', (error) => this.warn(error));
  }

  onModuleInit(): void {
    // The database may come later than we do: until then every query is a 503.
    void this.migrateUntilDone();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.race([this.pool.end(), new Promise((resolve) => setTimeout(resolve, 1000))]);
  }

  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    for (let attempt = 1; ; attempt++) {
      const left = timeLeft();
      if (!this.ready || left < 50 || this.pool.waitingCount > MAX_WAITING) throw unavailable();
      try {
        // A query that times out takes its connection with it: pool.query drops a client that failed.
        const config = { text, values, query_timeout: Math.min(left, QUERY_TIMEOUT_MS) } as pg.QueryConfig;
        const running = this.pool.query<Row>(config);
        return (await withinDeadline(running, unavailable)).rows;
      } catch (error) {
        const code = error instanceof pg.DatabaseError ? error.code ?? '' : '';
        if ((code === '40P01' || code === '40001') && attempt < 3) continue; // a deadlock: undone, so try again
        // What the statement itself did wrong (class 22, 23, 42) is ours to handle; all else is the database's state.
        if (/^(22|23|42)/.test(code)) throw error;
        this.warn(error);
        throw unavailable();
      }
    }
  }

  private async migrateUntilDone(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.migrate();
        this.ready = true;
        this.logger.log('The database is ready.');
        return;
      } catch (error) {
        this.warn(error);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  private async migrate(): Promise<void> {
    const client = await this.pool.connect();
    let failure: Error | undefined;
    try {
      await client.query('BEGIN');
      // Two copies may start together: the second waits here for the first.
      await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
      await client.query('CREATE TABLE IF NOT EXISTS schema_migrations (version integer PRIMARY KEY)');
      const { rows } = await client.query<{ version: number }>('SELECT version FROM schema_migrations');
      const done = new Set(rows.map((row) => row.version));
      for (const [index, sql] of migrations.entries()) {
        if (done.has(index + 1)) continue;
        await client.query(sql);
        await client.query('INSERT INTO schema_migrations VALUES ($1)', [index + 1]);
      }
      await client.query('COMMIT');
    } catch (error) {
      failure = error as Error;
      throw error;
    } finally {
      client.release(failure);
    }
  }

  private warn(error: unknown): void {
    if (Date.now() - this.lastWarning < 1000) return;
    this.lastWarning = Date.now();
    this.logger.warn(`Database: ${error instanceof Error ? error.message || error.name : 'unknown error'}`);
  }
}
