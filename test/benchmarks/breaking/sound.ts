/** What no input may make of a reading: a figure that the text does not hold, or a second of waiting. */
import { clean } from '../../../src/benchmarks/document/decode.ts'
import { parseJson } from '../../../src/benchmarks/document/json-parse.ts'
import { read } from '../../../src/benchmarks/read.ts'
import type { Measurement, ReaderInput, Reading } from '../../../src/model.ts'

/** Reads it, and says what is wrong with what comes out; null when nothing is. */
export function faultOf(input: ReaderInput, options: { format?: string } = {}): string | null {
  const start = process.cpuUsage()
  const reading = read(input, options)
  // Places are worked out when somebody looks.
  JSON.stringify(reading)
  // Of the processor: what else runs on the machine must not fail a test.
  const { user, system } = process.cpuUsage(start)
  const seconds = (user + system) / 1e6
  return seconds > 1 ? `${seconds} s for ${input.text.length} characters` : inventedIn(reading, input.text)
}

/** A measurement that does not stand in the text as it says. */
export function inventedIn({ measurements }: Reading, written: string): string | null {
  const ids = new Set(measurements.map(({ id }) => id))
  if (ids.size !== measurements.length) return 'an id stands twice'
  // Readers see the text without colours and marks, and say places in it.
  const texts = [written, clean(written)]
  const lines = texts.map((text) => text.split('\n'))
  let json: { values: unknown[] } | null | undefined
  const jsonOf = () => {
    json ??= parseJson(texts[1] ?? '')
    return json?.values ?? []
  }
  for (const measurement of measurements) {
    const { locator, value, samples, spread } = measurement
    const fault = (what: string) => `${what}: ${JSON.stringify(measurement)}`
    if (!Number.isFinite(value) || locator.text === '' || !texts.some((text) => text.includes(locator.text))) return fault('invented')
    if (locator.line !== undefined && !lines.some((all) => all[(locator.line ?? 0) - 1]?.includes(locator.text)))
      return fault('not in its line')
    if (locator.pointer !== undefined && !isAt(jsonOf(), locator.pointer, measurement)) return fault('not at its pointer')
    if (samples !== null && !(Number.isInteger(samples) && samples >= 0)) return fault('no number of samples')
    if ([spread?.value, spread?.low, spread?.high].some((part) => part !== undefined && !Number.isFinite(part))) return fault('no spread')
  }
  return null
}

function isAt(values: readonly unknown[], pointer: string, { value }: Measurement): boolean {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  const found = keys.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    values.length === 1 ? values[0] : values,
  )
  return Number(found) === value
}
