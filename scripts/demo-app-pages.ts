/** Pages of the fake GitHub for people, in the demonstration of the App: a pull request, and the entry as its readers would see it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { preview } from '../src/jobs/preview.ts'
import type { FakeGitHub } from '../test/github/github.ts'
import type { RepositoryHandle } from '../test/github/seed/repository.ts'

export interface Pages {
  url: string
  close(): Promise<void>
}

/** Serves them on loopback; `directory` holds what is rendered. */
export async function servePages(github: FakeGitHub, directory: string): Promise<Pages> {
  const server = createServer((request, response) => {
    void pageAt(github, directory, request.url ?? '/').then(
      (html) => {
        response.writeHead(html === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
        response.end(html ?? 'There is no such page.')
      },
      (error: unknown) => {
        response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' })
        response.end(error instanceof Error ? error.message : 'It failed.')
      },
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

async function pageAt(github: FakeGitHub, directory: string, path: string): Promise<string | null> {
  const [, name = '', number] = /^\/(example\/[a-z]+)\/(?:pull\/(\d{1,4})|entry)$/.exec(path) ?? []
  if (!github.world.repositories.has(name)) return null
  const repository = github.existingRepository(name)
  if (number === undefined) return entryPage(repository, directory, 'main')
  if (!repository.data.pulls.has(Number(number))) return null
  return pullPage(repository, Number(number), directory)
}

async function pullPage(repository: RepositoryHandle, number: number, directory: string): Promise<string> {
  const { data } = repository.existingPullRequest(number)
  const state = data.merged ? 'merged' : data.draft ? 'draft' : data.state
  const checks = repository.data.checks.filter(({ sha }) => sha === data.head.sha)
  const entry = await entryPage(repository, directory, data.head.sha)
  return html(
    `${data.title} · ${repository.name}#${number}`,
    `<h1>${escaped(data.title)} <small>${repository.name}#${number}, ${state}</small></h1>
<pre>${escaped(data.body ?? '')}</pre>
<h2>Checks</h2><ul>${checks.map(({ name, conclusion, output }) => `<li><b>${escaped(name)}</b>: ${conclusion}, ${escaped(output.title ?? '')}</li>`).join('')}</ul>
<h2>Conversation</h2>${[...data.comments, ...data.reviews.filter(({ body, state: said }) => body !== '' || said === 'APPROVED')]
      .map(
        (said) =>
          `<h3>${escaped(said.author.login)}${'state' in said ? ` (${said.state.toLowerCase()})` : ''}</h3><pre>${escaped(said.body)}</pre>`,
      )
      .join('')}
${entry === null ? '' : `<h2>The entry</h2><iframe title="The entry" srcdoc="${escaped(entry)}"></iframe>`}`,
  )
}

/** The entry at a commit, as `casewright preview` shows it; null where there is none. */
async function entryPage(repository: RepositoryHandle, directory: string, commit: string): Promise<string | null> {
  const paths = repository
    .git('ls-tree', '-r', '--name-only', commit)
    .split('\n')
    .filter((path) => path.startsWith('entries/'))
  const page = paths.find((path) => path.endsWith('/index.md'))
  if (page === undefined) return null
  const folder = join(directory, commit)
  for (const path of paths) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), repository.read(path, commit) ?? '')
  }
  const { file } = await preview({ entry: join(folder, dirname(page)), out: join(folder, 'preview.html') })
  return readFile(file, 'utf8')
}

function html(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}pre{white-space:pre-wrap;background:#f4f4f2;padding:1rem}small{color:#555}iframe{width:100%;height:60rem;border:1px solid #ccc}</style>
${body}</html>`
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '')
}
