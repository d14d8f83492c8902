import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, test } from 'vitest'
import { addToEnv } from '../../src/app/env-file.ts'
import { isTakenIn } from '../../src/app/event-shapes.ts'
import { jsonLog } from '../../src/app/log.ts'
import { manifest } from '../../src/app/manifest.ts'
import { settingsOf } from '../../src/app/settings.ts'

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
const least = { APP_ID: '12', PRIVATE_KEY: pem, WEBHOOK_SECRET: 'a secret of the webhook' }

describe('settings', () => {
  test('three are enough', () => {
    expect(settingsOf(least)).toMatchObject({
      appId: 12,
      baseUrl: 'https://api.github.com',
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: null,
      statusToken: null,
    })
  })

  test.each([
    ['with line ends as \\n', pem.replaceAll('\n', '\\n')],
    ['in base64', Buffer.from(pem).toString('base64')],
  ])('a private key %s', (_, PRIVATE_KEY) => expect(settingsOf({ ...least, PRIVATE_KEY }).privateKey).toBe(pem))

  test('as Docker hands over an env file, quotes and all', () => {
    const quoted = Object.fromEntries(Object.entries(least).map(([name, value]) => [name, `"${value.replaceAll('\n', '\\n')}"`]))
    expect(settingsOf(quoted)).toMatchObject({ appId: 12, privateKey: pem, secrets: ['a secret of the webhook'] })
  })

  test('a secret that is being replaced, an Enterprise Server, a database', () => {
    const env = {
      ...least,
      WEBHOOK_SECRET_PREVIOUS: 'the one before, still good',
      GHE_HOST: 'git.example.com',
      DATABASE_URL: 'postgres://u:p@db/x',
    }
    expect(settingsOf(env)).toMatchObject({
      secrets: ['a secret of the webhook', 'the one before, still good'],
      baseUrl: 'https://git.example.com/api/v3',
      databaseUrl: 'postgres://u:p@db/x',
    })
  })

  test.each([
    [{}, /cannot start without APP_ID .*PRIVATE_KEY .*WEBHOOK_SECRET .*serve --setup/],
    [{ ...least, WEBHOOK_SECRET: '' }, /cannot start without WEBHOOK_SECRET/],
    [{ ...least, WEBHOOK_SECRET: 'development' }, /at least 16 are needed.*openssl rand/],
    [{ ...least, PRIVATE_KEY: 'sesame' }, /PRIVATE_KEY is no private key.*whole \.pem file/],
    [{ ...least, APP_ID: 'casewright' }, /APP_ID is "casewright", and a whole number/],
    [{ ...least, PORT: '80000' }, /PORT is "80000"/],
    [{ ...least, GITHUB_API_URL: 'http://git.example.com/api/v3' }, /must begin with https/],
    [{ ...least, STATUS_TOKEN: 'short' }, /STATUS_TOKEN has 5 characters/],
    [{ ...least, DATABASE_URL: 'mysql://u:p@db/x' }, /DATABASE_URL is no address of a PostgreSQL/],
    [{ ...least, LOG_LEVEL: 'debug' }, /info, warn or error/],
  ])('refused with the mend: %#', (env, words) => expect(() => settingsOf(env)).toThrow(words))

  test('no message repeats a secret', () => {
    for (const env of [
      { ...least, PRIVATE_KEY: 'sesame-street' },
      { ...least, WEBHOOK_SECRET: 'sesame' },
      { ...least, DATABASE_URL: 'x://u:sesame@db' },
    ])
      expect(() => settingsOf(env)).toThrow(expect.not.objectContaining({ message: expect.stringContaining('sesame') }))
  })
})

describe('manifests', () => {
  test('ask for no more than was decided, and are told of events the intake takes', () => {
    const whole = manifest('app.yml')
    expect(whole.default_permissions).toEqual({
      contents: 'write',
      pull_requests: 'write',
      checks: 'write',
      issues: 'write',
      actions: 'read',
      statuses: 'read',
      metadata: 'read',
    })
    expect(whole.default_events.filter((event) => !isTakenIn(event))).toEqual([])
    const reader = manifest('app.reader.yml')
    expect(new Set(Object.values(reader.default_permissions))).toEqual(new Set(['read']))
    expect(reader.default_events.filter((event) => !whole.default_events.includes(event))).toEqual([])
  })

  test('every permission and event is explained', () => {
    const page = readFileSync(resolve('docs/operate.md'), 'utf8')
    const { default_permissions, default_events } = manifest('app.yml')
    for (const name of [...Object.keys(default_permissions), ...default_events]) expect(page).toContain(`\`${name}\``)
  })
})

test('.env is for its owner alone, keeps what was there, and no key is overwritten', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'casewright-env-')), '.env')
  writeFileSync(file, 'PORT=4000', { mode: 0o644 })
  addToEnv(file, { APP_ID: '12', PRIVATE_KEY: pem, WEBHOOK_SECRET: 'a secret of the webhook' })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const env = parseEnv(readFileSync(file, 'utf8'))
  expect(env.PORT).toBe('4000')
  expect(settingsOf(env)).toMatchObject({ appId: 12, privateKey: pem, port: 4000 })
  expect(() => addToEnv(file, { APP_ID: '13' })).toThrow(/already sets APP_ID/)
})

test('the log blanks secrets and tokens, whoever wrote them into a message', () => {
  const lines: string[] = []
  const log = jsonLog({ write: (line) => lines.push(line), level: 'info', now: () => 0, secrets: ['the webhook secret'] })
  log('error', 'GitHub said: Bad credentials for ghs_0123456789abcdefghijABCDEFGHIJ', {
    reason: `signed with the webhook secret, ${Buffer.from('the webhook secret').toString('base64')}, eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjF9.abcdef`,
    attempt: 2,
  })
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    time: '1970-01-01T00:00:00.000Z',
    level: 'error',
    message: 'GitHub said: Bad credentials for ***',
    reason: 'signed with ***, ***, ***',
    attempt: 2,
  })
})
