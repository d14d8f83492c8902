/** A process of its own that reads a range and prints its peak memory in bytes: what `../diff-100mb.ts` measures. */
import { suspiciousLine } from '../../src/policy/secrets.ts'
import { collectRange } from '../../src/sources/git/range.ts'

const [directory = '.', range = 'HEAD~1..HEAD'] = process.argv.slice(2)
const { changes } = await collectRange({ directory, range, suspicious: suspiciousLine })
if (changes.length === 0) throw new Error('no file was read')
process.stdout.write(String(process.resourceUsage().maxRSS * 1024))
