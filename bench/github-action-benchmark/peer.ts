/** github-action-benchmark as its users run it: the code its release commits, unchanged, with the packages it commits beside it. */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fetched } from '../peers/fetched.ts'

/** A figure as it gives it. */
export interface TheirFigure {
  name: string
  value: number
  unit: string
}

/** From the text of a tool's output to its figures. */
export type Extract = (tool: string, text: string) => Promise<TheirFigure[]>

/** Null where the release cannot be had. `folder` is where it is put. */
export function fetchedPeer(folder: string): Extract | null {
  const into = join(folder, 'github-action-benchmark')
  const release = {
    repository: 'benchmark-action/github-action-benchmark',
    tag: 'v1.22.0',
    paths: ['dist', 'node_modules', 'package.json'],
  }
  if (!fetched(into, release)) return null
  // Without a commit in the event it asks GitHub for one.
  const event = join(folder, 'event.json')
  fs.writeFileSync(event, JSON.stringify({ head_commit: { id: '1f0c4d2a9b8e7f6a5d4c3b2a1908f7e6d5c4b3a2' } }))
  process.env.GITHUB_EVENT_PATH = event
  const { extractResult } = createRequire(import.meta.url)(join(into, 'dist/src/extract.js')) as {
    extractResult(config: { tool: string; outputFilePath: string }): Promise<{ benches: TheirFigure[] }>
  }
  return async (tool, text) => {
    // It reads the file itself: it is given the text instead, so that reading the disk is in neither time.
    const { readFile } = fs.promises
    fs.promises.readFile = (() => Promise.resolve(text)) as unknown as typeof readFile
    try {
      return (await extractResult({ tool, outputFilePath: 'output' })).benches
    } finally {
      fs.promises.readFile = readFile
    }
  }
}
