import { Body, Controller, HttpCode, Post } from "@nestjs/common";
import { LogInDto } from "../accounts/accounts.dto";
import { IsText } from "../text.decorator";
import { AuthService } from "./auth.service";

class RefreshDto {
  @IsText(200)
  refreshToken: string;
}

@Controller("auth")
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post("login")
  @HttpCode(200)
  logIn(@Body() body: LogInDto) {
    return this.auth.logIn(body);
  }

  @Post("refresh")
  @HttpCode(200)
  refresh(@Body() { refreshToken }: RefreshDto) {
    return this.auth.refresh(refreshToken);
  }

  @Post("logout")
  @HttpCode(204)
  async logOut(@Body() { refreshToken }: RefreshDto) {
    await this.auth.logOut(refreshToken);
  }
}
