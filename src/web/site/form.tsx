import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import type { Language } from '../../kernel/wib.ts'
import { field } from '../http/form-fields.ts'
import { type Answers, checkForm, readForm, type Shown } from '../http/forms.ts'
import type { Web } from '../http/web.ts'
import {
  Checkbox,
  Field,
  type FieldProps,
  FileField,
  type Option,
  OtpField,
  Radios,
  Select,
} from '../parts/parts.ts'

/** How a question stands on the page: its name, and what was typed and refused before. */
interface Asked {
  readonly name: string
  readonly value?: string | undefined
  readonly error?: string | undefined
}

/** A question of a form: what it takes, what it is called, and how it is drawn. */
export interface Question<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema
  readonly label: string | undefined
  draw(asked: Asked): Child
}

type Look = Omit<FieldProps, keyof Asked | 'label' | 'optional'>

function text<Schema extends z.ZodType>(schema: Schema, label: string, look: Look = {}): Question<Schema> {
  const optional = schema instanceof z.ZodOptional
  const draw = (asked: Asked) => <Field {...look} {...asked} label={label} optional={optional} />
  return { schema, label, draw }
}

/** The questions that forms ask, each with what it takes (form-fields.ts) and its part (parts/forms/field.tsx). */
export const ask = {
  text,
  email: (label: string, look: Look = {}) =>
    text(field.email(), label, { type: 'email', autocomplete: 'email', ...look }),
  phone: (label: string, look: Look = {}) =>
    text(field.phone(), label, { type: 'tel', autocomplete: 'tel', ...look }),
  /** a password that is chosen */
  newPassword: (label: string, look: Look = {}) =>
    text(field.password(), label, { type: 'password', autocomplete: 'new-password', ...look }),
  /** a password that is checked */
  password: (label: string, look: Look = {}) =>
    text(field.passwordGiven(), label, { type: 'password', autocomplete: 'current-password', ...look }),
  /** a whole number between two bounds */
  whole: (min: number, max: number, label: string, look: Look = {}) =>
    text(field.whole(min, max), label, { inputmode: 'numeric', short: true, ...look }),
  otp: (label?: string, look: { readonly hint?: string; readonly autofocus?: boolean } = {}) => ({
    schema: field.otp(),
    label,
    draw: ({ name, error }: Asked) => (
      <OtpField {...look} {...(label && { label })} name={name} error={error} />
    ),
  }),
  /** what is not asked here: it is taken for nothing, and draws nothing */
  none: {
    schema: z
      .unknown()
      .optional()
      .transform(() => undefined),
    label: undefined,
    draw: () => '',
  },
  /** one of a few, all in sight */
  radios: <Schema extends z.ZodType>(
    schema: Schema,
    label: string,
    options: readonly Option[],
    look: { readonly hint?: Child } = {},
  ): Question<Schema> => ({
    schema,
    label,
    draw: (asked) => <Radios {...look} {...asked} label={label} options={options} />,
  }),
  /** one of many */
  select: <Schema extends z.ZodType>(
    schema: Schema,
    label: string,
    options: readonly Option[],
    look: { readonly hint?: Child; readonly short?: boolean } = {},
  ): Question<Schema> => ({
    schema,
    label,
    draw: (asked) => (
      <Select
        {...look}
        {...asked}
        label={label}
        options={options}
        optional={schema instanceof z.ZodOptional}
      />
    ),
  }),
  /** one file; what was chosen comes as the upload, not as an answer */
  file: (
    label: string,
    accept: readonly string[],
    look: { readonly hint?: Child; readonly optional?: boolean } = {},
  ): Question<z.ZodOptional> => ({
    schema: z.unknown().optional(),
    label,
    draw: ({ name, error }) => (
      <FileField {...look} name={name} error={error} label={label} accept={accept} />
    ),
  }),
  /** a box: `field.consent()` where it must be ticked, `field.flag()` where it may */
  tick: <Schema extends z.ZodType>(schema: Schema, label: string, hint?: string): Question<Schema> => ({
    schema,
    label,
    draw: (asked) => <Checkbox {...asked} label={label} hint={hint} />,
  }),
}

type Questions = Readonly<Record<string, Question>>
type ValuesOf<Asks extends Questions> = { [Name in keyof Asks]: z.output<Asks[Name]['schema']> }

/** A form: every field is declared once, and drawn, read and refused from there. */
export interface FormOf<Asks extends Questions> {
  /** what was posted, checked; problems are in the user's language, in the order of the questions */
  read(c: Context<Web>): Promise<Answers<ValuesOf<Asks>>>
  /** the same of what stands in the address, for forms that ask and change nothing; undefined where nothing of it does */
  readAddress(c: Context<Web>): Answers<ValuesOf<Asks>> | undefined
  /** all questions, or those that are named */
  fields(c: Context<Web>, shown?: Shown, ...names: readonly (keyof Asks & string)[]): Child[]
}

/** Declares a form by its questions in a language. */
export function form<Asks extends Questions>(questions: (language: Language) => Asks): FormOf<Asks> {
  const made = new Map<Language, ReturnType<typeof build>>()
  const build = (language: Language) => {
    const asks = questions(language)
    const entries = Object.entries(asks)
    const labels = entries.flatMap(([name, { label }]) => (label === undefined ? [] : [[name, label]]))
    const shape = Object.fromEntries(entries.map(([name, { schema }]) => [name, schema]))
    return { asks, schema: z.object(shape), labels: Object.fromEntries(labels) as Record<string, string> }
  }
  const of = (c: Context<Web>) => {
    const language = c.get('language') ?? 'id'
    const found = made.get(language) ?? build(language)
    made.set(language, found)
    return { language, ...found }
  }
  return {
    async read(c) {
      const { language, schema, labels } = of(c)
      return checkForm(await readForm(c), schema, language, labels) as Answers<ValuesOf<Asks>>
    },
    readAddress(c) {
      const { language, schema, labels } = of(c)
      const asked = new URL(c.req.url).searchParams
      if (!Object.keys(schema.shape).some((name) => asked.has(name))) return undefined
      return checkForm(asked, schema, language, labels) as Answers<ValuesOf<Asks>>
    },
    fields(c, { typed = {}, problems = [] } = {}, ...names) {
      const { asks } = of(c)
      return (names.length > 0 ? names : Object.keys(asks)).flatMap((name) => {
        const error = problems.find((problem) => problem.field === name)?.message
        return asks[name] ? [asks[name].draw({ name, value: typed[name], error })] : []
      })
    },
  }
}
