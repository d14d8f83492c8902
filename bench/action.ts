/**
 * How long the Action takes from its start to its first request, against a node that does nothing and against the
 * committed bundles of actions that people know; and how many bytes. The peers are read from git at pinned commits: from
 * CASEWRIGHT_PEERS (a folder or an address that holds owner/name) or github.com; without either, their rows are left out.
 */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { median } from 'simple-statistics'
import { bundle } from '../scripts/build.ts'
import { bareMilliseconds, firstRequest, listener } from './action/first-request.ts'
import { fetchedPeers, type Peer } from './action/peers.ts'
import type { Figure } from './figure.ts'

const RUNS = 31

export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-bench-'))
  const server = await listener()
  try {
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
    await bundle(join(folder, 'dist'), { action: 'src/action.ts' })
    const own: Peer = { name: 'casewright', main: join(folder, 'dist/action.js'), inputs: { token: 'ghs_bench' } }
    const all = [own, ...fetchedPeers(folder)]
    const bare: number[] = []
    const starts = new Map(all.map(({ name }) => [name, [] as number[]]))
    // Alternating, so that a machine that slows down slows all.
    for (let i = 0; i < RUNS; i++) {
      bare.push(await bareMilliseconds())
      for (const one of all) starts.get(one.name)?.push(await firstRequest(server, folder, one))
    }
    const ratio = ({ name }: Peer) => median(starts.get(name) ?? []) / median(bare)
    const words = ({ name }: Peer) => `${median(starts.get(name) ?? []).toFixed(1)} ms`
    const bytes = reachable(own.main)
    return [
      {
        name: "the Action's start to its first request against node -e 0",
        value: ratio(own),
        unit: '×',
        limit: 1.9,
        bound: 'at-most',
        detail: `medians of ${RUNS} alternating runs: ${words(own)}, ${median(bare).toFixed(1)} ms`,
      },
      {
        name: "bytes loaded up to the Action's first request",
        value: bytes.first / 1000,
        unit: 'kB',
        limit: 600,
        bound: 'at-most',
        detail: `all it can load: ${Math.round(bytes.all / 1000)} kB`,
      },
      ...all.slice(1).flatMap((peer) => against(peer, ratio, words, bytes.all)),
    ]
  } finally {
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }

  function against(peer: Peer, ratio: (peer: Peer) => number, words: (peer: Peer) => string, own: number): Figure[] {
    const theirs = reachable(peer.main).all
    return [
      {
        name: `start of ${peer.name} to its first request against node -e 0`,
        value: ratio(peer),
        unit: '×',
        limit: 1.9,
        bound: 'at-least',
        detail: `its committed bundle at the same listener: ${words(peer)}${peer.before ?? ''}`,
      },
      {
        name: `bytes of the Action against those of ${peer.name}`,
        value: own / theirs,
        unit: '×',
        limit: 1,
        bound: 'at-most',
        detail: `everything that can be loaded: ${Math.round(own / 1000)} kB, ${Math.round(theirs / 1000)} kB`,
      },
    ]
  }
}

/** Bytes of the files that `main` imports at once, and of all it can import. */
function reachable(main: string): { first: number; all: number } {
  const sum = (pattern: RegExp) => [...closure(main, pattern)].reduce((bytes, file) => bytes + statSync(file).size, 0)
  return {
    first: sum(/(?:from|import)\s*["'`](\.\.?\/[^"'`]+)["'`]/g),
    all: sum(/(?:from|import|require)[\s(]*["'`](\.\.?\/[^"'`]+\.js)["'`]/g),
  }
}

function closure(file: string, pattern: RegExp, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !statSync(file, { throwIfNoEntry: false })) return seen
  seen.add(file)
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(pattern)) closure(join(dirname(file), path), pattern, seen)
  return seen
}
