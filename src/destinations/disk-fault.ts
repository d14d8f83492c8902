/** What a disk's refusal means, in words. */
import { KnownError } from '../errors.ts'

/** Whether an error came from the operating system. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && !(error instanceof KnownError) && 'code' in error && 'syscall' in error
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  ENAMETOOLONG: 'its path is too long',
}

/** The fault for a folder that could not be written. */
export function refused(folder: string, error: NodeJS.ErrnoException): KnownError {
  const why = reasons[error.code ?? ''] ?? error.message
  return new KnownError(`${folder} could not be written: ${why}. Nothing was left there. Choose another --out.`, {
    exitCode: 3,
    cause: error,
  })
}
