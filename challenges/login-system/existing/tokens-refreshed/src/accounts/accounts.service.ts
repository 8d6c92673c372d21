import { ConflictException, ForbiddenException, Injectable } from "@nestjs/common";
import { InjectRepository } from "@nestjs/typeorm";
import * as argon2 from "argon2";
import { randomBytes } from "node:crypto";
import { DataSource, QueryFailedError, Repository } from "typeorm";
import { RefreshToken } from "../auth/refresh-token.entity";
import { Account } from "./account.entity";
import type { ChangePasswordDto, LogInDto, SignUpDto, UpdateAccountDto } from "./accounts.dto";

const uniqueViolation = "23505";
const hashed = (password: string) => argon2.hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

@Injectable()
export class AccountsService {
  // Verified against when there is no account, so that both answers take the same time.
  private readonly nobodysHash = hashed(randomBytes(16).toString("hex"));

  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    private readonly database: DataSource,
  ) {}

  find(id: string) {
    return this.accounts.findOneBy({ id });
  }

  async create({ email, password, displayName }: SignUpDto) {
    const account = this.accounts.create({
      ...{ email, passwordHash: await hashed(password), displayName: displayName ?? "", bio: "" },
    });
    try {
      return await this.accounts.save(account);
    } catch (error) {
      if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === uniqueViolation) {
        throw new ConflictException("This email is already in use.");
      }
      throw error;
    }
  }

  /** Null when the email or the password is wrong. */
  async withPassword({ email, password }: LogInDto) {
    const account = await this.accounts.findOneBy({ email });
    const isRight = await argon2.verify(account?.passwordHash ?? (await this.nobodysHash), password);
    return isRight ? account : null;
  }

  async update(account: Account, { displayName, bio }: UpdateAccountDto) {
    const changes = { ...(displayName != null && { displayName }), ...(bio != null && { bio }) };
    if (Object.keys(changes).length > 0) await this.accounts.update(account.id, changes);
    return this.accounts.findOneByOrFail({ id: account.id });
  }

  /** Ends all log-ins, too. */
  async changePassword(account: Account, { currentPassword, newPassword }: ChangePasswordDto) {
    if (!(await argon2.verify(account.passwordHash, currentPassword))) {
      throw new ForbiddenException("The current password is wrong.");
    }
    const passwordHash = await hashed(newPassword);
    await this.database.transaction(async (manager) => {
      await manager.update(Account, account.id, { passwordHash });
      await manager.delete(RefreshToken, { accountId: account.id });
    });
  }

  async remove(account: Account) {
    await this.accounts.delete(account.id);
  }
}
