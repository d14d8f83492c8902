/** Flags as warnings: what readers noticed in files, and what texts say against figures. */
import type { Flag, Warning } from '../model.ts'
import type { SaidFlag } from './said-flags.ts'

/** A warning before it is decided which are said: a grave one before all others, one of the design where nothing else may be wrong. */
export type Finding = Omit<Warning, 'said'> & { grave?: true; design?: true }

/** Flags of readers that weaken a figure, under the warning a reader of the page should see. */
const FLAGGED: Readonly<Record<string, string>> = {
  'all-failed': 'W18',
  'partial-failure': 'W18',
  'declared-invalid': 'W18',
  'high-variance': 'W04',
  'error-exceeds-score': 'W04',
  'cold-run': 'W19',
  'no-warmup': 'W19',
  'debug-build': 'W05',
  'cpu-scaling': 'W05',
  'dirty-tree': 'W27',
  'profiler-timing': 'W16',
  'percentile-beyond-n': 'W21',
  'low-precision': 'W21',
  implausible: 'W25',
  'claim-mismatch': 'W25',
}

/**
 * What failed while it was measured comes before what nobody checked, and so reaches the page: in these words where the reader's
 * have digits, which would be figures without a source.
 */
const FAILED: Readonly<Record<string, string>> = {
  'all-failed': 'Some of what was measured failed every time, and has no figures.',
  'partial-failure': 'Some of what was measured failed, which the figures do not show.',
}

/** What a text's own words do to its figures: said in ours, since a quotation needs its source, with the texts beside it. */
const SAID: Readonly<Record<string, Pick<Finding, 'code' | 'message' | 'grave'>>> = {
  'withdrawn by author': { code: 'W22', message: 'The author took figures back; they are left out.', grave: true },
  'disputed by other': { code: 'W22', message: 'The discussion doubts a figure.', grave: true },
  'disputed by author': { code: 'W03', message: 'The author calls a difference noise or not significant.' },
  'sample-output by author': { code: 'W13', message: 'Figures that the author calls a sample of output are left out.' },
  'other-change by author': { code: 'W13', message: 'Figures of another change are left out.' },
  'sides-unknown by author': { code: 'W13', message: 'Figures of variants that no label calls before or after are left out.' },
  'variants-compared by author': {
    code: 'W10',
    message: 'A table compares variants, and no label says which of them is this change.',
  },
}

/** What people say against figures of texts, once a kind, with the sources that say it. */
export function fromTexts(flags: readonly SaidFlag[]): Finding[] {
  return [...Map.groupBy(flags, ({ code, by }) => `${code} by ${by}`)].flatMap(([kind, group]) => {
    const said = SAID[kind]
    return said === undefined ? [] : [{ ...said, about: [...new Set(group.map(({ source }) => source))] }]
  })
}

/** One warning a kind of flag, in the reader's own words, with how often it was raised. */
export function fromFlags(flags: readonly Flag[]): Finding[] {
  return [...Map.groupBy(flags, (flag) => flag.code)].flatMap(([flagged, group]) => {
    const code = FLAGGED[flagged]
    const [first] = group
    if (code === undefined || first === undefined) return []
    const more = group.length === 1 ? '' : ` (and in ${group.length - 1} more ${group.length === 2 ? 'place' : 'places'})`
    const message = `${first.message.replace(/[.]$/, '')}${more}.`
    const failed = FAILED[flagged]
    return failed === undefined
      ? [{ code, message, about: [] }]
      : [{ code, message: /\d/.test(message) ? failed : message, about: [], grave: true }]
  })
}
