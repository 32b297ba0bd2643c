import type { SchedulePlace } from '../../catalogue/places/schedule-place.ts'
import type { Language } from '../../kernel/wib.ts'
import { field } from '../http/form-fields.ts'
import { ask } from '../site/form.tsx'
import { dictionary } from '../words/dictionary.ts'

export const placeQuestionWords = dictionary({
  id: {
    place: 'Nama tempat',
    placeHint: 'Hanya untuk kelas tatap muka. Semua orang bisa membacanya. Kosongkan bila daring.',
    address: 'Alamat tempat',
    city: 'Kota atau kabupaten',
    cityHint: 'Seperti Kota Bandung atau Kabupaten Sleman.',
    mapLink: 'Tautan peta',
    mapLinkHint: 'Diawali https://',
  },
  en: {
    place: 'Name of the place',
    placeHint: 'Only for classes in person. Everybody can read it. Leave it empty if it is online.',
    address: 'Address of the place',
    city: 'City or regency',
    cityHint: 'Like Kota Bandung or Kabupaten Sleman.',
    mapLink: 'Link to a map',
    mapLinkHint: 'Begins with https://',
  },
})

const cell = (most: number) => field.text(most).optional()

/** Where a schedule is held, asked of whoever proposes it, and of whoever says so later. */
export function placeQuestions(language: Language) {
  const said = placeQuestionWords[language]
  return {
    place: ask.text(cell(300), said.place, { hint: said.placeHint, maxlength: 120 }),
    address: ask.text(cell(500), said.address, { maxlength: 300 }),
    city: ask.text(cell(120), said.city, { hint: said.cityHint, maxlength: 80 }),
    mapLink: ask.text(cell(600), said.mapLink, { hint: said.mapLinkHint, type: 'url', maxlength: 500 }),
  }
}

/** A place as these questions were answered. */
export function placeAnswers(place: SchedulePlace | undefined): Record<string, string | undefined> {
  if (!place) return {}
  return { place: place.name, address: place.address || undefined, city: place.city, mapLink: place.map }
}
