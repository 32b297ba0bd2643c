import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import type { PasswordRefusal } from '../../kernel/secrets/passwords.ts'
import type { Language } from '../../kernel/wib.ts'
import type { FieldProblem } from '../parts/notice.tsx'
import { wholeBody } from './bodies.ts'
import { type FormError, formWords } from './forms-words.ts'
import type { Web } from './web.ts'

/**
 * The posted form, read once per request. Whatever else was posted (JSON, multipart, nothing) reads as an empty form,
 * broken encodings as replacement signs, and signs that no text has (NUL ...) are dropped: nothing here ever fails.
 */
export async function readForm(c: Context<Web>): Promise<URLSearchParams> {
  const before = c.get('form')
  if (before) return before
  const form = new URLSearchParams()
  if (/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '')) {
    const body = await wholeBody(c).catch(orRefused)
    for (const [name, value] of new URLSearchParams(body.toString('utf8')))
      form.append(cleaned(name), cleaned(value))
  }
  c.set('form', form)
  return form
}

// A connection that broke reads as an empty form; what is too long or too slow is answered as such.
function orRefused(fault: unknown): Buffer {
  if (fault instanceof HTTPException) throw fault
  return Buffer.alloc(0)
}

/** What came of a form. `typed` is what to show again: never a password or an OTP. */
export type Answers<Values> =
  | { readonly ok: true; readonly values: Values; readonly typed: Typed }
  | {
      readonly ok: false
      readonly problems: readonly FieldProblem[]
      /** by field, for `error={errors.email}` */
      readonly errors: Readonly<Record<string, string>>
      readonly typed: Typed
    }

export type Typed = Readonly<Record<string, string>>

/** A form as it is shown again: what was typed, and what was wrong with it. */
export interface Shown {
  readonly typed?: Typed
  readonly problems?: readonly FieldProblem[]
}

/** A form that begins with what is known already, where nothing was typed over it. */
export function beginningWith(known: Readonly<Record<string, string | undefined>>, shown: Shown): Shown {
  const kept = Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ...shown, typed: { ...Object.fromEntries(kept), ...shown.typed } }
}

/** What is wrong with one field, or with a whole form where the name is empty; nothing where there is no message. */
export function wrong(field: string, message: string | undefined, typed: Typed = {}): Shown {
  return { typed, problems: message === undefined ? [] : [{ field, message }] }
}

/**
 * Checks a form against a schema of fields (form-fields.ts); problems are said in the user's language, in the order of
 * the schema. `labels` names the questions as the page does. Forms of pages are declared in site/form.tsx.
 */
export function checkForm<Shape extends z.ZodRawShape>(
  form: URLSearchParams,
  schema: z.ZodObject<Shape>,
  language: Language,
  labels: Readonly<Record<string, string>> = {},
): Answers<z.output<z.ZodObject<Shape>>> {
  const input: Record<string, unknown> = Object.create(null)
  const typed: Record<string, string> = Object.create(null)
  for (const [name, field] of Object.entries(schema.shape)) {
    const given = form.getAll(name)
    const value = takesMany(field) ? given : given[0]?.trim() ? given[0] : undefined
    if (value !== undefined) input[name] = value
    if (!isSecret(name)) typed[name] = given[0] ?? ''
  }
  const read = schema.safeParse(input)
  if (read.success) return { ok: true, values: read.data, typed }
  const problems: FieldProblem[] = []
  const errors: Record<string, string> = Object.create(null)
  for (const issue of read.error.issues) {
    const field = String(issue.path[0] ?? '')
    if (field in errors) continue
    const words = formWords[language]
    const label = labels[field] ?? words.labels[field] ?? field
    const { error, limit } = errorOf(issue, input[field] === undefined)
    errors[field] = words.errors[error](label, limit)
    problems.push({ field, message: errors[field] })
  }
  return { ok: false, problems, errors, typed }
}

/** What is said under a field that must not be empty. */
export function missing(c: Context<Web>, label: string): string {
  return formWords[c.get('language') ?? 'id'].errors.required(label)
}

/** Whether a refusal is about the password that was chosen, and so belongs under its field: {@link passwordProblem}. */
export function isAboutPassword(refusal: string): refusal is PasswordRefusal {
  return refusal.startsWith('password_') && refusal in formWords.id.errors
}

/** What is said under the field of a password that is guessed too soon; `label` names it as the page does. */
export function passwordProblem(c: Context<Web>, refusal: PasswordRefusal, label: string): string {
  return formWords[c.get('language') ?? 'id'].errors[refusal](label)
}

/** Fields whose value is never shown again. */
export function isSecret(name: string): boolean {
  return /^(password|otp|pin|csrf)|password$/.test(name)
}

function errorOf(issue: z.core.$ZodIssue, missing: boolean): { error: FormError; limit: number } {
  const said = (error: FormError, limit: number | bigint = 0) => ({ error, limit: Number(limit) })
  if (issue.code === 'custom') {
    const known = issue.message in formWords.id.errors ? (issue.message as FormError) : 'format_wrong'
    return said(known, Number(issue.params?.limit ?? 0))
  }
  if (missing) return said('required')
  if (issue.code === 'too_small') {
    return said(issue.origin === 'string' ? 'too_short' : 'too_low', issue.minimum)
  }
  if (issue.code === 'too_big')
    return said(issue.origin === 'string' ? 'too_long' : 'too_high', issue.maximum)
  if (issue.code === 'invalid_value') return said('choose')
  if (issue.code === 'invalid_format' && issue.format === 'email') return said('email_wrong')
  return said('format_wrong')
}

function takesMany(field: unknown): boolean {
  const inner = field instanceof z.ZodOptional || field instanceof z.ZodDefault ? field.unwrap() : field
  return inner instanceof z.ZodArray
}

/** Text without the signs that no text has. */
// PostgreSQL takes no NUL, and no person types any other control sign but line ends and tabs.
export function cleaned(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
      .normalize('NFC')
  )
}
