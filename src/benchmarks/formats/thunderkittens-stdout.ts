import { matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { type Context, contextOf, startContext } from './thunderkittens-context.ts'
import { readKittenTables } from './thunderkittens-table.ts'

/** https://github.com/HazyResearch/ThunderKittens: the harnesses in kernels/ */
export const thunderkittensStdout: Reader = {
  name: 'thunderkittens-stdout',
  title: 'ThunderKittens benchmarks',
  docs: 'What the harnesses of the kernels print, in C++ and Python; TFLOPS follow from the time beside them.',
  primary: ['time', 'tflops'],
  detect: (document) => matches(document, signs),
  parse(document, found) {
    let context = startContext
    for (const line of document.lines) {
      context = contextOf(line.text, context)
      found.environment('gpu', /^GPU: (\S.*)$/.exec(line.text)?.[1] ?? null)
      context = readLine(line, context, found)
    }
    readKittenTables(document, found)
  },
}

const signs =
  /^Average time taken: [\d.]+ us *$|^Efficiency: [\d.]+ TFLOPS *$|^Achieved performance: [\d.e+]+ TFLOPs *$|^Method \S+ -- Efficiency: |^ThunderKittens: [\d.]+ms, |^(?:\[[^\]\n]{1,40}\] ?)?TK(?: \w+)?: [\d.]+ ms \| |_TK_c=[tf](?: |$)/m

const number = String.raw`(nan|inf|[\d.]+(?:e[-+]?\d+)?)`
const time = new RegExp(`^(?:Average time taken|Avg Kernel execution time|Average kernel execution time|Average time): ${number} (us)$`)
const rate = new RegExp(`^(?:Efficiency|Achieved performance|Average TFLOPs|Performance): ${number} (TFLOPS|TFLOPs|TFLOp/s|TFLOP/s)$`)
const method = new RegExp(`^Method (\\S+) -- Efficiency: ${number} (TFLOPS), Time: ${number} (us)\\b`)
const pair = new RegExp(`^(?:\\[[^\\]]{1,40}\\] ?)?([A-Z][\\w ]{0,40}): ${number} ?(ms)(?:, | \\| )${number} ?(TFLOPS|TFLOp/s|TFLOP/s)$`)

/** Answers the context after the line: a rate that follows a time is that time once more. */
function readLine(line: Line, context: Context, found: Findings): Context {
  const text = line.text.trim()
  const shared = { benchmark: '', condition: context.condition, statistic: 'mean' } as const
  const timed = time.exec(text)
  if (timed) {
    found.line(line, timed[1] ?? '', { ...shared, metric: 'time', unit: timed[2] ?? '', better: 'lower' })
    return { ...context, timed: true }
  }
  const rated = rate.exec(text)
  if (rated) {
    const role = context.timed ? 'derived' : 'result'
    found.line(line, rated[1] ?? '', { ...shared, metric: 'tflops', unit: rated[2] ?? '', better: 'higher', role })
    return { ...context, timed: false }
  }
  const [, name, speed, unit, spent, timeUnit] = method.exec(text) ?? []
  const [, other, otherTime, otherUnit, otherRate, rateUnit] = pair.exec(text) ?? []
  const both =
    name === undefined
      ? { benchmark: other, time: otherTime, timeUnit: otherUnit, rate: otherRate, unit: rateUnit }
      : { benchmark: name, time: spent, timeUnit, rate: speed, unit }
  if (both.benchmark === undefined) return context
  const figure = { ...shared, benchmark: both.benchmark }
  found.line(line, both.time ?? '', { ...figure, metric: 'time', unit: both.timeUnit ?? '', better: 'lower' })
  found.line(line, both.rate ?? '', { ...figure, metric: 'tflops', unit: both.unit ?? '', better: 'higher', role: 'derived' })
  return context
}
