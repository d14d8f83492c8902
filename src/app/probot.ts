/**
 * Probot hands each event to the App. What it gets has been read under our own cap and its signature checked; its handler
 * does one thing, which is to keep the delivery. Probot logs payloads when a handler throws and at its lower levels, so
 * its log is shut and errors are carried around it.
 */
import type { Options, Probot } from 'probot'
import type { Delivery } from '../queue/job.ts'
import { needed } from '../queue/packages.ts'
import type { Settings } from './settings.ts'

type Keep = (delivery: Delivery) => Promise<'new' | 'duplicate'>

/** An application for Probot: every event is kept. */
function application(keep: Keep, deliveries: WeakMap<object, Passing>): (app: Probot) => void {
  return (app) => {
    app.onAny(async ({ payload }) => {
      const passing = deliveries.get(payload)
      if (passing === undefined) return
      try {
        passing.kept = await keep(passing.delivery)
      } catch (error) {
        passing.error = error
      }
    })
  }
}

/** A delivery on its way through Probot, and what became of it. */
interface Passing {
  delivery: Delivery
  kept?: 'new' | 'duplicate'
  error?: unknown
}

/** Starts Probot; answers what takes a delivery through it. */
export async function throughProbot({ appId, privateKey, secrets, baseUrl }: Settings, keep: Keep): Promise<Keep> {
  const { Probot } = await needed('probot', () => import('probot'))
  const [secret] = secrets
  if (secret === undefined) throw new Error('Probot would take "development" for a missing secret')
  const probot = new Probot({ appId, privateKey, secret, baseUrl, log: silent as unknown as NonNullable<Options['log']> })
  await probot.ready()
  const deliveries = new WeakMap<object, Passing>()
  await probot.load(application(keep, deliveries))
  return async (delivery) => {
    const payload = delivery.body as object
    const passing: Passing = { delivery }
    deliveries.set(payload, passing)
    await probot.receive({ id: delivery.id, name: delivery.event, payload } as Parameters<Probot['receive']>[0])
    if ('error' in passing) throw passing.error
    if (passing.kept === undefined) throw new Error('Probot did not hand the event on')
    return passing.kept
  }
}

const nothing = () => {}
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing, fatal: nothing, child: () => silent }
