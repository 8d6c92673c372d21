import { PipeTransform } from '@nestjs/common';
import type { ZodType } from 'zod';
import { invalid } from './errors.js';

/** Checks a body against a schema, and leaves out what the schema doesn't name. */
export class ZodPipe<T> implements PipeTransform<unknown, T> {
  constructor(private readonly schema: ZodType<T>) {}

  transform(value: unknown): T {
    const result = this.schema.safeParse(value);
    if (result.success) return result.data;
    throw invalid(result.error.issues[0]?.message ?? 'The request is not valid.');
  }
}
