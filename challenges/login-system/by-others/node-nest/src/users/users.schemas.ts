import { z } from 'zod';
import { anyPassword, bio, body, name, newPassword } from '../common/schemas.js';

export const updateProfileSchema = body({ name: name.optional(), bio: bio.optional() });
export const changePasswordSchema = body({ currentPassword: anyPassword, newPassword });

export type UpdateProfile = z.infer<typeof updateProfileSchema>;
export type ChangePassword = z.infer<typeof changePasswordSchema>;
export interface Profile { id: string; email: string; name: string; bio: string }
