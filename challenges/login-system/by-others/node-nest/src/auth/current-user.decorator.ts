import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** Whoever is logged in, as AuthGuard found them. */
export interface CurrentLogin {
  sessionId: string;
  id: string;
  email: string;
  name: string;
  bio: string;
}

export type RequestWithLogin = Request & { login?: CurrentLogin };

export const Login = createParamDecorator(
  (_data: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<RequestWithLogin>().login,
);
