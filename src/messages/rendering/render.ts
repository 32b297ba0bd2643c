import type { Language } from '../../kernel/wib.ts'
import { type Fields, formatField } from '../fields.ts'
import { templateIsFor } from '../occasions.ts'
import { type Channel, templateNamed } from '../templates.ts'
import { wordsEn } from '../words/en.ts'
import { wordsId } from '../words/id.ts'
import type { Wording } from '../words/words.ts'
import { type CompiledWording, compileWording, type Part } from './compile-wording.ts'
import { emailHtml, type SpokenLine } from './email-html.ts'
import { fitsOneSegment, gsmText, smsText } from './gsm7.ts'
import { shortenedSms } from './shorten-sms.ts'

/** A message as its receiver reads it. */
export interface Rendered {
  readonly subject?: string
  readonly text: string
  readonly html?: string
}

/** What a message row says: `params` with the opened secret ones already among them. */
export interface Renderable {
  readonly template: string
  readonly channel: Channel
  readonly language: string
  readonly params: Readonly<Record<string, unknown>>
}

/** Wordings that operators changed, compiled, by `template/channel/language`. */
export type OwnWordings = ReadonlyMap<string, CompiledWording>

export const wordingKey = (template: string, channel: string, language: string) =>
  `${template}/${channel}/${language}`

/** The last line of an email to a participant. */
const footWords: Readonly<Record<Language, string>> = {
  id: 'Pilih pesan yang Anda terima',
  en: 'Choose the messages that you get',
}

const builtIn = new Map<string, CompiledWording>()

/** The built-in wording of a template, or undefined where the template has no such channel. */
export function builtInWording(template: string, channel: Channel, language: Language): Wording | undefined {
  const words: Record<string, Record<string, string | Wording>> = language === 'en' ? wordsEn : wordsId
  const wording = Object.hasOwn(words, template) ? words[template]![channel] : undefined
  return typeof wording === 'string' ? { body: wording } : wording
}

/**
 * Turns a message row into what is sent. An SMS of which the template asks for one segment comes back in one, of GSM-7
 * signs only; any other keeps the letters of names, whatever they are. A row that cannot be rendered (unknown template, missing param) is a fault that names no value. An email to a
 * participant ends with the link to what they want to be told, where that is known.
 */
export function render(row: Renderable, own?: OwnWordings, choicesLink?: string): Rendered {
  const template = templateNamed(row.template)
  if (!template) throw new Error(`there is no template ${row.template}`)
  const language: Language = row.language === 'en' ? 'en' : 'id'
  const wording = wordingFor(row, language, own)
  const said = speaker(template.fields, row.params, language)
  if (row.channel === 'sms') {
    const shorten = template.shortens
    if (shorten === undefined) return { text: smsText(smsLines(wording, said)) }
    const text = gsmText(smsLines(wording, said))
    if (fitsOneSegment(text)) return { text }
    const name = gsmText(said.value(shorten) ?? '')
    return {
      text: shortenedSms(name, (shorter, withDomain) => {
        const lines = withDomain ? wording.lines : wording.lines.filter((line) => line.parts[0] !== '@')
        return gsmText(smsLines({ ...wording, lines }, said.with(shorten, shorter)))
      }),
    }
  }
  const subject = said.line(wording.subject) ?? ''
  const lines = spokenLines(wording, said)
  if (choicesLink && templateIsFor(row.template) === 'participant')
    lines.push({ kind: 'foot', label: footWords[language], text: choicesLink })
  return { subject, text: plainText(lines), html: emailHtml(subject, lines, language) }
}

function wordingFor(row: Renderable, language: Language, own: OwnWordings | undefined): CompiledWording {
  const key = wordingKey(row.template, row.channel, language)
  const known = own?.get(key) ?? builtIn.get(key)
  if (known) return known
  const wording = builtInWording(row.template, row.channel, language)
  if (!wording) throw new Error(`the template ${row.template} is not sent by ${row.channel}`)
  const compiled = compileWording(row.channel, wording)
  builtIn.set(key, compiled)
  return compiled
}

interface Speaker {
  value(field: string): string | undefined
  /** the parts with their values; undefined when one speaks of an absent value */
  line(parts: readonly Part[]): string | undefined
  with(field: string, value: string): Speaker
}

function speaker(
  fields: Fields,
  params: Readonly<Record<string, unknown>>,
  language: Language,
  instead?: { readonly field: string; readonly value: string },
): Speaker {
  const value = (name: string): string | undefined => {
    if (instead?.field === name) return instead.value
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (!field) throw new Error(`the wording has an unknown placeholder ${name}`)
    return formatField(name, field, params[name], language)
  }
  return {
    value,
    line(parts) {
      let text = ''
      for (const part of parts) {
        const said = typeof part === 'string' ? part : value(part.field)
        if (said === undefined) return undefined
        text += said
      }
      return text
    },
    with: (field, shorter) => speaker(fields, params, language, { field, value: shorter }),
  }
}

function smsLines(wording: CompiledWording, said: Speaker): string {
  let text = ''
  for (const { parts } of wording.lines) {
    const line = said.line(parts)
    if (line !== undefined) text += text === '' ? line : `\n${line}`
  }
  return text
}

/** Lines without an absent value, and never two blank ones together. */
function spokenLines(wording: CompiledWording, said: Speaker): SpokenLine[] {
  const lines: SpokenLine[] = []
  for (const { kind, label, parts } of wording.lines) {
    if (kind === 'blank' && (lines.length === 0 || lines.at(-1)!.kind === 'blank')) continue
    const text = said.line(parts)
    const name = said.line(label)
    if (text !== undefined && name !== undefined) lines.push({ kind, label: name, text })
  }
  while (lines.at(-1)?.kind === 'blank') lines.pop()
  return lines
}

function plainText(lines: readonly SpokenLine[]): string {
  return lines
    .map(({ kind, label, text }) => {
      const line = label === '' ? text : `${label}: ${text}`
      return kind === 'foot' ? `\n${line}` : line
    })
    .join('\n')
}
