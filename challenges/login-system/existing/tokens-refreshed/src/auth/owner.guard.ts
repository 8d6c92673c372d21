import { CanActivate, ExecutionContext, ForbiddenException, Injectable, UnauthorizedException } from "@nestjs/common";
import { JwtService } from "@nestjs/jwt";
import type { Request } from "express";
import { AccountsService } from "../accounts/accounts.service";
import type { Account } from "../accounts/account.entity";

/** Lets in whose access token is for the account in the path. */
@Injectable()
export class OwnerGuard implements CanActivate {
  constructor(
    private readonly jwt: JwtService,
    private readonly accounts: AccountsService,
  ) {}

  async canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest<Request & { account?: Account }>();
    const id = await this.accountIdOf(request);
    if (request.params["id"] !== id) throw new ForbiddenException();
    const account = await this.accounts.find(id);
    if (account === null) throw new UnauthorizedException();
    request.account = account;
    return true;
  }

  private async accountIdOf(request: Request) {
    const [scheme, token] = request.headers.authorization?.split(" ") ?? [];
    if (scheme !== "Bearer" || !token) throw new UnauthorizedException();
    try {
      const { sub } = await this.jwt.verifyAsync<{ sub: string }>(token);
      return sub;
    } catch {
      throw new UnauthorizedException();
    }
  }
}
