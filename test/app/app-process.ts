/**
 * A process of its own that runs the App, to be killed. Every delivery gives one job, which takes a while and leaves a
 * line in a file: what ran, whatever became of the process. Arguments: directory, file, DATABASE_URL or nothing.
 */
import { appendFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Delivery } from '../../src/queue/job.ts'
import { runningApp } from './running-app.ts'

const [directory = '', file = '', databaseUrl = ''] = process.argv.slice(2)
const lane = ({ repositoryId }: Delivery) => `repository:${repositoryId}`

const app = await runningApp(directory, {
  jobsFor: (delivery) => [{ name: 'work', data: { delivery: delivery.id }, lane: lane(delivery), about: `delivery:${delivery.id}` }],
  async workOn(job) {
    if (job.name === 'work') {
      appendFileSync(file, `begin ${job.lane} ${job.data.delivery} ${process.pid}\n`)
      await pause(15)
      appendFileSync(file, `end ${job.lane} ${job.data.delivery} ${process.pid}\n`)
    }
    return { state: 'done', code: 'worked', words: 'It worked.' }
  },
  settings: { databaseUrl: databaseUrl === '' ? null : databaseUrl },
})
process.stdout.write(`${app.url}\n`)
process.on('SIGTERM', async () => {
  await app.close()
  process.exit(0)
})
