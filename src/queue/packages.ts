/** The packages that only the App needs: they come beside casewright, so that its other commands stay small. */
import { KnownError } from '../errors.ts'

/** What a package's import gives, or how to install what is missing. */
export async function needed<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error
    throw new KnownError(
      `the App needs the package ${name}, and it is not installed here. Beside casewright install what the App runs on: npm install probot@14 pg-boss@12 @electric-sql/pglite@0.5 prom-client@15`,
      { cause: error },
    )
  }
}
