import { it } from 'vitest'
import { startQueue } from '../../src/jobs/queue.ts'
import { openOffice } from '../usecases/access-office.ts'
import { makeWorkshop } from '../usecases/workshop-of-letters.ts'

it('a queue in which nothing waits sees to the rest by itself, and stops when it is told', async () => {
  const office = await openOffice()
  const queue = await new Promise<ReturnType<typeof startQueue>>((resolve) => {
    const started = startQueue(makeWorkshop(office, undefined), async () => {
      await Promise.resolve()
      resolve(started)
    })
  })
  await queue.stop()
  await office.database.close()
}, 60_000)
