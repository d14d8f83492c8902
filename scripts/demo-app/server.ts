/** Serves the pages that GitHub has for people, on loopback, for the fake GitHub of the demonstration. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FakeGitHub } from '../../test/github/github.ts'
import type { RepositoryHandle } from '../../test/github/seed/repository.ts'
import { commitPage, comparePage, filePage } from './code-page.ts'
import { entryPage } from './entry-page.ts'
import { checkPage, issuePage, pullPage } from './pull-page.ts'
import { homePage, repositoryPage } from './repository-page.ts'

export interface Pages {
  url: string
  close(): Promise<void>
}

interface Site {
  github: FakeGitHub
  /** Where the App runs. */
  app: () => string
  /** Holds what is rendered. */
  directory: string
}

type Answer = { html: string } | { to: string } | { zip: Buffer }

/** The server itself; the addresses it answers are GitHub's own. */
export async function servePages(site: Site): Promise<Pages> {
  const server = createServer((request, response) => {
    void answerTo(site, request.url ?? '/').then(
      (answer) => reply(response, answer),
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

function reply(response: ServerResponse, answer: Answer | null): void {
  if (answer === null) response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is no such page.')
  else if ('to' in answer) response.writeHead(302, { location: answer.to }).end()
  else if ('zip' in answer) response.writeHead(200, { 'content-type': 'application/zip' }).end(answer.zip)
  else
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
      })
      .end(answer.html)
}

async function answerTo(site: Site, address: string): Promise<Answer | null> {
  const { github, app, directory } = site
  const { pathname } = new URL(address, 'http://here')
  if (pathname === '/') return { html: homePage(github) }
  if (pathname === '/metrics') return { to: `${app()}/metrics` }
  if (pathname === '/app') {
    const page = await (await fetch(app())).text()
    return { html: linkedHere(page.replace('href="/"', 'href="/app"'), github) }
  }
  const [, owner = '', name = '', kind = '', what = '', ...rest] = pathname.split('/')
  if (!github.world.repositories.has(`${owner}/${name}`.toLowerCase())) return null
  const page = await pageOf(github.existingRepository(`${owner}/${name}`), kind, what, rest, directory)
  return typeof page === 'string' ? { html: linkedHere(page, github) } : page
}

/** What leads to GitHub, leads to the page here instead: the App writes the addresses that GitHub gives it. */
function linkedHere(html: string, { world }: FakeGitHub): string {
  return html.replace(/(<a [^>]*href=")(https:\/\/[^"/]+)\/([\w.-]+\/[\w.-]+)/g, (whole, before: string, host: string, name: string) =>
    host === world.html && world.repositories.has(name.toLowerCase()) ? `${before}/${name}` : whole,
  )
}

async function pageOf(
  repository: RepositoryHandle,
  kind: string,
  what: string,
  rest: readonly string[],
  directory: string,
): Promise<string | Answer | null> {
  const { data } = repository
  const path = rest.join('/')
  const commit = (name: string) => (/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name) ? repository.resolve(name) : null)
  const sha = commit(what)
  switch (kind) {
    case '':
      return repositoryPage(repository)
    case 'pull':
      return data.pulls.has(Number(what)) ? pullPage(repository, Number(what)) : null
    case 'issues': {
      const issue = data.issues.get(Number(what))
      return issue === undefined ? null : issuePage(repository, issue)
    }
    case 'runs': {
      const check = data.checks.find(({ id }) => String(id) === what)
      return check === undefined ? null : checkPage(repository, check)
    }
    case 'commit':
      return sha === null ? null : commitPage(repository, sha)
    case 'compare': {
      const [base, head] = what.split('...').map(commit)
      return base && head ? comparePage(repository, base, head) : null
    }
    case 'actions': {
      const artifact = data.runs.flatMap(({ artifacts }) => artifacts).find(({ id }) => String(id) === rest.at(-1))
      return artifact === undefined ? null : { zip: artifact.zip }
    }
    case 'preview':
      return sha === null ? null : ((await entryPage(repository, sha, path, directory)) ?? filePage(repository, sha, path))
    case 'blob': {
      if (sha === null) return null
      const folder = path.replace(/\/index\.md$/, '')
      const isEntry = folder !== path && repository.read(`${folder}/evidence.json`, sha) !== null
      return isEntry ? { to: `/${repository.name}/preview/${what}/${folder}` } : filePage(repository, sha, path)
    }
    default:
      return null
  }
}
