/** What a command leaves behind: outputs, a summary, annotations, and whether the step fails. */
import type { Place } from './log.ts'

/** Every output of action.yml; a text each, empty for none. */
export interface Outputs {
  'pull-request-number': string
  'pull-request-url': string
  'pull-request-operation': 'created' | 'updated' | 'closed' | 'none'
  'pull-request-head-sha': string
  'pull-request-branch': string
  'pull-request-commits-verified': string
  entries: string
  verification: string
  /** `sign-off` alone. */
  signed: string
}

export const noOutputs: Outputs = {
  'pull-request-number': '',
  'pull-request-url': '',
  'pull-request-operation': 'none',
  'pull-request-head-sha': '',
  'pull-request-branch': '',
  'pull-request-commits-verified': '',
  entries: '[]',
  verification: '',
  signed: '',
}

export interface Annotation {
  level: 'notice' | 'warning' | 'error'
  title: string
  text: string
  place?: Place
}

export interface Outcome {
  outputs: Outputs
  /** Markdown; empty for none. */
  summary: string
  annotations: readonly Annotation[]
  failed: boolean
}

/** Nothing was to be done, for a reason. */
export function nothing(why: string): Outcome {
  return { outputs: noOutputs, summary: '', annotations: [{ level: 'notice', title: 'Nothing to do', text: why }], failed: false }
}
