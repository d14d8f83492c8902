/**
 * What the runner reads on standard output: plain lines, and workflow commands. The runner takes any line that begins
 * with `::` for a command, and `##[` anywhere, so nothing of a stranger's leaves here unneutralised.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
/** A place in the workspace that a message belongs to. */
export interface Place {
  file: string
  line: number
}

/** Long lines are cut: a log is no place for a document. */
const LONGEST = 4000

/** What colours and moves a terminal; node:util has this too, and costs the start two milliseconds. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const TERMINAL = /[\u001B\u009B]\[?[0-9;?]*[A-Za-z]/g

/** Prints a line. */
export function line(text: string): void {
  process.stdout.write(`${plain(text)}\n`)
}

/** Prints a notice, a warning or an error, which GitHub shows on the run's page, and at its line where it has a place. */
export function annotate(level: 'notice' | 'warning' | 'error', title: string, text: string, place?: Place): void {
  const properties = [
    ['title', title],
    ...(place === undefined
      ? []
      : [
          ['file', place.file],
          ['line', String(place.line)],
        ]),
  ] as const
  const said = properties.map(([name, value = '']) => `${name}=${property(plain(value))}`).join(',')
  process.stdout.write(`::${level} ${said}::${data(plain(text))}\n`)
}

/** Hides a secret, and its base64, in everything that is printed from here on. */
export function mask(secret: string): void {
  for (const value of [secret, Buffer.from(secret).toString('base64')]) {
    if (value !== '') process.stdout.write(`::add-mask::${data(value)}\n`)
  }
}

/** One line without colours, control characters or anything that the runner takes for a command. */
export function plain(text: string): string {
  const single = text
    .replaceAll(TERMINAL, '')
    // Directions, joiners and separators too: a line must read as it is.
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]+/gu, ' ')
    .replaceAll('::', ': :')
    .replaceAll('##[', '## [')
    .trim()
  return single.length <= LONGEST ? single : `${single.slice(0, LONGEST).replace(/\p{Cs}$/u, '')} …`
}

/** As @actions/core writes a message. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
