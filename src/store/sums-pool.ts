/**
 * Everything added up at once, on all cores: the blocks of a national set over all perimeters of France. One block, or
 * one territory, is quicker to add up where one is.
 */

import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { COUNTED, expectedOf, roomIn, sumsIn, type Room, type Sums } from '../domain/indicators/add-up.ts'
import type { Block } from '../domain/indicators/block.ts'
import { aggregate } from '../domain/indicators/cube.ts'
import { piecesOf, type PerimeterRows } from '../domain/indicators/perimeter-rows.ts'
import { keepUsual, knownUsual } from '../domain/indicators/usual.ts'
import { addNext, giveUp, type Found, type JobBlock, type JobDone, type SumsJob } from './sums-job.ts'

export type SumsPool = {
  /** Threads that add up, the one that asks among them. */
  readonly threads: number
  /**
   * What `aggregate` gives of each block, bit for bit, in memory that threads share. Fails, and never waits for ever,
   * when a worker dies or the pool is closed meanwhile.
   *
   * @param blocks with the list of territories that the perimeters count in
   */
  readonly sumAll: (blocks: readonly Block[], perimeters: PerimeterRows) => Promise<readonly Sums[]>
  /**
   * Says that nobody reads these answers any more: a later question writes over them. New memory, 80 MB for a national
   * set, costs as much as the sums. Answers that are not given back live as long as any of them.
   */
  readonly giveBack: (answers: readonly Sums[]) => void
  readonly close: () => Promise<void>
}

export type SumsPoolOptions = {
  /** The bundle of `sums-worker.ts`. */
  readonly worker: URL
  readonly threads?: number
  /** Cells below which the workers are left alone. */
  readonly leastCells?: number
}

/** More threads than this wait for memory, not for each other. */
const MOST_THREADS = 8

/** What one thread adds up in the time that workers take to start: some 50 ms. */
const LEAST_CELLS = 16_000_000

/** What waits for a worker: told of its answers, and of its end. */
type Waiting = { readonly done: (answer: JobDone) => void; readonly fail: (reason: Error) => void }

type Helper = { readonly worker: Worker; readonly waiting: Map<number, Waiting> }

/** Workers start with the first work worth them, and stay until the pool is closed; idle, they keep no process alive. */
export function makeSumsPool({
  worker: url,
  threads = Math.min(MOST_THREADS, availableParallelism()),
  leastCells = LEAST_CELLS
}: SumsPoolOptions): SumsPool {
  const helpers = new Set<Helper>()
  const rooms = new WeakMap<readonly Sums[], Room>()
  let spare: Room | undefined
  let jobs = 0
  let isClosed = false

  function startHelper(): Helper {
    const worker = new Worker(url)
    const helper: Helper = { worker, waiting: new Map() }
    const end = (reason: Error): void => {
      helpers.delete(helper)
      for (const { fail } of helper.waiting.values()) fail(reason)
      helper.waiting.clear()
    }
    worker.on('message', (answer: JobDone) => helper.waiting.get(answer.id)?.done(answer))
    worker.on('error', (cause) => end(new Error('a worker that adds up failed', { cause })))
    worker.on('exit', (code) => end(new Error(`a worker that adds up has ended, exit code ${code}`)))
    helpers.add(helper)
    return helper
  }

  /** Resolves when the helper has nothing left to take. */
  function ask(helper: Helper, job: SumsJob): Promise<Found> {
    return new Promise<Found>((resolve, reject) => {
      helper.waiting.set(job.id, {
        done: ({ found }) => resolve(found),
        fail(reason) {
          giveUp(job)
          reject(reason)
        }
      })
      helper.worker.ref()
      helper.worker.postMessage(job)
    }).finally(() => {
      helper.waiting.delete(job.id)
      if (helper.waiting.size === 0) helper.worker.unref()
    })
  }

  /** The room given back, when it is large enough, or a new one. */
  function takeRoom(size: number): Room {
    const room = spare && spare.sums.length >= size ? spare : sharedRoom(size)
    spare = undefined
    return room
  }

  return {
    threads,
    async sumAll(blocks, perimeters) {
      if (isClosed) throw new Error('the pool of workers that add up is closed')
      const pieces = piecesOf(perimeters)
      const cells = blocks.reduce((total, { periods }) => total + periods.length * pieces.rowsOf.items.length, 0)
      if (threads < 2 || blocks.length < 2 || cells < leastCells) {
        return blocks.map((block) => aggregate(block, perimeters))
      }
      while (helpers.size < threads - 1) startHelper()
      const job = makeJob(++jobs, blocks, perimeters, takeRoom)
      const asked = [...helpers].map((helper) => ask(helper, job))
      const found = await Promise.all([takeTurns(job), ...asked])
      for (const [index, usual] of found.flat()) {
        const block = blocks[index]
        if (block) keepUsual(block, usual)
      }
      const expected = expectedOf(perimeters)
      const answers = job.blocks.map(({ start }, i) => {
        const periods = blocks[i]?.periods ?? []
        return sumsIn(roomIn(job.room, start, perimeters.length * periods.length), periods, expected)
      })
      rooms.set(answers, job.room)
      return answers
    },
    giveBack(answers) {
      const room = rooms.get(answers)
      rooms.delete(answers)
      spare = room ?? spare
    },
    async close() {
      isClosed = true
      spare = undefined
      await Promise.all([...helpers].map(({ worker }) => worker.terminate()))
    }
  }
}

/** Others are served between two blocks. */
async function takeTurns(job: SumsJob): Promise<Found> {
  const found: Found = []
  while (addNext(job, found)) await setImmediate()
  return found
}

function makeJob(
  id: number,
  blocks: readonly Block[],
  perimeters: PerimeterRows,
  takeRoom: (size: number) => Room
): SumsJob {
  const { length, offsets, absent } = perimeters
  let size = 0
  const placed = blocks.map((block): JobBlock => {
    const start = size
    const width = block.periods.length
    size += length * width
    return {
      width,
      start,
      usual: knownUsual(block),
      values: onShared(block.values, Float64Array),
      statuses: onShared(block.statuses, Uint8Array)
    }
  })
  return {
    id,
    next: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
    sizes: { length, offsets, absent },
    pieces: piecesOf(perimeters),
    blocks: placed,
    room: takeRoom(size)
  }
}

function sharedRoom(size: number): Room {
  return {
    sums: new Float64Array(new SharedArrayBuffer(size * Float64Array.BYTES_PER_ELEMENT)),
    counts: new Uint32Array(new SharedArrayBuffer(COUNTED * size * Uint32Array.BYTES_PER_ELEMENT))
  }
}

/** Blocks read from a vintage are shared as they are; others are copied once, rather than once a worker. */
function onShared<T extends Float64Array | Uint8Array>(
  numbers: T,
  Kind: { new (buffer: SharedArrayBuffer): T; readonly BYTES_PER_ELEMENT: number }
): T {
  if (numbers.buffer instanceof SharedArrayBuffer) return numbers
  const shared = new Kind(new SharedArrayBuffer(numbers.length * Kind.BYTES_PER_ELEMENT))
  shared.set(numbers)
  return shared
}
