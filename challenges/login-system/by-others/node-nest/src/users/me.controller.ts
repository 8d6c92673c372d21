import { Body, Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { Login, type CurrentLogin } from '../auth/current-user.decorator.js';
import { ZodPipe } from '../common/zod.pipe.js';
import {
  changePasswordSchema, updateProfileSchema,
  type ChangePassword, type Profile, type UpdateProfile,
} from './users.schemas.js';
import { UsersService } from './users.service.js';

@Controller('me')
export class MeController {
  constructor(private readonly users: UsersService) {}

  @Get()
  whoAmI(@Login() { id, email, name, bio }: CurrentLogin): Profile {
    return { id, email, name, bio };
  }

  @Patch()
  update(@Login() login: CurrentLogin, @Body(new ZodPipe(updateProfileSchema)) body: UpdateProfile): Promise<Profile> {
    return this.users.update(login.id, body);
  }

  @Post('password')
  @HttpCode(204)
  async changePassword(
    @Login() login: CurrentLogin,
    @Body(new ZodPipe(changePasswordSchema)) body: ChangePassword,
  ): Promise<void> {
    await this.users.changePassword(login, body);
  }

  @Delete()
  @HttpCode(204)
  async delete(@Login() login: CurrentLogin): Promise<void> {
    await this.users.delete(login.id);
  }
}
