/** The hand that takes work from the queue, from when the portal answers until it stops. */

import { workNext, type Workshop } from '../usecases/queue.ts'

/** How long an idle queue waits before it looks again. */
const LOOK_AGAIN_MS = 5000

export type RunningQueue = {
  /** Something was just put in: it is not waited for. */
  readonly wake: () => void
  /** What is under way is finished. */
  readonly stop: () => Promise<void>
}

/** @param between done now and then, when nothing waits: tidying, measuring */
export function startQueue(workshop: Workshop, between: () => Promise<void>): RunningQueue {
  let stopped = false
  let isAwake = false
  let wake: (() => void) | undefined
  const ended = run()

  async function run(): Promise<void> {
    while (!stopped) {
      const outcome = await step()
      if (outcome !== 'done' && !stopped && !isAwake) await rest()
      isAwake = false
    }
  }

  /** A registry that does not answer is told once it does: each request says it already. */
  async function step(): Promise<'idle' | 'done' | 'failed'> {
    try {
      const outcome = await workNext(workshop)
      if (outcome === 'idle') await between()
      // What failed waits for its hour; the next may go to another address.
      return outcome === 'failed' ? 'done' : outcome
    } catch (error) {
      if (!stopped) workshop.log(`queue: ${error instanceof Error ? error.message : String(error)}`)
      return 'failed'
    }
  }

  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_AGAIN_MS)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  return {
    wake() {
      isAwake = true
      wake?.()
    },
    stop: async () => {
      stopped = true
      wake?.()
      await ended
    }
  }
}
