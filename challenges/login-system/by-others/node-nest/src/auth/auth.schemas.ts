import { z } from 'zod';
import { anyPassword, body, email, name, newPassword } from '../common/schemas.js';

export const signUpSchema = body({ email, password: newPassword, name });
export const logInSchema = body({ email, password: anyPassword });
export const forgotSchema = body({ email });
export const resetSchema = body({
  email,
  token: z.string({ error: 'A token is needed.' }).max(200, { error: 'The token is too long.' }),
  newPassword,
});

export type SignUp = z.infer<typeof signUpSchema>;
export type LogIn = z.infer<typeof logInSchema>;
export type Forgot = z.infer<typeof forgotSchema>;
export type Reset = z.infer<typeof resetSchema>;
