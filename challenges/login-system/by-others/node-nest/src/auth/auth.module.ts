import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { MailModule } from '../mail/mail.module.js';
import { AttemptLimiter } from './attempt-limiter.js';
import { AuthController } from './auth.controller.js';
import { AuthGuard } from './auth.guard.js';
import { AuthService } from './auth.service.js';
import { PasswordHasher } from './password-hasher.js';
import { SessionsService } from './sessions.service.js';

@Module({
  imports: [MailModule],
  controllers: [AuthController],
  providers: [AuthService, SessionsService, PasswordHasher, AttemptLimiter, { provide: APP_GUARD, useClass: AuthGuard }],
  exports: [PasswordHasher, AttemptLimiter],
})
export class AuthModule {}
