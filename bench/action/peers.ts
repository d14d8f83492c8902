/** Actions that people know, at pinned commits, with the least input that makes them ask GitHub something. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { fetched } from '../peers/fetched.ts'

export interface Peer {
  name: string
  /** The bundle's entry. */
  main: string
  inputs: Readonly<Record<string, string>>
  /** It asks github.com itself, which is reached through a proxy here. */
  isProxied?: boolean
  /** What it does before, besides loading. */
  before?: string
  /** The workspace it runs in; the bundle's own folder unless told. */
  cwd?: string
}

const PEERS = [
  {
    name: 'release-drafter',
    repository: 'release-drafter/release-drafter',
    tag: 'v7.7.0',
    main: 'dist/actions/drafter/run.js',
    inputs: { token: 'ghs_bench', 'config-name': 'release-drafter.yml' },
  },
  {
    name: 'create-pull-request',
    repository: 'peter-evans/create-pull-request',
    tag: 'v8.1.1',
    main: 'dist/index.js',
    // With a fork it asks about its parent first; without one it asks nothing before it has pushed.
    inputs: { token: 'ghs_bench', 'branch-token': 'ghs_bench', 'push-to-fork': 'octo/fork', author: 'Bench <bench@example.org>' },
    isProxied: true,
    before: ', a few git config calls among it',
  },
  {
    name: 'release-please-action',
    repository: 'googleapis/release-please-action',
    tag: 'v4.1.4',
    main: 'dist/index.js',
    inputs: { token: 'ghs_bench', 'release-type': 'simple', 'repo-url': 'octo/demo', 'target-branch': 'main' },
  },
] as const

/** Those that can be had; for each that cannot, a line on stderr says so. */
export function fetchedPeers(folder: string): Peer[] {
  return PEERS.flatMap(({ name, repository, tag, main, inputs, ...how }) => {
    const into = join(folder, name)
    if (!fetched(into, { repository, tag, paths: ['dist', 'package.json', 'action.yml'] })) return []
    return [{ name, main: join(into, main), inputs: { ...defaultsOf(join(into, 'action.yml')), ...inputs }, cwd: workspace(into), ...how }]
  })
}

/** As the runner hands them over; what stands in an expression is only known there. */
function defaultsOf(file: string): Record<string, string> {
  const { inputs } = parse(readFileSync(file, 'utf8')) as { inputs: Record<string, { default?: unknown }> }
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, { default: usual }]) =>
      usual === undefined || String(usual).includes('${{') ? [] : [[name, String(usual)]],
    ),
  )
}

/** A checkout as actions/checkout leaves it, as far as these actions look. */
function workspace(beside: string): string {
  const folder = `${beside}-workspace`
  mkdirSync(folder)
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { stdio: 'pipe' })
  git('init', '--quiet', '--initial-branch', 'main')
  git('remote', 'add', 'origin', 'https://github.com/octo/demo')
  git('-c', 'user.name=Bench', '-c', 'user.email=bench@example.org', 'commit', '--quiet', '--allow-empty', '--message', 'First')
  return folder
}
