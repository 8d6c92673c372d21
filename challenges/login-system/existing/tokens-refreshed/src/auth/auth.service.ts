import { Injectable, UnauthorizedException } from "@nestjs/common";
import { JwtService } from "@nestjs/jwt";
import { InjectRepository } from "@nestjs/typeorm";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { DataSource, EntityManager, IsNull, MoreThan, Repository } from "typeorm";
import type { LogInDto } from "../accounts/accounts.dto";
import { AccountsService } from "../accounts/accounts.service";
import { LoginTries } from "./login-tries";
import { RefreshToken } from "./refresh-token.entity";

const refreshTokenLifetime = 30 * 24 * 60 * 60 * 1000;
const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

@Injectable()
export class AuthService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly jwt: JwtService,
    private readonly database: DataSource,
    private readonly tries: LoginTries,
    @InjectRepository(RefreshToken) private readonly tokens: Repository<RefreshToken>,
  ) {}

  async logIn(body: LogInDto) {
    this.tries.count(body.email);
    const account = await this.accounts.withPassword(body);
    if (account === null) throw new UnauthorizedException("Wrong email or password.");
    this.tries.forget(body.email);
    return this.pair(this.database.manager, account.id, randomUUID());
  }

  /** Each refresh token is good once. When one comes a second time, someone has a copy: its whole family ends. */
  async refresh(refreshToken: string) {
    const tokenHash = hashOf(refreshToken);
    const pair = await this.database.transaction(async (manager) => {
      const { affected } = await manager.update(
        RefreshToken,
        { tokenHash, usedAt: IsNull(), expiresAt: MoreThan(new Date()) },
        { usedAt: new Date() },
      );
      if (affected !== 1) return undefined;
      const { accountId, familyId } = await manager.findOneByOrFail(RefreshToken, { tokenHash });
      return this.pair(manager, accountId, familyId);
    });
    if (pair !== undefined) return pair;
    await this.logOut(refreshToken);
    throw new UnauthorizedException("Please log in again.");
  }

  async logOut(refreshToken: string) {
    const token = await this.tokens.findOneBy({ tokenHash: hashOf(refreshToken) });
    if (token !== null) await this.tokens.delete({ familyId: token.familyId });
  }

  private async pair(manager: EntityManager, accountId: string, familyId: string) {
    const refreshToken = randomBytes(32).toString("base64url");
    const expiresAt = new Date(Date.now() + refreshTokenLifetime);
    await manager.insert(RefreshToken, { accountId, familyId, tokenHash: hashOf(refreshToken), expiresAt });
    return { accountId, accessToken: await this.jwt.signAsync({ sub: accountId }), refreshToken };
  }
}
