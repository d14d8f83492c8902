/** The App's jobs by name, and what each is told: ids and numbers, small enough to keep. */
import { z } from 'zod'
import type { Job } from '../../queue/job.ts'

const id = z.number().int()
/** A repository in an installation. */
const placeSchema = z.object({ installation: id, repository: id })
export type Place = z.infer<typeof placeSchema>

const pull = placeSchema.extend({ number: id })
const comment = pull.extend({ comment: id })
/** The comment that asked, to be answered when it is done. */
const asked = comment.nullable().default(null)

export const jobSchemas = {
  /** Whether a merged pull request is to be drafted. */
  consider: pull.extend({
    why: z.enum(['merged', 'labelled', 'command', 'artifacts', 'reconcile']),
    label: z.string().optional(),
    again: z.boolean().default(false),
    asked,
  }),
  'consider-release': placeSchema.extend({ tag: z.string(), prerelease: z.boolean() }),
  /** Drafts into the showcase. */
  draft: z.object({
    source: placeSchema,
    showcase: placeSchema,
    subject: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('pull-request'), number: id }),
      z.object({ kind: z.literal('release'), tag: z.string() }),
    ]),
    onlyIfImproved: z.boolean(),
    again: z.boolean(),
    /** A person wants it now, paused or not. */
    asked,
  }),
  preview: pull,
  'late-artifacts': placeSchema.extend({ run: id, sha: z.string() }),
  'check-config': placeSchema.extend({ sha: z.string().nullable(), isDefault: z.boolean() }),
  'check-entry': pull.extend({ asked }),
  'judge-sign-off': pull.extend({ asked }),
  'end-entry': pull,
  command: comment,
  reply: comment,
  rerun: placeSchema.extend({ sha: z.string(), check: z.string().nullable() }),
  hygiene: placeSchema.extend({ change: z.string() }),
  /** Sets the status of published entries about a source's subject. */
  correct: z.object({
    /** Where the subject is … */
    source: placeSchema.nullable().default(null),
    showcase: placeSchema,
    /** … with its number there; without a source the number of the entry's own pull request. */
    number: id,
    reason: z.enum(['reverted', 'withdrawn']),
    asked,
  }),
  reconcile: z.object({}),
  'reconcile-repository': placeSchema,
} satisfies Record<string, z.ZodType>

export type JobName = keyof typeof jobSchemas
export type JobData<N extends JobName> = z.infer<(typeof jobSchemas)[N]>

/** A job before it has its lane. */
export interface Named {
  name: JobName
  data: Readonly<Record<string, unknown>>
  later?: boolean
}
export type AppJob = Job & { name: JobName }

/** With its lane, and in ids what it is about. */
export function jobOf({ name, data, later }: Named, lane: string): AppJob {
  return { name, data, lane, about: aboutOf(data), ...(later && { later }) }
}

/** `repository:4711 pull:12`: no name of anything that may be private. */
function aboutOf(data: Readonly<Record<string, unknown>>): string {
  const part = (key: string, word: string) => (typeof data[key] === 'number' ? [`${word}:${data[key]}`] : [])
  const within = [data.source, data.showcase].find((one) => typeof one === 'object' && one !== null) as Record<string, unknown> | undefined
  const place = typeof data.repository === 'number' ? data : (within ?? {})
  const subject = (typeof data.subject === 'object' && data.subject !== null ? data.subject : data) as Record<string, unknown>
  const number = typeof subject.number === 'number' ? [`pull:${subject.number}`] : []
  const repository = typeof place.repository === 'number' ? [`repository:${place.repository}`] : []
  return [...repository, ...number, ...part('run', 'run')].join(' ') || 'app'
}
