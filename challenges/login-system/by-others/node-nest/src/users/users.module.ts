import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { MeController } from './me.controller.js';
import { UsersService } from './users.service.js';

@Module({ imports: [AuthModule], controllers: [MeController], providers: [UsersService] })
export class UsersModule {}
