/** What people do to a draft without making it wrong: other words, other order, merged sentences, fewer digits, other units. */

export interface Edit {
  entry: 'ringcache' | 'kernel' | 'harvest'
  /** Spaces before units are no-break ones in the entries; here they are plain for reading. */
  from: string
  to: string
}

const ringcache = (from: string, to: string): Edit => ({ entry: 'ringcache', from, to })
const kernel = (from: string, to: string): Edit => ({ entry: 'kernel', from, to })
const harvest = (from: string, to: string): Edit => ({ entry: 'harvest', from, to })

const LEAD = 'Get/parallel now takes 61 ns instead of 183 ns: 66 % less time (95 % interval 65 to 67 %, ten runs a side on AMD EPYC 7763).'
const PRICE = 'It has a price: Get/serial takes 7.8 % more time and New takes 4.8 times as long.'
const COSTS = 'Get/serial takes 1.7 ns more: 21.3 ns before and 23.0 ns after.'
const NEW = 'New takes 1,571 ns more: 414 ns before and 1,986 ns after.'
const MEMORY = 'New needs 4.1 times as much memory: 1,184 B before and 4,864 B after.'
const REPORT = 'The author reports 19.3 µs before and 11.8 µs after for nsys trace top-k + renormalize.'
const OUTPUT = 'Output throughput went from 4,655 to 4,749 tok/s.'
const TTFT = 'Time to first token, P99 got worse: 402.1 before, 409.7 ms after.'
const RUNS = 'That is one run each on 8 × H100 SXM, too few to call it a gain.'

export const EDITS: readonly Edit[] = [
  // Title and description
  ringcache('Shard the LRU lock: 183 → 61 ns for Get/parallel', 'Sharding one lock: a parallel read in 61 ns instead of 183 ns'),
  ringcache('Shard the LRU lock: 183 → 61 ns for Get/parallel', 'One lock became many'),
  ringcache('Shard the LRU lock: 183 → 61 ns for Get/parallel', 'How a lock in ringcache was split, and what a Get gained: 66 % less time'),
  kernel(
    'Fuse grouped top-k and renormalize in the MoE router: 19.3 → 11.8 µs',
    'One kernel in place of two: 11.8 µs where it was 19.3 µs',
  ),
  kernel('Fuse grouped top-k and renormalize in the MoE router: 19.3 → 11.8 µs', 'One kernel instead of two in the MoE router'),
  harvest('One retry policy instead of four"', 'Four retries became one policy"'),
  // The lead, in other words
  ringcache(LEAD, 'A Get/parallel fell from 183 ns to 61 ns, which is 66 % less time (95 % interval 65 to 67 %, ten runs a side).'),
  ringcache(LEAD, 'On ten runs a side, Get/parallel dropped from 183 ns to 61 ns: 66 % less time, with a 95 % interval of 65 to 67 %.'),
  ringcache(LEAD, 'It used to take 183 ns to do a Get/parallel; now it takes 61 ns (66 % less time, ten runs a side).'),
  ringcache(LEAD, 'Get/parallel takes a third of the time: 61 ns instead of 183 ns (ten runs a side).'),
  ringcache(LEAD, 'Get/parallel is 3.0 × as fast: 61 ns, down from 183 ns, in ten runs a side.'),
  ringcache(LEAD, 'Get/parallel is nearly three times as fast, at 61 ns against 183 ns before.'),
  ringcache(LEAD, 'Before, a Get/parallel took 183 ns. After, it takes 61 ns. That is 66 % less time (95 % interval 65 to 67 %).'),
  ringcache(LEAD, 'With the lock split, Get/parallel takes 0.061 µs instead of 0.183 µs: 66 % less time.'),
  ringcache(LEAD, 'Get/parallel now takes about 60 ns instead of about 180 ns, roughly two thirds less.'),
  ringcache(LEAD, 'Get/parallel now takes 61.4 ns instead of 182.9 ns: 66.4 % less time (ten runs a side).'),
  ringcache(LEAD, 'Reads in parallel (Get/parallel) take 66 % less time: 61 ns, where it was 183 ns.'),
  ringcache(
    LEAD,
    'Get/parallel improved from 183 ns to 61 ns (66 % less time, 95 % interval 65 to 67 %, ten runs a side on AMD EPYC 7763).',
  ),
  ringcache(LEAD, 'Get/parallel is faster now: 61 ns instead of 183 ns, and that holds over ten runs a side.'),
  ringcache(LEAD, 'Get/parallel takes more than 60 % less time: 61 ns now, 183 ns on main.'),
  ringcache(LEAD, 'Get/parallel takes 61 ns where main takes 183 ns, 121 ns less in each call (ten runs a side).'),
  ringcache(LEAD, 'Get/parallel takes 34 % of the old time (95 % interval 33 to 35 %).'),
  // The costs in the lead
  ringcache(PRICE, 'The price: New takes 4.8 times as long, and Get/serial takes 7.8 % more time.'),
  ringcache(PRICE, 'Get/serial pays 7.8 % more time, New almost five times as long.'),
  ringcache(PRICE, 'Get/serial is 7.8 % slower; New went from 414 ns to 1,986 ns.'),
  ringcache(PRICE, 'In return Get/serial got worse by 1.7 ns, and New takes 1.99 µs instead of 0.41 µs.'),
  ringcache(PRICE, 'Not everything got better: Get/serial takes 8 % more time and New about 5 times as long.'),
  ringcache(
    `${LEAD} ${PRICE}`,
    'Get/parallel now takes 61 ns instead of 183 ns, while Get/serial takes 7.8 % more time and New takes 4.8 times as long.',
  ),
  // The table
  ringcache('| Median of ten runs | before | after |', '| Medians | main | this change |'),
  ringcache('| Median of ten runs | before | after |', '| Median of 10 runs | old | new |'),
  ringcache('| New | 414 ns | 1,986 ns |', '| New | 0.414 µs | 1.99 µs |'),
  ringcache('| New | 414 ns | 1,986 ns |', '| New | 414 ns | 1.986 µs |'),
  ringcache(
    '| Get/parallel | 182.9 ns | 61.4 ns | 66 % less time (65 to 67 %) |',
    '| Get/parallel | 183 ns | 61 ns | 66 % less (65 to 67 %) |',
  ),
  ringcache('**7.8 % more time** (7.4 to 8.7 %)', '**7.8 % more, worse** (7.4 to 8.7 %)'),
  ringcache('**4.8 times as long** (4.7 to 4.8)', '**4.8 × as long** (4.7 to 4.8 ×)'),
  ringcache('| New: memory allocated | 1,184 B | 4,864 B |', '| New: memory allocated | 1.2 kB | 4.9 kB |'),
  // What it costs
  ringcache(COSTS, 'Get/serial went up from 21.3 ns to 23.0 ns, 1.7 ns more.'),
  ringcache(COSTS, 'A Get/serial costs 1.7 ns more than before (23.0 ns, up from 21.3 ns).'),
  ringcache(COSTS, 'Who calls Get/serial waits 23 ns instead of 21 ns.'),
  ringcache(NEW, 'New takes 1.6 µs more: 1,986 ns instead of 414 ns.'),
  ringcache(NEW, 'New rose from 414 ns to 1,986 ns.'),
  ringcache(NEW, 'New takes 2.0 µs now and took 0.4 µs before.'),
  ringcache(MEMORY, 'New needs four times as much memory: 4,864 B, up from 1,184 B.'),
  ringcache(MEMORY, 'A new cache (New: memory allocated) needs 4,864 B instead of 1,184 B, 3,680 B more.'),
  ringcache(`${COSTS} ${NEW}`, 'Get/serial takes 1.7 ns more and New 1,571 ns more.'),
  ringcache(`${NEW} ${MEMORY}`, `${MEMORY} ${NEW}`),
  // What to expect, and the facts
  ringcache(
    'Expect 65 to 67 % less time for Get/parallel on a machine like this one.',
    'On a machine like this one, Get/parallel should take 33 to 35 % of the old time.',
  ),
  ringcache('merged on 30 September 2026', 'merged on September 30, 2026'),
  ringcache('merged on 30 September 2026', 'merged on 2026-09-30'),
  ringcache('5 files, 165 lines added, 7 removed', '5 files changed, 165 insertions, 7 deletions'),
  ringcache('with 8 workers `Get` is slower', 'with 8 workers Get is slower'),
  ringcache('A reviewer asked: “Why 16 shards and not GOMAXPROCS?” The author: ', 'Why 16 shards? The author: '),
  ringcache(
    '“A fixed power of two makes the shard a mask of the hash. 8 shards',
    '“A fixed power of two makes the shard a mask of the hash. […] 8 shards',
  ),
  ringcache(
    'These are micro-benchmarks; no whole program or service was measured.',
    'Micro-benchmarks only: nobody measured a whole service.',
  ),
  ringcache('The author says so too: ', 'Two more things, in the words of the author: '),
  // Stated figures, one run each
  kernel(REPORT, 'In the author’s trace, nsys trace top-k + renormalize went from 19.3 µs to 11.8 µs.'),
  kernel(REPORT, 'For nsys trace top-k + renormalize the author has 11.8 µs with this change and 19.3 µs on main, a difference of 7.5 µs.'),
  kernel(REPORT, 'The author reports 0.0193 ms before and 0.0118 ms after for nsys trace top-k + renormalize.'),
  kernel(OUTPUT, 'Output throughput is at 4,749 tok/s, up from 4,655 tok/s.'),
  kernel(OUTPUT, 'Output throughput reaches 4,749 tokens a second instead of 4,655.'),
  kernel(OUTPUT, 'Output throughput went from about 4,650 to about 4,750 tok/s.'),
  kernel(OUTPUT, 'Output throughput rose by 94 tok/s, from 4,655 to 4,749 tok/s.'),
  kernel(TTFT, 'Time to first token, P99 went the other way: 402 ms before, 410 ms after.'),
  kernel(TTFT, 'Time to first token, P99 is 7.6 ms slower: 409.7 ms instead of 402.1 ms.'),
  kernel(TTFT, 'Worse is time to first token, P99, at 0.41 s after and 0.40 s before.'),
  kernel(RUNS, 'It was one run each, on 8 × H100 SXM; nobody should call that a gain.'),
  kernel(RUNS, 'With one run each there is no telling whether this is an improvement.'),
  kernel(
    `${OUTPUT} ${TTFT}`,
    'Output throughput went from 4,655 to 4,749 tok/s, while time to first token, P99 went from 402.1 ms to 409.7 ms.',
  ),
  kernel('**+7.6 ms, worse**', '**+7.6 ms (worse)**'),
  kernel('| 402.1 ms | 409.7 ms |', '| 402 ms | 410 ms |'),
  kernel('0.9439 ± 0.0063 | 0.9447 ± 0.0063', '0.944 ± 0.006 | 0.945 ± 0.006'),
  kernel(
    '19.3 µs is the sum of 14.2 µs (nsys trace top-k) and 5.1 µs (renormalize).',
    'The old two add up to 19.3 µs: 14.2 µs for nsys trace top-k, 5.1 µs for renormalize.',
  ),
  // No figures
  harvest(
    '[The author’s reason][e1]: “Retries are written four times: in the HTTP client, the uploader, the OAuth refresh and the billing hook.”',
    'Retries stood in four places, and four places drift, as [the author][e1] says.',
  ),
  harvest('No performance was measured and none is claimed.', 'Nothing was measured, and nothing is claimed to be faster.'),
  harvest('Expect 8 files, 145 lines added, 364 removed.', 'You should see 8 files with 145 added and 364 removed lines.'),
  harvest('| Tests | 9 added, 0 removed |', '| Tests | nine added, none removed |'),
  harvest(
    'Whether a later commit reverts or mends this change was not looked at.',
    'Nobody looked whether one of the two hundred later commits mends it.',
  ),
]
