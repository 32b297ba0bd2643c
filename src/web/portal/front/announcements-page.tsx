import type { Context } from 'hono'
import { type Announcement, publicAnnouncements, stateOf } from '../../../information/announcements.ts'
import { smallIdOf } from '../../../kernel/ids.ts'
import { formatDeadline, formatInstant, type Language } from '../../../kernel/wib.ts'
import { wordsOf } from '../../guide/read-paragraphs.ts'
import { errorPage } from '../../http/errors.tsx'
import type { Web } from '../../http/web.ts'
import * as parts from '../../parts/parts.ts'
import { pageNumber } from '../../site/page-number.ts'
import { Answer } from '../answers/questions-page.tsx'
import type { RegisterDeps } from '../register/visitor.tsx'
import { announcementWords } from './announcement-words.ts'
import { infoPage } from './info-page.tsx'

type Request = Context<Web>
const onPage = 20

/** `/pengumuman`: what holds now, whole, and what held before. */
export async function announcementsPage(c: Request, deps: RegisterDeps): Promise<Response> {
  const language = c.get('language')
  const said = announcementWords[language]
  const { ctx } = deps.registrations
  const now = ctx.clock.now()
  const all = await publicAnnouncements(ctx)
  const current = all.filter((one) => stateOf(one, now) === 'current')
  const past = all.filter((one) => stateOf(one, now) !== 'current')
  const page = pageNumber(c)
  const shown = past.slice((page - 1) * onPage, page * onPage)
  return infoPage(
    c,
    { title: said.title, description: said.lead },
    <>
      <p class="lead">{said.lead}</p>
      <h2>{said.now}</h2>
      {current.length === 0 ? (
        <parts.EmptyState title={said.none}>
          <p>{said.noneText}</p>
        </parts.EmptyState>
      ) : (
        current.map((one) => <Current one={one} language={language} />)
      )}
      {past.length > 0 ? <h2>{said.past}</h2> : ''}
      <parts.Listing rows={shown.map((one) => pastRow(one, now, language))} />
      <parts.Pagination
        current={page}
        count={Math.ceil(past.length / onPage)}
        href={(number) => `/pengumuman?halaman=${number}`}
      />
    </>,
  )
}

function Current({ one, language }: { one: Announcement; language: Language }) {
  const { title, text } = textOf(one, language)
  return (
    <section class="panel stack" aria-labelledby={`p${one.announcementId}`}>
      <h3 id={`p${one.announcementId}`}>
        <a href={`/pengumuman/${one.announcementId}`}>{title}</a>
      </h3>
      <Answer answer={text} />
      <p class="small muted">{announcementWords[language].until(formatDeadline(one.untilAt, language))}</p>
    </section>
  )
}

function pastRow(one: Announcement, now: Date, language: Language): parts.ListingRow {
  const said = announcementWords[language]
  const withdrawn = stateOf(one, now) === 'withdrawn'
  return {
    title: textOf(one, language).title,
    href: `/pengumuman/${one.announcementId}`,
    line: timesOf(one, now, language).join('. '),
    ...(withdrawn && { state: <parts.StatusTag tone="warning">{said.withdrawnTag}</parts.StatusTag> }),
  }
}

/** `/pengumuman/:announcement`; of one that was taken back only that it was. */
export async function announcementPage(c: Request, deps: RegisterDeps): Promise<Response> {
  const language = c.get('language')
  const said = announcementWords[language]
  const { ctx } = deps.registrations
  const now = ctx.clock.now()
  const id = smallIdOf(c.req.param('announcement'))
  const one = (await publicAnnouncements(ctx)).find(({ announcementId }) => announcementId === id)
  if (!one) return errorPage(c, 404)
  const withdrawn = stateOf(one, now) === 'withdrawn'
  const { title, text } = textOf(one, language)
  return infoPage(
    c,
    { title, ...(!withdrawn && { description: wordsOf(text).slice(0, 200) }), indexed: !withdrawn },
    <>
      {withdrawn ? <parts.Notice tone="warning" title={said.withdrawnText} /> : <Answer answer={text} />}
      <p class="small muted">{timesOf(one, now, language).join('. ')}</p>
      <p>
        <a href="/pengumuman">{said.all}</a>
      </p>
    </>,
  )
}

/** The words of an announcement in a language. */
export function textOf({ titleId, titleEn, textId, textEn }: Announcement, language: Language) {
  return language === 'id' ? { title: titleId, text: textId } : { title: titleEn, text: textEn }
}

function timesOf(one: Announcement, now: Date, language: Language): string[] {
  const said = announcementWords[language]
  const begun = said.from(formatInstant(one.fromAt, language))
  if (one.withdrawnAt) return [begun, said.withdrawn(formatInstant(one.withdrawnAt, language))]
  const end = formatDeadline(one.untilAt, language)
  return [begun, one.untilAt > now ? said.until(end) : said.ended(end)]
}
