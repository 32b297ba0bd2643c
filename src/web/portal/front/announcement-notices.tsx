import type { Context } from '../../../database/context.ts'
import { type AnnouncementPlace, announcementsAt } from '../../../information/announcements.ts'
import type { Language } from '../../../kernel/wib.ts'
import { wordsOf } from '../../guide/read-paragraphs.ts'
import * as parts from '../../parts/parts.ts'
import { announcementWords } from './announcement-words.ts'
import { textOf } from './announcements-page.tsx'

/** More than these push away what a page is for. */
const mostShown = 2
const shownLetters = 140

/** What the programme announces at a place now, the newest first: titles, how they begin, and the way to the rest. */
export async function announcementNotices(
  ctx: Pick<Context, 'db' | 'clock'>,
  place: AnnouncementPlace,
  language: Language,
) {
  const said = announcementWords[language]
  const current = await announcementsAt(ctx, place)
  if (current.length === 0) return ''
  return (
    <section class="stack" aria-label={said.title}>
      {current.slice(0, mostShown).map((one) => {
        const { title, text } = textOf(one, language)
        return (
          <parts.Notice tone="info" title={title}>
            <p>
              {beginningOf(wordsOf(text))}{' '}
              <a href={`/pengumuman/${one.announcementId}`}>
                {said.read}
                <span class="hidden"> {title}</span>
              </a>
            </p>
          </parts.Notice>
        )
      })}
      {current.length > mostShown ? (
        <p>
          <a href="/pengumuman">{said.all}</a>
        </p>
      ) : (
        ''
      )}
    </section>
  )
}

function beginningOf(words: string): string {
  if (words.length <= shownLetters) return words
  const cut = words.slice(0, shownLetters)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))} …`
}
