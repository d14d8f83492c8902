import { addRun } from '../acts/check.ts'
import { at } from '../acts/thread.ts'
import { resolveCommit } from '../git/refs.ts'
import type { Artifact, WorkflowRun } from '../nouns/ci.ts'
import type { Repository } from '../nouns/repository.ts'
import { account, iso, type World } from '../world.ts'
import { zip } from '../zip.ts'

export interface RunSeed {
  /** A commit or branch it ran on. */
  head: string
  branch?: string
  /** The fork it ran for. */
  from?: { data: Repository }
  name?: string
  path?: string
  event?: string
  status?: WorkflowRun['status']
  conclusion?: WorkflowRun['conclusion']
  actor?: string
  pulls?: number[]
  date?: string
  /** Artifact name → its files, or the bytes of its zip. */
  artifacts?: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>> | Uint8Array>>
  expired?: boolean
}

const ninetyDays = 90 * 86_400_000

export function seedRun(world: World, repository: Repository, seed: RunSeed): WorkflowRun {
  const createdAt = at(world, seed.date)
  const headSha = resolveCommit((seed.from?.data ?? repository).git, seed.head)
  if (!headSha) throw new Error(`no commit ${seed.head}`)
  const run: WorkflowRun = {
    id: world.nextId(),
    number: repository.runs.length + 1,
    name: seed.name ?? 'Benchmarks',
    path: seed.path ?? '.github/workflows/benchmarks.yml',
    event: seed.event ?? 'pull_request',
    status: seed.status ?? 'completed',
    conclusion: seed.status && seed.status !== 'completed' ? null : (seed.conclusion ?? 'success'),
    headSha,
    headBranch: seed.branch ?? null,
    headRepository: seed.from?.data ?? repository,
    actor: account(world, seed.actor ?? 'ada'),
    pulls: seed.pulls ?? [],
    createdAt,
    updatedAt: createdAt,
    artifacts: Object.entries(seed.artifacts ?? {}).map(
      ([name, content]): Artifact => ({
        id: world.nextId(),
        name,
        zip: content instanceof Uint8Array ? Buffer.from(content) : zip(content),
        expired: seed.expired ?? false,
        createdAt,
        expiresAt: iso(Date.parse(createdAt) + ninetyDays),
      }),
    ),
  }
  return addRun(world, repository, run)
}
