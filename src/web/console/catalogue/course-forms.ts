import { z } from 'zod'
import { field } from '../../http/form-fields.ts'
import { aboutQuestions } from '../../proposals/about-questions.ts'
import { placeQuestions } from '../../proposals/place-questions.ts'
import { ask, form } from '../../site/form.tsx'
import type { ConsoleRequest } from '../console-request.ts'
import { coursesWords } from './courses-words.ts'

type Its = readonly { readonly scheduleCode: string }[]

const because = (language: ConsoleRequest['language']) => {
  const said = coursesWords[language]
  return ask.text(field.text(500), said.because, { hint: said.becauseHint, maxlength: 500 })
}

/** What a course is judged by. */
export const describeForm = form((language) => ({
  deskripsi: ask.text(field.text(12_000).optional(), coursesWords[language].description, { lines: 5 }),
  ...aboutQuestions(language),
  alasan_keterangan: because(language),
}))

/** Why a course is withdrawn, or listed again. */
export const turnForm = form((language) => ({ alasan: because(language) }))

const scheduleOf = (schedules: Its, language: ConsoleRequest['language']) =>
  ask.select(
    z.string().max(64),
    coursesWords[language].schedule,
    schedules.map(({ scheduleCode }) => ({ value: scheduleCode, label: scheduleCode })),
  )

/** How many seats a schedule has. */
export const seatsForm = (schedules: Its) =>
  form((language) => ({
    jadwal: scheduleOf(schedules, language),
    kursi: ask.whole(0, 1_000_000, coursesWords[language].newSeats, { maxlength: 7 }),
    alasan_kursi: because(language),
  }))

/** In which room a schedule is held, as everybody may read. */
export const roomForm = (schedules: Its) =>
  form((language) => ({
    jadwal_lokasi: scheduleOf(schedules, language),
    ...placeQuestions(language),
  }))

/** How the buyers of a schedule join it. */
export const placeForm = (schedules: Its) =>
  form((language) => ({
    jadwal_tempat: scheduleOf(schedules, language),
    tempat: ask.text(field.text(500).optional(), coursesWords[language].meeting, { maxlength: 500 }),
  }))
