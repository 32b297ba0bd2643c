import { minute } from './clock.ts'
import { formatInstant, type Language } from './wib.ts'

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
  /** what the sentence names: a field, a part */
  readonly named?: string
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

/** The facts of a refusal as a sentence takes them in: instants in the language of the sentence, empty where there is none. */
export interface FactsInWords {
  readonly triesLeft: number
  readonly waitSeconds: number
  readonly belongsTo: string
  readonly named: string
  readonly since: string
  readonly until: string
  /** since when, or else until when */
  readonly at: string
  /** `until` at the end of its minute: whoever waits for it is not too early */
  readonly from: string
}

/** What is wrong and what to do now. */
export type Sentence = string | ((facts: FactsInWords) => string)

/** Every reason of a union with its sentence, in both languages. */
export type RefusalWords<Reason extends string> = {
  readonly [L in Language]: { readonly [R in Reason]: Sentence }
}

/** The union that a table of sentences declares. */
export type ReasonOf<Words> = Words extends { readonly id: infer Said } ? keyof Said & string : never

/**
 * Declares reasons to refuse, each with its sentence in both languages, and takes in those of other tables (`also`); what
 * is said here stands before what is taken in. A reason without a sentence does not compile.
 *
 * ```ts
 * export const seatsRefusals = refusalWords({
 *   id: { seats_sold: 'Kursi yang terjual sudah lebih banyak. Pilih jumlah lain.' },
 *   en: { seats_sold: 'More seats are sold already. Choose another number.' },
 *   also: [reasonRefusals],
 * })
 * export type SeatsRefusal = ReasonOf<typeof seatsRefusals>
 * ```
 */
export function refusalWords<Own extends string, const Taken extends readonly RefusalWords<never>[] = []>({
  also,
  ...own
}: RefusalWords<Own> & { readonly also?: Taken }): RefusalWords<Own | ReasonOf<Taken[number]>> {
  const all: RefusalWords<never>[] = [...(also ?? []), own]
  const merged = (language: Language) => Object.assign({}, ...all.map((one) => one[language]))
  return { id: merged('id'), en: merged('en') }
}

/** The reasons of a table, in the order in which they are written. */
export function reasonsOf<Reason extends string>(words: RefusalWords<Reason>): readonly Reason[] {
  return Object.keys(words.id) as Reason[]
}

/** Some reasons of a table, as a table. */
export function only<Reason extends string, const Some extends readonly Reason[]>(
  words: RefusalWords<Reason>,
  ...reasons: Some
): RefusalWords<Some[number]> {
  const of = (language: Language) =>
    Object.fromEntries(reasons.map((reason) => [reason, words[language][reason]]))
  return { id: of('id'), en: of('en') } as RefusalWords<Some[number]>
}

/** The sentence of a refusal. */
export function sentenceOf<Reason extends string>(
  words: RefusalWords<Reason>,
  reason: NoInfer<Reason>,
  facts: RefusalFacts,
  language: Language,
): string {
  if (facts.said) return facts.said[language]
  const said = words[language][reason]
  return typeof said === 'string' ? said : said(inWords(facts, language))
}

function inWords({ since, until, ...facts }: RefusalFacts, language: Language): FactsInWords {
  const on = (at: Date | undefined) => (at ? formatInstant(at, language) : '')
  const from = until && new Date(Math.ceil(until.getTime() / minute) * minute)
  const instants = { since: on(since), until: on(until), at: on(since ?? until), from: on(from) }
  return { triesLeft: 0, waitSeconds: 30, belongsTo: '', named: '', ...facts, ...instants }
}
