/**
 * The programme says no. A value, never thrown: `kind` is from a closed union of the room that refuses, and the
 * facts are what the sentence for people needs (an instant, a number of tries ...).
 */
export interface Refusal<Kind extends string = string> {
  readonly ok: false
  readonly refusal: Kind
  readonly facts: RefusalFacts
}

export interface RefusalFacts {
  readonly triesLeft?: number
  readonly waitSeconds?: number
  readonly until?: Date
  /** since when it is so */
  readonly since?: Date
  /** the name of whom or what it belongs to instead */
  readonly belongsTo?: string
  /** the sentence itself, where it names columns and lines of a file */
  readonly said?: { readonly id: string; readonly en: string }
}

/** The operation was done. */
export interface Done<Value> {
  readonly ok: true
  readonly value: Value
}

export type Outcome<Value, Kind extends string> = Done<Value> | Refusal<Kind>

/** Says no. */
export function refuse<Kind extends string>(refusal: Kind, facts: RefusalFacts = {}): Refusal<Kind> {
  return { ok: false, refusal, facts }
}

/** Says it was done. */
export function done<Value>(value: Value): Done<Value> {
  return { ok: true, value }
}
