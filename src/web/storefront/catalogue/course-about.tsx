import { minutesOf, type SyllabusPart } from '../../../catalogue/about/course-about.ts'
import type { LikeCourse } from '../../../catalogue/about/like-courses.ts'
import type { CoursePage } from '../../../catalogue/courses.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import type { Language } from '../../../kernel/wib.ts'
import type { SummaryRow } from '../../parts/lists/summary-list.tsx'
import { dictionary } from '../../words/dictionary.ts'
import { CompareLink } from '../judging/compare-links.tsx'
import { path, type Shop } from '../shop.ts'

export const courseAboutWords = dictionary({
  id: {
    outcomes: 'Setelah pelatihan ini kamu bisa',
    syllabus: 'Yang dipelajari',
    minutes: (minutes: number) => `${minutes} menit`,
    hours: (hours: number, minutes: number) => `${hours} jam${minutes > 0 ? ` ${minutes} menit` : ''}`,
    level: 'Tingkat',
    level_beginner: 'Pemula',
    level_intermediate: 'Menengah',
    level_advanced: 'Lanjutan',
    language: 'Bahasa pengantar',
    language_id: 'Indonesia',
    language_en: 'Inggris',
    trainer: 'Pengajar',
    duration: 'Lama belajar',
    needs: 'Yang kamu perlukan',
    like: 'Pelatihan serupa',
    balance: (tail: string, balance: string) => `Saldo kartu •••• ${tail}: ${balance}.`,
    left: (left: string) => `Sisa saldo setelah membeli: ${left}.`,
    short: (missing: string) => `Kurang ${missing} untuk pelatihan ini.`,
  },
  en: {
    outcomes: 'What you can do afterwards',
    syllabus: 'What you learn',
    minutes: (minutes) => `${minutes} minutes`,
    hours: (hours, minutes) =>
      `${hours} ${hours === 1 ? 'hour' : 'hours'}${minutes > 0 ? ` ${minutes} minutes` : ''}`,
    level: 'Level',
    level_beginner: 'Beginner',
    level_intermediate: 'Intermediate',
    level_advanced: 'Advanced',
    language: 'Taught in',
    language_id: 'Indonesian',
    language_en: 'English',
    trainer: 'Trainer',
    duration: 'Time to learn',
    needs: 'What you need',
    like: 'Similar trainings',
    balance: (tail, balance) => `Balance of card •••• ${tail}: ${balance}.`,
    left: (left) => `Balance after buying: ${left}.`,
    short: (missing) => `${missing} short for this training.`,
  },
})

/** What one can do afterwards, and what is taught: the lessons that are here, else what the institution says. */
export function WhatIsTaught({ course, language }: { course: CoursePage; language: Language }) {
  const said = courseAboutWords[language]
  const { outcomes = [] } = course.about
  const syllabus = syllabusOf(course)
  return (
    <>
      {outcomes.length > 0 ? (
        <>
          <h2>{said.outcomes}</h2>
          <ul class="list">
            {outcomes.map((outcome) => (
              <li>{outcome}</li>
            ))}
          </ul>
        </>
      ) : (
        ''
      )}
      {syllabus.length > 0 ? (
        <>
          <h2>{said.syllabus}</h2>
          <ol class="list">
            {syllabus.map(({ title, minutes }) => (
              <li>
                {title}
                {minutes === undefined ? '' : <span class="small muted"> · {said.minutes(minutes)}</span>}
              </li>
            ))}
          </ol>
        </>
      ) : (
        ''
      )}
    </>
  )
}

/** What of a course is told in a word or two. */
export function aboutRows(course: CoursePage, language: Language): SummaryRow[] {
  const said = courseAboutWords[language]
  const { level, language: taughtIn, trainer, needs = [] } = course.about
  const minutes = minutesOf(syllabusOf(course))
  return [
    ...(level ? [{ label: said.level, value: said[`level_${level}`] }] : []),
    ...(minutes === undefined ? [] : [{ label: said.duration, value: durationOf(minutes, language) }]),
    ...(trainer ? [{ label: said.trainer, value: trainer }] : []),
    ...(taughtIn ? [{ label: said.language, value: said[`language_${taughtIn}`] }] : []),
    ...(needs.length > 0 ? [{ label: said.needs, value: needs.join('; ') }] : []),
  ]
}

/** Courses of the same category that are sold here, each to be compared with the one at `slug`. */
export function LikeCourses(props: {
  shop: Shop
  language: Language
  slug: string
  courses: readonly LikeCourse[]
}) {
  if (props.courses.length === 0) return null
  return (
    <section class="flow">
      <h2>{courseAboutWords[props.language].like}</h2>
      <ul class="listing like">
        {props.courses.map(({ slug, title, institution, price }) => (
          <li>
            <a class="whole" href={path(props.shop, `/kursus/${slug}`)}>
              {title}
            </a>
            <span class="number end">{formatRupiah(price)}</span>
            <p class="small muted">{institution}</p>
            <p class="small end">
              <CompareLink {...props} other={{ slug, title }} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The price beside what lies on the buyer's own card. */
export function BesideBalance(props: {
  language: Language
  price: number
  card: { readonly tail: string; readonly balance: number }
}) {
  const said = courseAboutWords[props.language]
  const { price, card } = props
  const left = card.balance - price
  return (
    <p class="small">
      {said.balance(card.tail, formatRupiah(card.balance))}{' '}
      <strong>{left < 0 ? said.short(formatRupiah(-left)) : said.left(formatRupiah(left))}</strong>
    </p>
  )
}

/** What is taught, part by part: the lessons that are here, else what the institution says. */
export function syllabusOf({ lessons, about }: CoursePage): readonly SyllabusPart[] {
  return lessons.length > 0 ? lessons : (about.syllabus ?? [])
}

function durationOf(minutes: number, language: Language): string {
  const said = courseAboutWords[language]
  const hours = Math.floor(minutes / 60)
  return hours === 0 ? said.minutes(minutes) : said.hours(hours, minutes % 60)
}
