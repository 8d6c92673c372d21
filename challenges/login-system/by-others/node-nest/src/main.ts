import 'reflect-metadata';
import { ConsoleLogger, Logger } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import type { Server } from 'node:http';
import { AppModule } from './app.module.js';
import type { Env } from './config/env.js';

const logger = new Logger('Main');

// Nothing restarts us: what slips through is written down, and the service goes on.
process.on('uncaughtException', (error) => logger.error(error.stack));
process.on('unhandledRejection', (error) => logger.error(error instanceof Error ? error.stack : 'unhandled rejection'));

const app = await NestFactory.create<NestExpressApplication>(AppModule, {
  bodyParser: false,
  abortOnError: false,
  logger: new ConsoleLogger({ colors: false, logLevels: ['log', 'warn', 'error', 'fatal'] }),
}).catch((error: Error) => {
  logger.error(error.message);
  process.exit(1);
});
app.disable('x-powered-by');
app.disable('etag');
app.use((_req: Request, res: Response, next: NextFunction) => {
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('X-Content-Type-Options', 'nosniff');
  next();
});
app.useBodyParser('json', { limit: '100kb', inflate: false });

const server = app.getHttpServer() as Server;
server.headersTimeout = 20_000;
server.requestTimeout = 30_000;
server.keepAliveTimeout = 75_000;

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  // Requests in flight get their answer; visitors who are still sending after 5 s do not.
  setInterval(() => server.closeIdleConnections(), 100).unref();
  setTimeout(() => server.closeAllConnections(), 5000).unref();
  setTimeout(() => process.exit(0), 9000).unref();
  await app.close().catch((error: Error) => logger.error(error.stack));
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());

await app.listen(app.get<ConfigService<Env, true>>(ConfigService).get('PORT', { infer: true }), '0.0.0.0');
