import type { Language } from '../../kernel/wib.ts'
import { compileWording } from '../rendering/compile-wording.ts'
import { exampleParams } from '../rendering/example-params.ts'
import { type Rendered, render, wordingKey } from '../rendering/render.ts'
import type { Channel } from '../templates.ts'
import { smsParts } from '../transports/sms-parts.ts'
import type { Wording } from '../words/words.ts'

/** A template in one channel and one language. */
export interface WordingPlace {
  readonly template: string
  readonly channel: Channel
  readonly language: Language
}

export interface Preview extends Rendered {
  /** of an SMS: how many the operator counts, of how many signs, and whether it must go as UCS-2 */
  readonly sms?: { readonly parts: number; readonly signs: number; readonly unicode: boolean } | undefined
}

/** How long an SMS is as its operator counts it. */
export function smsLength(text: string): NonNullable<Preview['sms']> {
  const { pieces, dataCoding } = smsParts(text)
  return { parts: pieces.length, signs: [...text].length, unicode: dataCoding === 8 }
}

/** A wording as it would arrive with invented values; one that does not fit its template throws. */
export function previewOf(
  { template, channel, language }: WordingPlace,
  wording: Wording,
  example: { readonly now: Date; readonly site: string },
): Preview {
  const key = wordingKey(template, channel, language)
  const params = exampleParams(template, example)
  const own = new Map([[key, compileWording(channel, wording)]])
  const rendered = render(
    { template, channel, language, params },
    own,
    new URL('/pesan-saya', example.site).href,
  )
  return channel === 'sms' ? { ...rendered, sms: smsLength(rendered.text) } : rendered
}
