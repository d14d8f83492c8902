import type { Findings } from '../findings.ts'

/**
 * Says that a file holds the single requests of a run. They are samples within it, so that readers give them the role
 * `derived`: what may be compared is the figure of a whole run, in `summary`.
 */
export function singleRequests(count: number, summary: string, found: Findings): void {
  found.flag('single-run', `The file holds ${count} single requests of one run, which are no runs: compare the figures of ${summary}.`)
}
