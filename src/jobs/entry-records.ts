/** The ledger and the signature of an entry's folder, or why they are none: findings, since a broken one must not stop the others. */
import type { z } from 'zod'
import type { Finding } from '../claims/check/finding.ts'
import { type EntryFile, type Ledger, ledgerSchema, type SignOff, signOffSchema } from '../model.ts'
import { textOf } from './entry-files.ts'

/** `evidence.json`, checked; null with a finding where it is no ledger. */
export function ledgerIn(files: readonly EntryFile[]): { ledger: Ledger | null; findings: Finding[] } {
  const wrong = (message: string): Finding => ({ grade: 'wrong', code: 'schema', file: 'evidence.json', line: 1, message })
  const value = jsonOf(textOf(files, 'evidence.json'))
  if (value === undefined) return { ledger: null, findings: [wrong('this is not valid JSON. Take the file from the draft again.')] }
  const checked = inShape(ledgerSchema, value)
  if (checked.success) return { ledger: checked.data, findings: [] }
  const [issue] = checked.error.issues
  const where = issue?.path.join('.') || 'the whole file'
  return {
    ledger: null,
    findings: [wrong(`this is no ledger: ${where}: ${issue?.message ?? 'invalid'}. Take the file from the draft again.`)],
  }
}

/** `sign-off.json`, checked; null where there is none, and with a finding where it is no record of a signature. */
export function signOffIn(files: readonly EntryFile[]): { signOff: SignOff | null; findings: Finding[] } {
  if (!files.some((file) => file.path === 'sign-off.json')) return { signOff: null, findings: [] }
  const checked = inShape(signOffSchema, jsonOf(textOf(files, 'sign-off.json')))
  if (checked.success) return { signOff: checked.data, findings: [] }
  const message = 'this is no record of a signature. Sign again: casewright sign-off DIR --as NAME.'
  return { signOff: null, findings: [{ grade: 'wrong', code: 'signature', file: 'sign-off.json', line: 1, message }] }
}

function inShape<T>(schema: z.ZodType<T>, value: unknown): z.ZodSafeParseResult<T> {
  return schema.safeParse(value)
}

/** Undefined for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
