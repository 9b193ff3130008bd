/** Many blocks to add up over the same perimeters, in memory that threads share: each thread takes the next one left. */

import { addUp, roomIn, type Room, type Sizes } from '../domain/indicators/add-up.ts'
import type { Block } from '../domain/indicators/block.ts'
import type { Pieces } from '../domain/indicators/perimeter-rows.ts'
import { findUsual, type Usual } from '../domain/indicators/usual.ts'

export type SumsJob = {
  readonly id: number
  /** The first block that nobody has taken, in shared memory. */
  readonly next: Int32Array
  readonly sizes: Sizes
  readonly pieces: Pieces
  readonly blocks: readonly JobBlock[]
  /** Room of all blocks, one after the other. */
  readonly room: Room
}

export type JobBlock = Pick<Block, 'values' | 'statuses'> & {
  readonly width: number
  /** Undefined the first time that the block is added up. */
  readonly usual: Usual | undefined
  /** Its first sum in the room of the job. */
  readonly start: number
}

/** What a thread found of blocks that nobody had added up: worth telling to whoever adds them up next. */
export type Found = [block: number, usual: Usual][]

/** A thread has nothing left to take. */
export type JobDone = { readonly id: number; readonly found: Found }

/** Adds one block up, and says whether there was one left. */
export function addNext({ next, sizes, pieces, blocks, room }: SumsJob, found: Found): boolean {
  const index = Atomics.add(next, 0, 1)
  const block = blocks[index]
  if (!block) return false
  const { width, start } = block
  const usual = block.usual ?? findUsual(block, width)
  if (!block.usual) found.push([index, usual])
  addUp(block, width, usual, sizes, pieces, roomIn(room, start, sizes.length * width))
  return true
}

/** Nobody takes another block. */
export function giveUp({ next, blocks }: SumsJob): void {
  Atomics.store(next, 0, blocks.length)
}
