import type { Better } from '../../model.ts'
import { betterOfUnit } from '../direction.ts'
import { statisticName } from '../labels.ts'
import { isBytes, isRate, isTime, isUnit } from './unit-words.ts'

/** A label taken apart: `Mean TTFT (ms)` is metric TTFT, statistic mean, unit ms. */
export interface MetricName {
  metric: string
  statistic: string
  unit: string
}

/** Takes a header or line label apart. The metric keeps its spelling; a label that is only a unit has an empty metric. */
export function metricName(label: string): MetricName {
  const clean = label
    .slice(0, 200)
    .replace(/[`*]+|:[a-z_]+:/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[:=]$/, '')
    .trim()
  if (/^(?:fastest|slowest)$/i.test(clean)) return { metric: '', statistic: statisticName(clean) ?? 'value', unit: '' }
  const { text, unit } = unitOf(clean)
  let statistic = 'value'
  const metric = text
    .replace(statisticWords, (word) => {
      statistic =
        statistics.get(word.toLowerCase().replace(/[._]$/, '')) ??
        word
          .toLowerCase()
          .replace(/%ile|(?:\.0+)?th(?: percentile)?/, '')
          .replace(/^p?(\d)/, 'p$1')
      return ' '
    })
    .replace(/\(\s*\)/g, ' ')
    .replace(/[\s_]*\s[\s_]*/g, ' ')
    .replace(/^[\s,;_-]+|[\s,;_-]+$/g, '')
  return { metric, statistic, unit }
}

const statistics = new Map(
  Object.entries({
    mean: 'mean',
    avg: 'mean',
    average: 'mean',
    median: 'median',
    med: 'median',
    min: 'min',
    minimum: 'min',
    fastest: 'min',
    best: 'min',
    max: 'max',
    maximum: 'max',
    slowest: 'max',
    worst: 'max',
    peak: 'max',
    geomean: 'geometric mean',
    geometric: 'geometric mean',
  }),
)
const statisticWords =
  /(?<![A-Za-z0-9])(?:mean|avg|average|median|med|min|minimum|max|maximum|geomean|p\d{1,2}(?:\.\d{1,3})?|\d{2}(?:\.\d)?%ile|(?:50|75|90|95|99(?:\.\d{1,3})?)(?:\.0+)?th(?: percentile)?)(?:\.(?= ))?(?![A-Za-z0-9])|(?<![a-zA-Z0-9])(?:mean|avg|median|min|max|p\d{2})_/gi

/** The unit of a label: in its last brackets, as its first word (`t/s master`), after a comma, as its last word, or as a suffix (`mean_tpot_ms`). */
function unitOf(label: string): { text: string; unit: string } {
  const bracket = /^([^()[\]]*(?:[([][^()[\]]*[)\]][^()[\]]*)*?)[([]([^()[\]]{1,24})[)\]]\s*$/.exec(label)
  const inside = bracket?.[2]?.trim() ?? ''
  if (bracket !== null && isUnit(inside)) return { text: (bracket[1] ?? '').trim(), unit: inside }
  // "Requests per second": never so many seconds.
  const rate = /^(?:(.*) )?([A-Za-z]{1,16} per [A-Za-z]{1,12})$/.exec(label)
  if (rate !== null && isRate(rate[2] ?? '') && isUnit(rate[2] ?? '')) return { text: rate[1] ?? '', unit: rate[2] ?? '' }
  const word = /^(.*?)(?:^|,? )([^\s,()]{1,16})$/.exec(label)
  if (
    word !== null &&
    isUnit(word[2] ?? '') &&
    (word[1] !== '' || ((word[2] ?? '').length > 1 && !/^(?:second|minute|hour|byte)$/.test(word[2] ?? ''))) &&
    !/ per$/i.test(word[1] ?? '') &&
    !/\d$/.test(word[1] ?? '') &&
    !/^(?:[xX]|toks?|tokens?|re(?:q|quest)s?|ops?|cycles|instructions|allocs|user)$/.test(word[2] ?? '')
  )
    return { text: (word[1] ?? '').trim(), unit: word[2] ?? '' }
  const first = /^([^\s,()]{1,16})\s+(\S.*)$/.exec(label)
  if (first !== null && /\//.test(first[1] ?? '') && isUnit(first[1] ?? '')) return { text: first[2] ?? '', unit: first[1] ?? '' }
  const suffix = /^(.*[A-Za-z0-9])_(ms|us|ns|sec|seconds|mb|gb|kb|mib|gib|bytes|tflops|gbps|tps|rps|qps|s)$/i.exec(label)
  if (suffix !== null) return { text: suffix[1] ?? '', unit: suffix[2] ?? '' }
  return { text: label, unit: '' }
}

const lower =
  /latency|latencies|\btime|time\b|duration|elapsed|\bttft|ttft\b|tpot|\bitl|e2el?\b|memory|\bmem\b|\brss\b|\bvram\b|\bsize|size\b|alloc|\bbytes?\b|loss|perplexity|\bppl\b|\berr\b|error|invalid|fail|overhead|footprint|slowdown|\bcpu\b|\breal\b|\buser\b|\bsys(?:tem)?\b|instructions|cycles|startup|for (?:the )?last \d{1,6} \w{1,12}$|\bgzip\b|miss(?:es)?\b|\bcost\b|took|\bwait|delay|pause/i
const higher =
  /\b(?:gsm8k|mmlu|gpqa|humaneval|hellaswag|winogrande|truthfulqa|math500|aime|arc_)|throughput|tput|\btps\b|\brps\b|\bqps\b|\bops\b|bandwidth|flops|accuracy|\bacc\b|\bscores?\b|\bf1\b|exact_match|goodput|\bfps\b|(?<![-\w])speed(?![-\w]| ?down)|pass@|\bmfu\b|hit[ _-]?rate|\bbleu\b|\brouge\b|interactivity|improvement|accept(?:ance)?[ _](?:length|rate)|reward/i

/** What goes wrong, also when it is counted per second. */
const mishaps =
  /\b(?:(?:cache )?miss(?:es)?|errors?|fail(?:ed|ures?)|dropped|drops|retrans\w*|faults?|timeouts?|rejected|evictions?|stalls?)\b/i

/** Which way is good, by the metric's name and else by its unit. */
export function betterOf(metric: string, unit: string): Better {
  if (isRate(unit)) return mishaps.test(`${metric} ${unit}`) ? 'lower' : 'higher'
  // "Time (%)": a share of the whole.
  if (unit === '%' && /\btime\b|^self\b|\btotal\b|percent of cpu/i.test(metric)) return 'unknown'
  if ((higher.test(metric) || /\bipc\b|\bins\w+ (?:per )?cycle\b/i.test(metric)) && !isTime(unit)) return 'higher'
  if (lower.test(metric) || isTime(unit)) return 'lower'
  if (isBytes(unit) || /^(?:allocs|B|bytes|instructions|cycles)\/op$/.test(unit)) return 'lower'
  return betterOfUnit(unit)
}

/** Whether a name is that of something measured. */
export function isMeasured(name: string): boolean {
  return lower.test(name) || higher.test(name)
}

/** `p99`: a statistic, of what its unit or the words around it say. */
export function isPercentile(name: string): boolean {
  return /^p\d{1,2}(?:\.\d{1,3})?$/i.test(name)
}

/** Counts and settings that describe the load, not the result. */
export function isWorkload(name: string): boolean {
  return workload.test(name)
}
const workload =
  /^(?:successful|failed|total|completed|cancelled)?\s*(?:requests?|input (?:text |vision )?tokens|generated tokens.*|output tokens|prompts?)$|^total (?:input|generated|output|input text|input vision) tokens.*|request concurrency|^peak concurrent requests|^concurrency$|request rate|^num[_ ]?(?:prompts|requests|questions|samples)|^(?:iterations|rounds|samples|runs|repeats?|trials)$/i

/** Names of settings, sizes of a problem and ranks: their numbers say where a figure belongs. */
export function isSetting(name: string): boolean {
  return setting.test(name.trim()) || isWorkload(name)
}
const setting =
  /^#|^(?:batch(?:[ _]?size)?s?|bs|bsz|ctx|context(?: length)?|concurrency|prompts|n[_ ]?req|n|m|k|b|h|d|s|t|isl|osl|input(?:[ _]?len(?:gth)?)?|output(?:[ _]?len(?:gth)?)?|seq(?:[ _]?len(?:gth)?)?|seqlen|length|len|hdim|head[ _]?dim|heads?|nhead|causal|dim|hidden(?:[ _]size)?|num[ _]?\w+|n[_ ]kv|pp|tg|tp|dp|ep|threads?|num threads.*|workers?|nodes?|shards?|replicas?|size|rows?|cols?|columns|count|index|rank|status|timing ranks|version|n-shot|shots?|filter|ngl|n_batch|n_ubatch|fa|test|step|steps|epoch|iter|iters|iterations|samples|trials?|runs?|repeat|seed|qps|rate|request rate|scale|year|date|port|id|level|depth|cnt|experts?|topk|top_k|tokens|num_tokens|params?|\(?size\)?|mode|line|order|gpus?|cores?|page(?:[ _]size)?|block(?:[ _]size)?)$/i

/** "test: 31 s", `rows | 1.2M rows/s`: a time or rate under the name of a setting was measured, but a rate of requests is set. */
export function isTimed(name: string, unit: string): boolean {
  return (isTime(unit) || isRate(unit)) && !/rate|[rq]ps/i.test(name)
}

/** Derived from two figures: never a measurement of its own beside them. */
export function isDerived(name: string): boolean {
  return derived.test(name)
}
const derived =
  /(?<![-\w])speed-?up(?![-\w])|slow-?down(?![-\w])|\bdelta\b|\u0394|\u2206|\bchange\b|\bdiff(?:erence)?s?\b|improvement|\bgain\b|\bratio\b|\bfactor\b|reduction|\bvs\.?\b|relative|regression|\bsaving|% ?(?:change|diff)|\bimpr\b|^%$|increase|decrease|^x$|提升|改善率|变化|変化|加速比|增益|降幅|差异/i

/** A limit that something is held against. */
export function isThreshold(name: string): boolean {
  return /threshold|\blimit\b|\btarget\b|\bbudget\b|\bslo\b|expected|tolerance|required|\ballowed\b|\bgoal\b|\bcap\b/i.test(name)
}

/** How far samples lie apart. */
export function isSpread(name: string): boolean {
  return /^(?:±|\+\/-)|\bstd(?:[ _-]?(?:dev|err))?\b|std ?dev|standard ?deviation|stderr|variance|\bcv\b|\brme\b|\bsigma\b|σ|mean error|confidence|\bci\b|coefficient|\bp-?value\b|^error$|^range$|accuracy \(\*/i.test(
    name,
  )
}

/** What a bare unit measures; empty when it does not say. */
export function kindOf(unit: string): string {
  if (/\/op$/.test(unit)) return isTime(unit) ? 'sec/op' : unit
  if (isTime(unit)) return 'time'
  if (isRate(unit)) return 'throughput'
  return isBytes(unit) ? 'size' : ''
}

/** What is set and not measured: its numbers may go from one to another, and nothing got better. */
export function isConfigured(name: string): boolean {
  return configured.test(name)
}
const configured =
  /time-?out|interval|limit|threshold|budget|default|version|\bttl\b|retention|window|quota|\bcap\b|deadline|back-?off|\b(?:max|min)_(?!abs|rel|err|lat|time|mem|diff)|buffer|config|lines? of code|\blines\b|\bloc\b|bump|upgrade|(?<![\w-])(?:python|node\.?js)(?![\w-])|sleep|\bpoll|\btick\b|debounce|\bchunk|\bpage|block size|granularity|\bsampl(?:e|ing) (?:rate|period)|grace|\blease|heartbeat|\bretr(?:y|ies)|frequency|\bwait\b/i
