import { HttpException } from '@nestjs/common';

/** An error whose message is written for the person who made the request. */
export class ApiException extends HttpException {
  constructor(status: number, message: string, readonly retryAfterSeconds?: number) {
    super({ error: { message } }, status);
  }
}

export const invalid = (message: string) => new ApiException(422, message);
export const notLoggedIn = () => new ApiException(401, 'Please log in.');
export const tooManyTries = (seconds: number) =>
  new ApiException(429, 'Too many tries. Please wait a little.', seconds);
export const unavailable = () =>
  new ApiException(503, 'The service is not available at the moment. Please try again soon.', 1);
