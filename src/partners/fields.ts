import { encodedUrl, isPublicHttpsUrl } from '../kernel/network/public-url.ts'
import { withoutUnseen } from '../kernel/text.ts'
import type { Language } from '../kernel/wib.ts'
import type { PartnerError } from './error-catalogue.ts'

/** Why a body is refused: the sentence names the field. */
export class Malformed {
  readonly error: PartnerError
  readonly message: string | undefined

  constructor(error: PartnerError, message?: string) {
    this.error = error
    this.message = message
  }
}

/** Reads one field of a parsed body; hand-written because it stands on the hot path. */
export interface Field<Value> {
  read(value: unknown): Value | Malformed
  /** the JSON schema, and what it is, for the reference */
  readonly schema: Readonly<Record<string, unknown>>
  readonly about: Words
  /** may be absent or null */
  readonly optional?: boolean
}

export type Words = Readonly<Record<Language, string>>
export type Fields = Readonly<Record<string, Field<unknown>>>
export type Read<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends Field<infer V> ? V : never
}

interface TextRules {
  readonly most: number
  readonly pattern?: RegExp
  /** what the pattern asks for, in Indonesian */
  readonly form?: string
  readonly about: Words
  /** a number that people paste: direction marks, zero-width and no-break blanks, which no program sees, are dropped */
  readonly pasted?: true
  /** the error for an absent, null, empty or blank value where it has one of its own */
  readonly whenEmpty?: PartnerError
}

/** Text of 1 to `most` characters without NUL and without halves of surrogate pairs. */
export function textField(name: string, rules: TextRules): Field<string> {
  const wrong = (sentence: string) => new Malformed('field_malformed', `${name} ${sentence}.`)
  const missing = rules.whenEmpty ? new Malformed(rules.whenEmpty) : wrong('wajib diisi')
  const noText = wrong('harus berupa teks JSON')
  const tooLong = wrong(`paling panjang ${rules.most} karakter`)
  const badSigns = wrong('memuat karakter yang tidak sah')
  const badForm = wrong(`harus ${rules.form ?? 'sesuai format'}`)
  const { pattern, most } = rules
  return {
    read(value) {
      if (value === undefined || value === null) return missing
      if (typeof value !== 'string') return noText
      if (value === '' || value.trim() === '') return missing
      if (value.length > most && [...value].length > most) return tooLong
      if (value.includes('\0') || !value.isWellFormed()) return badSigns
      if (!pattern || pattern.test(value)) return value
      const seen = rules.pasted ? withoutUnseen(value) : value
      return pattern.test(seen) ? seen : badForm
    },
    schema: {
      type: 'string',
      minLength: 1,
      maxLength: most,
      ...(pattern && { pattern: pattern.source }),
    },
    about: rules.about,
  }
}

/** A whole JSON number from 1 to what an `int` column holds. */
export function amountField(name: string, about: Words): Field<number> {
  const most = 2_147_483_647
  const missing = new Malformed('field_malformed', `${name} wajib diisi.`)
  const wrong = new Malformed(
    'field_malformed',
    `${name} harus angka JSON bulat dalam rupiah dari 1 sampai ${most}, tanpa tanda kutip.`,
  )
  return {
    read(value) {
      if (value === undefined || value === null) return missing
      return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= most
        ? value
        : wrong
    },
    schema: { type: 'integer', minimum: 1, maximum: most },
    about,
  }
}

interface WholeRules {
  readonly least: number
  readonly most: number
  /** the value of an absent or null one; without it the field is required */
  readonly otherwise?: number
  readonly about: Words
}

/** A whole JSON number between two bounds. */
export function wholeField(name: string, { least, most, otherwise, about }: WholeRules): Field<number> {
  const missing = new Malformed('field_malformed', `${name} wajib diisi.`)
  const wrong = new Malformed(
    'field_malformed',
    `${name} harus angka JSON bulat dari ${least} sampai ${most}, tanpa tanda kutip.`,
  )
  return {
    read(value) {
      if (value === undefined || value === null) return otherwise ?? missing
      const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      return fits ? value : wrong
    },
    schema: {
      type: 'integer',
      minimum: least,
      maximum: most,
      ...(otherwise !== undefined && { default: otherwise }),
    },
    about,
    optional: otherwise !== undefined,
  }
}

/** One of a few words. */
export function choiceField<Word extends string>(
  name: string,
  words: readonly Word[],
  about: Words,
): Field<Word> {
  const missing = new Malformed('field_malformed', `${name} wajib diisi.`)
  const wrong = new Malformed('field_malformed', `${name} harus salah satu dari: ${words.join(', ')}.`)
  return {
    read(value) {
      if (value === undefined || value === null) return missing
      return words.find((word) => word === value) ?? wrong
    },
    schema: { type: 'string', enum: words },
    about,
  }
}

/** A https address that does not lie in a private network; blanks and accents in it are percent-encoded. */
export function publicUrlField(name: string, rules: TextRules): Field<string> {
  const text = textField(name, rules)
  const wrong = new Malformed(
    'field_malformed',
    `${name} harus alamat https yang dapat dibuka dari internet, bukan alamat jaringan pribadi.`,
  )
  const tooLong = new Malformed(
    'field_malformed',
    `${name} paling panjang ${rules.most} karakter, spasi dan aksen terhitung sebagai %20 dan sebagainya.`,
  )
  return {
    read(value) {
      const read = text.read(value)
      if (read instanceof Malformed) return read
      const encoded = encodedUrl(read)
      if (encoded.length > rules.most) return tooLong
      return isPublicHttpsUrl(encoded) ? encoded : wrong
    },
    schema: { ...text.schema, format: 'uri' },
    about: rules.about,
  }
}

/** The same field where it may be absent, null or empty. */
export function optional<Value>(field: Field<Value>): Field<Value | undefined> {
  return {
    ...field,
    read: (value) => (value === undefined || value === null || value === '' ? undefined : field.read(value)),
    optional: true,
  }
}

/** As a text field, where some clients send a whole number: taken as its digits. */
export function textOrNumberField(name: string, rules: TextRules): Field<string> {
  const text = textField(name, rules)
  const wrong = new Malformed(
    'field_malformed',
    `${name} sebagai angka harus bulat dari 0 sampai ${Number.MAX_SAFE_INTEGER}; kirim sebagai teks.`,
  )
  return {
    read(value) {
      if (typeof value !== 'number') return text.read(value)
      return Number.isSafeInteger(value) && value >= 0 ? String(value) : wrong
    },
    schema: { ...text.schema, type: ['string', 'integer'] },
    about: rules.about,
  }
}

/** Reads all fields of a body, in the order of the table; the first that is wrong decides. */
export function readFields<F extends Fields>(fields: F, body: unknown): Read<F> | Malformed {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return new Malformed('body_not_json')
  const given = body as Record<string, unknown>
  const read: Record<string, unknown> = {}
  for (const name in fields) {
    const value = fields[name]!.read(given[name])
    if (value instanceof Malformed) return value
    read[name] = value
  }
  return read as Read<F>
}
