/** The token for GitHub: from the environment, else from the `gh` command where somebody is logged in. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** A public pull request must not wait long for a command that hangs. */
const TIMEOUT = 3000

/** Null to read as anybody. */
export async function gitHubToken(host: string): Promise<string | null> {
  const given = process.env.GH_TOKEN || process.env.GITHUB_TOKEN
  if (given) return given
  try {
    const { stdout } = await promisify(execFile)('gh', ['auth', 'token', '--hostname', host], { timeout: TIMEOUT })
    return stdout.trim() || null
  } catch {
    return null
  }
}
