import { ArgumentsHost, Catch, BadRequestException, ServiceUnavailableException } from "@nestjs/common";
import { BaseExceptionFilter } from "@nestjs/core";

// A connection that was refused or lost, and a server that is starting or stopping.
const unavailable = /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08\w{3}|57P\d{2}|53300)$/;
const timedOut = /timeout|connection terminated/i;

/** Says "try again later" while the database is away; the rest is as Nest has it. */
@Catch()
export class ErrorsFilter extends BaseExceptionFilter {
  override catch(exception: unknown, host: ArgumentsHost) {
    super.catch(translated(exception), host);
  }
}

function translated(exception: unknown): unknown {
  // The body is nested so deep that no validator gets to its end.
  if (exception instanceof RangeError) return new BadRequestException();
  if (!(exception instanceof Error)) return exception;
  const { code, message } = exception as Error & { code?: unknown };
  if ((typeof code === "string" && unavailable.test(code)) || timedOut.test(message)) {
    return new ServiceUnavailableException("Please try again later.", { cause: exception });
  }
  return exception;
}
