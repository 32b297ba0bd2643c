import type { WrittenAnnouncement } from '../../../information/announce.ts'
import type { Announcement } from '../../../information/announcements.ts'
import { hour } from '../../../kernel/clock.ts'
import { field } from '../../http/form-fields.ts'
import { ask, form } from '../../site/form.tsx'
import { informationWords } from './information-words.ts'

/** An announcement in both languages, with its time and its places. */
export const announcementForm = form((language) => {
  const said = informationWords[language]
  const title = (label: string) => ask.text(field.text(120, 5), label, { maxlength: 120 })
  const text = (label: string, hint?: string) =>
    ask.text(field.text(3000, 10), label, { lines: 6, maxlength: 3000, ...(hint && { hint }) })
  const time = { type: 'datetime-local', short: true } as const
  return {
    judul_id: title(said.titleId),
    isi_id: text(said.textId, said.textHint),
    judul_en: title(said.titleEn),
    isi_en: text(said.textEn),
    mulai: ask.text(field.instant(), said.from, time),
    sampai: ask.text(field.instant(), said.until, time),
    depan: ask.tick(field.flag(), said.front),
    beranda: ask.tick(field.flag(), said.home),
  }
})

interface Answered {
  readonly judul_id: string
  readonly judul_en: string
  readonly isi_id: string
  readonly isi_en: string
  readonly mulai: Date
  readonly sampai: Date
  readonly depan: boolean
  readonly beranda: boolean
}

/** What was filled in, as it is planned. */
export function writtenAnnouncement(values: Answered): WrittenAnnouncement {
  return {
    titleId: values.judul_id,
    titleEn: values.judul_en,
    textId: values.isi_id,
    textEn: values.isi_en,
    from: values.mulai,
    until: values.sampai,
    places: [...(values.depan ? (['front'] as const) : []), ...(values.beranda ? (['home'] as const) : [])],
  }
}

/** An announcement that is there, as the form has it. */
export function asTyped(one: Announcement): Readonly<Record<string, string | undefined>> {
  return {
    judul_id: one.titleId,
    judul_en: one.titleEn,
    isi_id: one.textId,
    isi_en: one.textEn,
    mulai: inWibField(one.fromAt),
    sampai: inWibField(one.untilAt),
    depan: one.places.includes('front') ? 'yes' : undefined,
    beranda: one.places.includes('home') ? 'yes' : undefined,
  }
}

/** `2026-12-21T23:58`, as the browser's field has it. */
export function inWibField(at: Date): string {
  return new Date(at.getTime() + 7 * hour).toISOString().slice(0, 16)
}
