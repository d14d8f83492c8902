/** What goes wrong on purpose: at the n-th request, or at every request that matches. */
import type { Exchange } from './history.ts'

export interface Fault {
  /** The index of the request in the history. */
  request?: number
  method?: string
  path?: string | RegExp
  operation?: string | RegExp
  /** How often it strikes; once unless told. */
  times?: number
  /**
   * - `status`: this status instead of an answer (with `retryAfter` seconds and `json` where given), and nothing happens
   * - `status-after`: the request is carried out, and answered with this status all the same
   * - `reset`: `call` runs (to kill who asked), and the connection is cut before anything happens
   * - `reset-after`: the request is carried out, then `call` runs (to kill who asked), and the connection is cut
   * - `timeout`: no answer ever (the connection stays open until the client gives up)
   * - `truncated`: the request is carried out; half of the JSON arrives, with status 200
   * - `wrong-json`: the request is carried out; `[]` or `{}` arrives instead of the answer
   * - `latency`: the answer comes after `milliseconds`
   * - `lag`: 404, as right after one's own write
   * - `call`: the test's own function runs first (to change the world in between)
   */
  kind: 'status' | 'status-after' | 'reset' | 'reset-after' | 'timeout' | 'truncated' | 'wrong-json' | 'latency' | 'lag' | 'call'
  status?: number
  message?: string
  /** The answer's body, for instance the errors of a query. */
  json?: unknown
  retryAfter?: number
  headers?: Record<string, string>
  milliseconds?: number
  call?: () => unknown
}

/** The first fault that strikes this request; it is used up by that. */
export function takeFault(faults: Fault[], request: Pick<Exchange, 'index' | 'method' | 'path' | 'operation'>): Fault | null {
  const found = faults.find((fault) => strikes(fault, request))
  if (!found) return null
  found.times = (found.times ?? 1) - 1
  if (found.times <= 0) faults.splice(faults.indexOf(found), 1)
  return found
}

function strikes(fault: Fault, request: Pick<Exchange, 'index' | 'method' | 'path' | 'operation'>): boolean {
  if (fault.request !== undefined && fault.request !== request.index) return false
  if (fault.method !== undefined && fault.method !== request.method) return false
  return fits(fault.path, request.path) && fits(fault.operation, request.operation)
}

function fits(wanted: string | RegExp | undefined, value: string): boolean {
  if (wanted === undefined) return true
  return typeof wanted === 'string' ? wanted === value : wanted.test(value)
}
