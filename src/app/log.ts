/** Lines of JSON on stdout: what happened, in ids and codes. No payload, no secret, no token. */
import type { Log } from '../jobs/app/job.ts'

const LEVELS = ['info', 'warn', 'error'] as const
type Level = (typeof LEVELS)[number]

export interface LogOptions {
  write: (line: string) => void
  level: Level
  now: () => number
  /** What must never stand in a line: keys, the webhook's secret, passwords. */
  secrets: readonly string[]
}

/** GitHub's tokens, and JSON Web Tokens. */
const TOKENS = /\b(?:gh[a-z]_|github_pat_|v1\.|eyJ)[\w.-]{16,}/g
const LONGEST = 2_000

/** A log that blanks secrets out of everything it is given, whoever wrote the message. */
export function jsonLog({ write, level, now, secrets }: LogOptions): Log {
  const known = secrets.filter((secret) => secret.length >= 6).flatMap((secret) => [secret, Buffer.from(secret).toString('base64')])
  const clean = (value: string | number | boolean) => {
    if (typeof value !== 'string') return value
    return known
      .reduce((text, secret) => text.replaceAll(secret, '***'), value)
      .replace(TOKENS, '***')
      .slice(0, LONGEST)
  }
  return (at, message, fields = {}) => {
    if (LEVELS.indexOf(at) < LEVELS.indexOf(level)) return
    const cleaned = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, clean(value)]))
    write(`${JSON.stringify({ time: new Date(now()).toISOString(), level: at, message: clean(message), ...cleaned })}\n`)
  }
}

/** A level's name, or null. */
export function levelOf(name: string): Level | null {
  return LEVELS.find((level) => level === name) ?? null
}
