import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ZodPipe } from '../common/zod.pipe.js';
import {
  forgotSchema, logInSchema, resetSchema, signUpSchema,
  type Forgot, type LogIn, type Reset, type SignUp,
} from './auth.schemas.js';
import { AuthService } from './auth.service.js';
import { Login, type CurrentLogin } from './current-user.decorator.js';
import { Public } from './public.decorator.js';
import { SessionsService } from './sessions.service.js';

@Controller()
export class AuthController {
  constructor(private readonly auth: AuthService, private readonly sessions: SessionsService) {}

  @Public()
  @Post('signup')
  async signUp(@Body(new ZodPipe(signUpSchema)) body: SignUp) {
    return { user: await this.auth.signUp(body) };
  }

  @Public()
  @Post('login')
  @HttpCode(200)
  async logIn(@Body(new ZodPipe(logInSchema)) body: LogIn) {
    return { token: await this.auth.logIn(body) };
  }

  @Post('logout')
  @HttpCode(204)
  async logOut(@Login() login: CurrentLogin) {
    await this.sessions.end(login.sessionId);
  }

  @Public()
  @Post('password/forgot')
  @HttpCode(202)
  async forgotPassword(@Body(new ZodPipe(forgotSchema)) body: Forgot) {
    await this.auth.forgotPassword(body.email);
    return { message: 'If there is an account, a mail comes.' };
  }

  @Public()
  @Post('password/reset')
  @HttpCode(200)
  async resetPassword(@Body(new ZodPipe(resetSchema)) body: Reset) {
    await this.auth.resetPassword(body);
    return { message: 'You can log in now.' };
  }
}
