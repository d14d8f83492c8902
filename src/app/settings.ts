/** What the App is told by its environment. Names are Probot's where Probot has one. */
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { KnownError } from '../errors.ts'
import { levelOf } from './log.ts'

export interface Settings {
  appId: number
  /** PEM. */
  privateKey: string
  /** The webhook's secret first, then the one before while it is being replaced. */
  secrets: readonly string[]
  /** `https://api.github.com`, or `https://HOST/api/v3`. */
  baseUrl: string
  host: string
  port: number
  databaseUrl: string | null
  directory: string
  /** Opens the pages to others than this machine; null keeps them closed. */
  statusToken: string | null
  concurrency: number
  /** Days that deliveries and the ends of jobs are kept. */
  keepDays: number
  logLevel: 'info' | 'warn' | 'error'
}

export type Environment = Readonly<Record<string, string | undefined>>

const SETUP = 'Make the App with: casewright serve --setup (it writes them to .env), or see docs/operate.md.'

/** Reads and checks it all. Throws one KnownError that names everything that is missing. */
export function settingsOf(given: Environment): Settings {
  const env = unquoted(given)
  const missing = [
    ...(env.APP_ID ? [] : ['APP_ID (the number on the page of the App)']),
    ...(env.PRIVATE_KEY || env.PRIVATE_KEY_PATH ? [] : ['PRIVATE_KEY or PRIVATE_KEY_PATH (the .pem file of the App)']),
    ...(env.WEBHOOK_SECRET ? [] : ['WEBHOOK_SECRET (without it anybody could send events)']),
  ]
  if (missing.length > 0) throw new KnownError(`the App cannot start without ${missing.join(', ')}. ${SETUP}`)
  return {
    appId: numberIn(env, 'APP_ID', 0, { least: 1, most: Number.MAX_SAFE_INTEGER }),
    privateKey: privateKeyOf(env),
    secrets: [env.WEBHOOK_SECRET ?? '', env.WEBHOOK_SECRET_PREVIOUS ?? ''].filter((secret) => secret !== '').map(strongEnough),
    baseUrl: baseUrlOf(env),
    host: env.HOST || '127.0.0.1',
    port: numberIn(env, 'PORT', 3000, { least: 0, most: 65_535 }),
    databaseUrl: env.DATABASE_URL ? databaseUrlOf(env.DATABASE_URL) : null,
    directory: env.CASEWRIGHT_DATA || 'casewright-data',
    statusToken: env.STATUS_TOKEN ? tokenOf(env.STATUS_TOKEN) : null,
    concurrency: numberIn(env, 'CASEWRIGHT_CONCURRENCY', 4, { least: 1, most: 64 }),
    keepDays: numberIn(env, 'CASEWRIGHT_KEEP_DAYS', 30, { least: 4, most: 3650 }),
    logLevel: logLevelOf(env.LOG_LEVEL || 'info'),
  }
}

/** Docker hands the quotes of an env file on as part of the value. */
function unquoted(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value?.replace(/^"(.*)"$/s, '$1')]))
}

/** Where GitHub's API is: github.com, or an Enterprise Server. */
export function baseUrlOf(env: Environment): string {
  const given = env.GITHUB_API_URL || (env.GHE_HOST ? `${env.GHE_PROTOCOL || 'https'}://${env.GHE_HOST}/api/v3` : 'https://api.github.com')
  const url = URL.parse(given)
  const local = url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (url === null || (url.protocol !== 'https:' && !local))
    throw new KnownError(
      `the address of GitHub's API is "${given}", and it must begin with https://. Set GHE_HOST to the host of your GitHub Enterprise Server, or leave it out for github.com.`,
    )
  return url.href.replace(/\/$/, '')
}

function privateKeyOf(env: Environment): string {
  const written = env.PRIVATE_KEY || readKey(env.PRIVATE_KEY_PATH ?? '')
  const pem = written.includes('-----BEGIN') ? written.replaceAll('\\n', '\n') : Buffer.from(written, 'base64').toString('utf8')
  try {
    createPrivateKey(pem)
  } catch {
    throw new KnownError(
      'PRIVATE_KEY is no private key. Expected is the whole .pem file of the App, its line ends as they are, as "\\n", or all of it in base64; or name the file in PRIVATE_KEY_PATH.',
    )
  }
  return pem
}

function readKey(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new KnownError(
      `PRIVATE_KEY_PATH is ${path}, and it cannot be read (${code}). Download a key on the page of the App, under "Private keys".`,
    )
  }
}

function strongEnough(secret: string): string {
  if (secret.length >= 16 && secret !== 'development') return secret
  throw new KnownError(
    `WEBHOOK_SECRET has ${secret.length} characters, and at least 16 are needed so that nobody guesses it. Make one with: openssl rand -hex 32. Set it here and on the page of the App.`,
  )
}

function tokenOf(token: string): string {
  if (token.length >= 16) return token
  throw new KnownError(`STATUS_TOKEN has ${token.length} characters, and at least 16 are needed. Make one with: openssl rand -hex 32.`)
}

function databaseUrlOf(given: string): string {
  const protocol = URL.parse(given)?.protocol
  if (protocol === 'postgres:' || protocol === 'postgresql:') return given
  throw new KnownError(
    'DATABASE_URL is no address of a PostgreSQL. Expected is postgres://USER:PASSWORD@HOST:5432/DATABASE; without it everything is kept in a directory.',
  )
}

function numberIn(env: Environment, name: string, otherwise: number, { least, most }: { least: number; most: number }): number {
  const given = env[name]
  if (given === undefined || given === '') return otherwise
  const value = Number(given)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new KnownError(`${name} is "${given}", and a whole number from ${least} to ${most} was expected.`)
}

function logLevelOf(name: string): Settings['logLevel'] {
  const level = levelOf(name)
  if (level !== null) return level
  throw new KnownError(`LOG_LEVEL is "${name}", and info, warn or error was expected.`)
}
