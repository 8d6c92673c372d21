import { SetMetadata } from '@nestjs/common';

export const IS_PUBLIC = 'isPublic';
/** For requests that need no log-in; all others do. */
export const Public = () => SetMetadata(IS_PUBLIC, true);
