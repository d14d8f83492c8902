/** At start and every quarter of an hour: deliveries that failed are asked for again, and repositories with news are looked through. */
import { z } from 'zod'
import { Refused, Unsure } from '../../github/write-faults.ts'
import { laneOf, type Outcome } from '../../queue/job.ts'
import type { WorkContext } from './job.ts'
import { type AppJob, jobOf } from './jobs.ts'

const deliverySchema = z.object({ id: z.number(), guid: z.string(), status_code: z.number(), delivered_at: z.string() })
const installationSchema = z.object({ id: z.number(), suspended_at: z.string().nullish() })
const repositorySchema = z.object({ id: z.number(), archived: z.boolean().default(false), pushed_at: z.string().nullish() })

const MOST_REDELIVERED = 50
const MOST_INSTALLATIONS = 10_000
const MOST_REPOSITORIES = 5000
/** What was pushed while the last round ran is looked at again. */
const OVERLAP = 10 * 60_000
const WATERMARK = 'reconciled'

/** Looks for what was missed. */
export async function reconcile(_: unknown, context: WorkContext): Promise<Outcome> {
  const began = context.now()
  const since = Date.parse((await context.memory.recall(WATERMARK)) ?? new Date(began).toISOString()) - OVERLAP
  const again = await redeliver(context)
  const next: AppJob[] = []
  const { items } = await context.api.app().list('/app/installations', installationSchema, MOST_INSTALLATIONS)
  for (const { id: installation, suspended_at } of items) {
    if (suspended_at) continue
    for (const repository of await withNews(context, installation, since))
      next.push(jobOf({ name: 'reconcile-repository', data: { installation, repository }, later: true }, laneOf(repository)))
  }
  await context.memory.remember(WATERMARK, new Date(began).toISOString())
  const words = `${again === 1 ? '1 delivery was' : `${again} deliveries were`} asked for again, ${next.length === 1 ? '1 repository has' : `${next.length} repositories have`} news.`
  return { state: 'done', code: 'reconciled', words, next }
}

/** GitHub sends a webhook once; what nobody took in is sent again, each as long as it has not come in. */
async function redeliver(context: WorkContext): Promise<number> {
  const deliveries = await context.api.app().get('/app/hook/deliveries', deliverySchema.array(), { per_page: 100 })
  const taken = new Set(deliveries.filter(({ status_code: code }) => code >= 200 && code < 300).map(({ guid }) => guid))
  const failed = new Map(deliveries.filter(({ guid }) => !taken.has(guid)).map((delivery) => [delivery.guid, delivery.id]))
  const missing = await context.memory.missing([...failed.keys()])
  let again = 0
  for (const guid of missing.slice(0, MOST_REDELIVERED)) {
    try {
      await context.api.redeliver(failed.get(guid) ?? 0)
      again++
    } catch (error) {
      // The next round looks again.
      if (!(error instanceof Unsure || error instanceof Refused)) throw error
    }
  }
  return again
}

/** A merge and a release are pushes, so only repositories pushed to since the last round cost a request each. */
async function withNews(context: WorkContext, installation: number, since: number): Promise<number[]> {
  const scope = { installation, repositoryIds: 'all', permissions: { metadata: 'read' } } as const
  const github = await context.api.read(scope).catch(() => null)
  if (github === null) return []
  const { items } = await github.list('/installation/repositories', repositorySchema, MOST_REPOSITORIES, { key: 'repositories' })
  return items.filter(({ archived, pushed_at }) => !archived && Date.parse(pushed_at ?? '') >= since).map(({ id }) => id)
}
