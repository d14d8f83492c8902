/**
 * The configuration of a repository, `.github/casewright.yml` on its default branch: which key there is, what it may
 * hold, and what holds without it. One line is enough: `showcase: owner/repo`. Pure; jobs/load-config.ts fetches it.
 */
import { z } from 'zod'
import { ruleOf, ruleSchema } from './benchmarks/mapping/mapping-file.ts'
import { presetNames } from './case-study/presets.ts'
import type { MappingRule } from './model.ts'
import { type Privacy, privateFields } from './policy/visibility.ts'
import { readYaml } from './yaml-file.ts'

/** Where it lies in a repository. */
export const configPath = '.github/casewright.yml'

const words = z.string('must be words (in quotes)').min(1, 'must not be empty')
const list = <T extends z.ZodType>(one: T) => z.union([one.transform((value) => [value]), z.array(one)])
const count = z.number('must be a number').int('must be a whole number').min(0, 'must not be below 0')
const yes = z.boolean('must be true or false')
const repository = z
  .string('must be owner/repo')
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9._-]{1,100}$/, 'must be owner/repo, as in octo-org/showcase')
const login = z.string('must be a login').regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/, 'must be a login, without @')
const folder = z
  .string('must be a folder')
  .regex(
    /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$/,
    'must be a folder inside the repository, as in content/work: letters, digits, ".", "_" and "-", no slash at either end',
  )

const occasions = ['label', 'command', 'improvement', 'release'] as const
/** What makes a draft: the label, a comment, recorded evidence of a change beyond noise, a published release. */
export type Occasion = (typeof occasions)[number]

/** The file as a person writes it; every key may be left out. */
export const configSchema = z.strictObject({
  _extends: z
    .string('must be a repository')
    .regex(/^[A-Za-z0-9._/-]+(?::[A-Za-z0-9._/-]+)?$/, 'must be a repository, as in .github or octo-org/.github:casewright.yml')
    .optional()
    .describe('A file to begin with: repo, owner/repo or owner/repo:path. What is said here wins.'),
  showcase: z
    .union([z.literal('.'), repository], 'must be owner/repo, or "." for this repository')
    .optional()
    .describe('Where entries go; "." is this repository.'),
  draft: z
    .strictObject({
      when: list(z.enum(occasions, `must be one of ${occasions.join(', ')}`))
        .optional()
        .describe('What makes a draft. Without it: the label and the command.'),
      label: words
        .regex(/^[^\r\n`<>]{1,50}$/, 'must be the name of a label: one line, at most 50 characters, none of them ` < or >')
        .optional()
        .describe('The label that asks for a draft. Without it: case-study.'),
      paths: list(words).optional().describe('Globs: only changes that touch one of them.'),
      labels: list(words).optional().describe('Only pull requests with one of them.'),
      authors: list(login).optional().describe('Only pull requests of these people.'),
    })
    .optional(),
  benchmarks: z
    .strictObject({
      files: list(words).optional().describe('Globs of committed outputs, read at both ends of the change.'),
      artifacts: list(words).optional().describe('Names of workflow artifacts. Without it: casewright-bench.'),
      'release-assets': list(words)
        .optional()
        .describe('Globs of files that hang on a release. Without it: text and data files named *bench*.'),
      baseline: list(words).optional().describe('Globs within an artifact: before the change. Without it: baseline/**.'),
      candidate: list(words).optional().describe('Globs within an artifact: after it. Without it: candidate/**.'),
      primary: z
        .union([words.transform((value) => [value]), z.array(words).max(4, 'must name at most four metrics')])
        .optional()
        .describe('Metrics that may have the headline, at most four.'),
      mappings: z.array(ruleSchema, 'must be a list').optional().describe('What the columns of your own files are (docs/mapping.md).'),
    })
    .optional(),
  entry: z
    .strictObject({
      preset: z
        .enum(presetNames as [string, ...string[]], `must be one of ${presetNames.join(', ')}`)
        .optional()
        .describe('How the site wants entries.'),
      path: folder.optional().describe("The folder of entries in the showcase. Without it: the preset's."),
    })
    .optional(),
  people: z
    .strictObject({
      reviewers: list(login).optional().describe('Who is asked to review a draft.'),
    })
    .optional(),
  privacy: z
    .strictObject({
      'publish-private': yes.optional().describe('Whether entries about this private repository may become public at all. Without it: no.'),
      fields: list(z.enum(privateFields, `must be one of ${privateFields.join(', ')}`))
        .optional()
        .describe('What may become public then. Without it: nothing but ratios and their verdicts.'),
      approvers: list(login).optional().describe('Who may approve what becomes public; never the one who asked for it.'),
    })
    .optional(),
  writer: z.enum(['template'], 'must be template').optional().describe('Who finds the words.'),
  accept: list(
    z
      .string('must be owner/repo or owner/*')
      .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/(?:\*|[A-Za-z0-9._-]{1,100})(?:@\d{1,15})?$/, 'must be owner/repo or owner/*'),
  )
    .optional()
    .describe(
      'In a showcase: the sources it takes entries from, besides its own owner. With "@" and the number that GitHub gave the repository (or for "owner/*" the owner), nobody else gets in who takes the name over.',
    ),
  'sign-off': z
    .strictObject({
      who: list(login).optional().describe('In a showcase: who may sign. Without it: everybody with write access.'),
      count: count.min(1, 'must be at least 1').optional().describe('How many have to sign. Without it: 1.'),
      author: yes.optional().describe("Whether the change's own author may sign. Without it: yes, and the page shows it."),
    })
    .optional(),
  limits: z
    .strictObject({
      'open-drafts': count.optional().describe('In a showcase: at most so many open drafts. Without it: 10.'),
      'per-day': count.optional().describe('In a showcase: at most so many new drafts a day. Without it: 5.'),
    })
    .optional(),
})

/** One file, checked, not yet completed. */
export type ConfigFile = z.infer<typeof configSchema>

/** Everything that holds, said or not. */
export interface Config {
  /** `owner/repo`, `.` for the same repository; null where this is no source. */
  showcase: string | null
  draft: { when: readonly Occasion[]; label: string; paths: readonly string[]; labels: readonly string[]; authors: readonly string[] }
  benchmarks: {
    files: readonly string[]
    artifacts: readonly string[]
    releaseAssets: readonly string[]
    baseline: readonly string[]
    candidate: readonly string[]
    primary: readonly string[]
    mappings: readonly MappingRule[]
  }
  /** Null takes the default: the preset `plain`, the preset's own folder. */
  entry: { preset: string | null; path: string | null }
  people: { reviewers: readonly string[] }
  privacy: Privacy
  writer: 'template'
  accept: readonly string[]
  /** `who` is empty for everybody with write access. */
  signOff: { who: readonly string[]; count: number; author: boolean }
  limits: { openDrafts: number; perDay: number }
}

/** Reads one file. Throws a KnownError with the line and the nearest key. */
export function parseConfig(text: string, path: string): ConfigFile {
  return readYaml(text, {
    schema: configSchema,
    path,
    what: 'the configuration',
    example: 'One line is enough: "showcase: owner/repo".',
    docs: 'docs/config.md',
  })
}

/** Completes what the files say with what holds without them. */
export function configOf(file: ConfigFile): Config {
  const { draft = {}, benchmarks = {}, entry = {}, people = {}, privacy = {}, limits = {}, accept = [] } = file
  const { who = [], count: signers = 1, author = true } = file['sign-off'] ?? {}
  return {
    showcase: file.showcase ?? null,
    draft: {
      when: draft.when ?? ['label', 'command'],
      label: draft.label ?? 'case-study',
      paths: draft.paths ?? [],
      labels: draft.labels ?? [],
      authors: draft.authors ?? [],
    },
    benchmarks: {
      files: benchmarks.files ?? [],
      artifacts: benchmarks.artifacts ?? ['casewright-bench'],
      releaseAssets: benchmarks['release-assets'] ?? ['*bench*.{txt,json,jsonl,csv,md,log}'],
      baseline: benchmarks.baseline ?? ['baseline/**'],
      candidate: benchmarks.candidate ?? ['candidate/**'],
      primary: benchmarks.primary ?? [],
      mappings: (benchmarks.mappings ?? []).map(ruleOf),
    },
    entry: { preset: entry.preset ?? null, path: entry.path ?? null },
    people: { reviewers: people.reviewers ?? [] },
    privacy: {
      publishPrivate: privacy['publish-private'] ?? false,
      fields: privacy.fields ?? [],
      approvers: privacy.approvers ?? [],
    },
    writer: file.writer ?? 'template',
    accept,
    signOff: { who, count: signers, author },
    limits: { openDrafts: limits['open-drafts'] ?? 10, perDay: limits['per-day'] ?? 5 },
  }
}
