/** An entry of the journal: who changed what, when, on whose behalf, and why. */

/** Who writes, and why: what a change is signed with. */
export type Authorship = {
  readonly actor: Author
  /** The organisation or person for whom it is done. */
  readonly onBehalf?: string
  /** Asked of people where it matters. */
  readonly reason?: string
  /** Whether the session used two factors: without, roles that need them open no row of personal data. */
  readonly usedSecondFactor?: boolean
  /** ISO instant, heeded for the owner of the database alone; else the clock of the server. */
  readonly at?: string
}

/** A signed-in account, a command typed on the machine, or the program itself. */
export type Author = 'command' | 'system' | `account:${string}`

export type Entry = {
  /** From 1, without a gap. */
  readonly id: number
  /** ISO instant in UTC, in microseconds. */
  readonly at: string
  readonly actor: string
  readonly onBehalf: string | null
  readonly reason: string | null
  readonly relation: string
  readonly key: string
  readonly action: 'insert' | 'update' | 'delete'
  /** Of an update, the fields that changed; of a removal, all; null for a record that is new. */
  readonly before: Fields | null
  /** Of an update, the fields that changed; of a new record, all; null for a removal. */
  readonly after: Fields | null
}

/** A personal value stands as `{ sha256 }`, its salted digest. */
export type Fields = Readonly<Record<string, unknown>>

export type EntryQuery = {
  /** Instant or day, included. */
  readonly from?: string
  /** Instant or day, excluded. */
  readonly to?: string
  readonly relations: readonly string[]
  /** Whose files may be named; of no other, and of none when it is absent. */
  readonly issues?: ShownIssues
  /** Of this record alone; `relations` is then of no consequence. */
  readonly record?: { readonly relation: string; readonly key: string }
  /** The latest ones when there are more. */
  readonly limit: number
}

/** Issues of the booklet of which a reader may know the files; `until`: what was written before that ISO instant. */
export type ShownIssues = 'all' | readonly { readonly edition: string; readonly until?: string }[]
