/**
 * Signed deliveries that the App has accepted, durably and with their jobs taken on, per second: against stock Probot
 * whose handler does nothing and keeps nothing, and a bare server that only checks the signature. In one run, in turn,
 * each in a process of its own; the client shares the machine with them.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { median } from 'simple-statistics'
import { deliveries, type Load, load } from './app/load.ts'
import type { Figure } from './figure.ts'

const SECRET = 'the secret of a benchmark'
const ROUNDS = 5
const COUNT = 1500
const NAMES = ['casewright', 'probot', 'bare'] as const

export async function run(): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'casewright-bench-app-'))
  const children: ChildProcess[] = []
  try {
    const servers = new Map<string, string>()
    for (const name of NAMES) servers.set(name, await start(name, directory, children))
    const loads: Record<string, Load[]> = { casewright: [], probot: [], bare: [] }
    for (const url of servers.values()) await load(url, deliveries(200, SECRET))
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, url] of servers) {
        const all = deliveries(COUNT, SECRET)
        loads[name]?.push(await load(url, all))
        if (name === 'casewright') await dry(url)
      }
    }
    return figures(loads)
  } finally {
    for (const child of children) child.kill('SIGKILL')
    await pause(200)
    rmSync(directory, { recursive: true, force: true })
  }
}

function figures(loads: Record<string, Load[]>): Figure[] {
  const speed = (name: string) => median((loads[name] ?? []).map(({ perSecond }) => perSecond))
  const refused = Object.values(loads)
    .flat()
    .reduce((sum, each) => sum + each.refused, 0)
  if (refused > 0) throw new Error(`${refused} deliveries were refused`)
  const detail = `medians of ${ROUNDS} rounds of ${COUNT} deliveries in turn: ${NAMES.map((name) => `${name} ${Math.round(speed(name))}/s`).join(', ')}`
  const slowest = Math.max(...(loads.casewright ?? []).map(({ p99 }) => p99))
  return [
    {
      name: 'deliveries accepted durably a second, against stock Probot that keeps nothing',
      value: speed('casewright') / speed('probot'),
      unit: '×',
      limit: 0.25,
      bound: 'at-least',
      detail,
    },
    {
      name: 'deliveries accepted durably a second, against a bare signature check',
      value: speed('casewright') / speed('bare'),
      unit: '×',
      limit: 0.1,
      bound: 'at-least',
      detail,
    },
    {
      name: 'time to the answer of a delivery under full load, 99th percentile',
      value: slowest,
      unit: 'ms',
      limit: 500,
      bound: 'at-most',
      detail: `the worst of ${ROUNDS} rounds over 32 connections`,
    },
  ]
}

function start(name: string, directory: string, children: ChildProcess[]): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'app/serve.ts'), name, directory], {
    env: { ...process.env, BENCH_SECRET: SECRET },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (text) => resolve(String(text).trim()))
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)))
  })
}

/** So that work left over is not paid for by whoever comes next. */
async function dry(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const metrics = await (await fetch(`${url}/metrics`)).text()
    if (/^casewright_jobs\{state="waiting"\} 0$/m.test(metrics) && /^casewright_jobs\{state="running"\} 0$/m.test(metrics)) return
    await pause(200)
  }
  throw new Error('the queue did not run dry in two minutes')
}
