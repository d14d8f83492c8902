/** What every command prints with: answers on stdout, everything else on stderr; colours only where a person looks. */
import { styleText } from 'node:util'
import type { KnownError } from '../errors.ts'

type Style = Parameters<typeof styleText>[0]

/** Colours `text` for `stream`; plain where it is no terminal or NO_COLOR is set (node decides). */
export function paint(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(style, text, { stream, validateStream: true })
}

/**
 * A reader that goes away (`| head`) is nobody's fault: what is left to print is not printed, and the work goes on to its
 * end, since a draft half written helps nobody.
 */
export function letReadersGo(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
}

/** Characters on a line of the answer: the terminal's, elsewhere what COLUMNS says; no end without either. */
export function lineWidth(): number {
  const said = process.stdout.columns ?? Number(process.env.COLUMNS)
  return Number.isInteger(said) && said >= 20 ? said : Number.POSITIVE_INFINITY
}

/** Prints one JSON value as the whole answer. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** Prints a line of the answer. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`)
}

/** Prints a line beside the answer. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Prints a fault with its mend; answers its exit code. */
export function failure(error: KnownError): number {
  note(`${paint('red', 'casewright:', process.stderr)} ${error.message}`)
  return error.exitCode
}

/** A one-line progress display on stderr, first shown after a second, and only on a terminal. */
export function progress(): { step(label: string, done?: number, total?: number): void; end(): void } {
  const live = process.stderr.isTTY === true && process.env.CI === undefined
  const started = performance.now()
  let shown = false
  return {
    step(label, done, total) {
      if (!live || performance.now() - started < 1000) return
      const share = done !== undefined && total ? ` ${Math.floor((100 * done) / total)} %` : ''
      process.stderr.write(`\r\u001b[2K${label}${share}`)
      shown = true
    },
    end() {
      if (shown) process.stderr.write('\r\u001b[2K')
      shown = false
    },
  }
}
