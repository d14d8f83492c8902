/** GitHub's clients for the Action: over node:https, with the runner's own API address. */
import { version } from '../cli/version.ts'
import { type GitHub, gitHub } from '../github/client.ts'
import { httpsFetch } from '../github/https-fetch.ts'

export const userAgent = `casewright/${version} (action)`
export const request = httpsFetch(process.env)

export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Reads with the input `token`. */
export function reader(api: string, token: string): GitHub {
  return gitHub({ baseUrl: api, token: token || null, userAgent, fetch: request })
}
