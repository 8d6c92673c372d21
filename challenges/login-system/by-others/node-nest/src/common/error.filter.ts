import { ArgumentsHost, Catch, ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { ApiException } from './errors.js';

const MESSAGES: Record<number, string> = {
  400: 'The request could not be understood.',
  404: 'There is nothing here.',
  405: 'This cannot be done here.',
  413: 'The request is too large.',
  415: 'Please send JSON.',
};

/**
 * Gives every error the same shape. Only messages of our own (ApiException) are shown: those of a library may quote
 * what was sent, a password say.
 */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const res = host.switchToHttp().getResponse<Response>();
    if (res.headersSent) return;
    if (error instanceof ApiException) {
      if (error.retryAfterSeconds) res.setHeader('Retry-After', String(error.retryAfterSeconds));
      res.status(error.getStatus()).json(error.getResponse());
      return;
    }
    const status = statusOf(error);
    if (status >= 500) this.logger.error(error instanceof Error ? error.stack : 'Something other than an Error');
    const message = MESSAGES[status] ?? (status < 500 ? MESSAGES[400] : 'Something went wrong.');
    res.status(status).json({ error: { message } });
  }
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  // The body parser's errors (http-errors) carry their status.
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
