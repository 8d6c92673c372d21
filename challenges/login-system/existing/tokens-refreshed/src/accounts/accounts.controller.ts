import {
  Body,
  Controller,
  createParamDecorator,
  Delete,
  ExecutionContext,
  Get,
  HttpCode,
  Patch,
  Post,
  Put,
  UseGuards,
} from "@nestjs/common";
import type { Request } from "express";
import { OwnerGuard } from "../auth/owner.guard";
import type { Account } from "./account.entity";
import { accountView, ChangePasswordDto, SignUpDto, UpdateAccountDto } from "./accounts.dto";
import { AccountsService } from "./accounts.service";

/** The account that the guard has let in. */
const Owner = createParamDecorator(
  (_data: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<Request & { account: Account }>().account,
);

@Controller("accounts")
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Post()
  async create(@Body() body: SignUpDto) {
    return accountView(await this.accounts.create(body));
  }

  @Get(":id")
  @UseGuards(OwnerGuard)
  show(@Owner() account: Account) {
    return accountView(account);
  }

  @Patch(":id")
  @UseGuards(OwnerGuard)
  async update(@Owner() account: Account, @Body() body: UpdateAccountDto) {
    return accountView(await this.accounts.update(account, body));
  }

  @Put(":id/password")
  @UseGuards(OwnerGuard)
  @HttpCode(204)
  async changePassword(@Owner() account: Account, @Body() body: ChangePasswordDto) {
    await this.accounts.changePassword(account, body);
  }

  @Delete(":id")
  @UseGuards(OwnerGuard)
  @HttpCode(204)
  async remove(@Owner() account: Account) {
    await this.accounts.remove(account);
  }
}
