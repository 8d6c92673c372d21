import { applyDecorators } from "@nestjs/common";
import { IsString, Matches, MaxLength } from "class-validator";

/** Text that PostgreSQL can keep: it takes no NUL. */
export const IsText = (longest: number) => applyDecorators(IsString(), MaxLength(longest), Matches(/^[^\0]*$/));
