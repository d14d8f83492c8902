/** A PostgreSQL of our own for tests, where its programs are installed (Debian: `apt-get install postgresql`). */
import { execFile, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Postgres {
  /** The address of a new, empty database. */
  database(): Promise<string>
  stop(): Promise<void>
}

/** Starts one on loopback; null, with the reason said, where none is installed. */
export async function startPostgres(): Promise<Postgres | null> {
  const programs = programFolder()
  if (programs === null) {
    console.warn('SKIPPED: no PostgreSQL is installed here, so the queue is tried on PGlite alone (apt-get install postgresql)')
    return null
  }
  const as = unprivileged()
  const folder = mkdtempSync(join(tmpdir(), 'casewright-postgres-'))
  if (as) chownSync(folder, as.uid, as.gid)
  const options = { cwd: folder, env: { ...process.env, LC_ALL: 'C' }, ...as }
  await run(join(programs, 'initdb'), ['-D', `${folder}/data`, '-A', 'trust', '-U', 'casewright', '--no-sync', '-E', 'UTF8'], options)
  const port = await freePort()
  const settings = ['fsync=off', 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'max_connections=60']
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', `${folder}/data`, '-p', String(port), ...settings.flatMap((each) => ['-c', each])],
    {
      ...options,
      stdio: 'ignore',
    },
  )
  const sql = (statement: string) =>
    run(join(programs, 'psql'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'casewright', '-d', 'postgres', '-qc', statement], options)
  for (let tries = 0; ; tries++) {
    try {
      await sql('select 1')
      break
    } catch (error) {
      if (tries > 100 || server.exitCode !== null) throw error
      await pause(100)
    }
  }
  let databases = 0
  return {
    async database() {
      const name = `casewright_${++databases}`
      await sql(`create database ${name}`)
      return `postgres://casewright@127.0.0.1:${port}/${name}`
    },
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Where initdb lies: Debian keeps it out of the PATH. */
function programFolder(): string | null {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => `${debian}/${version}/bin`), ...(process.env.PATH ?? '').split(':')]
  return folders.find((folder) => ['initdb', 'postgres', 'psql'].every((name) => existsSync(join(folder, name)))) ?? null
}

/** PostgreSQL refuses to run as root; Debian's package comes with a user. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
