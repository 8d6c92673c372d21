import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { notLoggedIn } from '../common/errors.js';
import type { RequestWithLogin } from './current-user.decorator.js';
import { IS_PUBLIC } from './public.decorator.js';
import { SessionsService } from './sessions.service.js';

@Injectable()
export class AuthGuard implements CanActivate {
  constructor(private readonly reflector: Reflector, private readonly sessions: SessionsService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(IS_PUBLIC, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<RequestWithLogin>();
    const token = /^Bearer +([\w-]{43})$/i.exec(request.headers.authorization ?? '')?.[1];
    const login = token && (await this.sessions.find(token));
    if (!login) throw notLoggedIn();
    request.login = login;
    return true;
  }
}
