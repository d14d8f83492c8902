/** The words of a signature, and who stands behind a page besides the signer. */
import { readFrontMatter } from '../claims/check/front-matter.ts'
import type { Ledger } from '../model.ts'

/** What a person signs, word for word. */
export function statementOf(measured: boolean): string {
  return `I read this page, I know the change, and I stand for these figures. I ${measured ? 'did' : 'did not'} repeat the measurement.`
}

/** Whether a review or a comment says that its writer repeated the measurement. */
export function saysMeasured(text: string): boolean {
  return /\bI did repeat the measurement\b/i.test(text)
}

/** Who wrote the page, as its front matter has it. */
export function authorsOf(markdown: string): string[] {
  const { authors } = readFrontMatter(markdown).frontMatter.values
  return Array.isArray(authors) ? authors.filter((author): author is string => typeof author === 'string') : []
}

/** Who vouched for or stated the figures that the entry rests on. */
export function measurersOf(ledger: Ledger): string[] {
  const used = new Set(ledger.measurements.map((measurement) => measurement.source))
  return [...new Set(ledger.sources.filter((source) => used.has(source.id)).flatMap((source) => source.by ?? []))]
}
