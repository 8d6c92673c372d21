import type { MigrationInterface, QueryRunner } from "typeorm";

export class CreateAccounts1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      CREATE TABLE accounts (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        email varchar(254) NOT NULL UNIQUE,
        "passwordHash" varchar(255) NOT NULL,
        "displayName" varchar(100) NOT NULL DEFAULT '',
        bio text NOT NULL DEFAULT '',
        "createdAt" timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE refresh_tokens (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        "accountId" uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        "familyId" uuid NOT NULL,
        "tokenHash" char(64) NOT NULL UNIQUE,
        "expiresAt" timestamptz NOT NULL,
        "usedAt" timestamptz
      )`);
    await runner.query(`CREATE INDEX ON refresh_tokens ("accountId")`);
    await runner.query(`CREATE INDEX ON refresh_tokens ("familyId")`);
  }

  async down(runner: QueryRunner) {
    await runner.query("DROP TABLE refresh_tokens");
    await runner.query("DROP TABLE accounts");
  }
}
