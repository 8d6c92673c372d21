import { Transform } from "class-transformer";
import { IsEmail, IsOptional, MinLength } from "class-validator";
import { IsText } from "../text.decorator";
import type { Account } from "./account.entity";

const inSmallLetters = Transform(({ value }: { value: unknown }) =>
  typeof value === "string" ? value.trim().toLowerCase() : value,
);

export class SignUpDto {
  @inSmallLetters
  @IsEmail()
  @IsText(254)
  email: string;

  @MinLength(10)
  @IsText(128)
  password: string;

  @IsOptional()
  @IsText(100)
  displayName?: string;
}

export class LogInDto {
  @inSmallLetters
  @IsText(254)
  email: string;

  @IsText(128)
  password: string;
}

export class UpdateAccountDto {
  @IsOptional()
  @IsText(100)
  displayName?: string;

  @IsOptional()
  @IsText(2000)
  bio?: string;
}

export class ChangePasswordDto {
  @IsText(128)
  currentPassword: string;

  @MinLength(10)
  @IsText(128)
  newPassword: string;
}

/** What its owner sees of it. */
export const accountView = ({ id, email, displayName, bio, createdAt }: Account) => ({
  ...{ id, email, displayName, bio, createdAt },
});
