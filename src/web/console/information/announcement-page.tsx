import { planAnnouncement, withdrawAnnouncement } from '../../../information/announce.ts'
import { type Announcement, findAnnouncement, stateOf } from '../../../information/announcements.ts'
import { smallIdOf } from '../../../kernel/ids.ts'
import { formatDeadline } from '../../../kernel/wib.ts'
import { errorPage } from '../../http/errors.tsx'
import { beginningWith, readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { Answer } from '../../portal/answers/questions-page.tsx'
import { textOf } from '../../portal/front/announcements-page.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage, instant, type Shown } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { historyTable } from '../parts/history.tsx'
import { Act } from '../parts/list-parts.tsx'
import { sentence } from '../refusal-words.ts'
import { announcementForm, asTyped, writtenAnnouncement } from './announcement-form.tsx'
import { AnnouncementTag, placesInWords } from './announcements-page.tsx'
import { informationWords } from './information-words.ts'

/** `/konsol/pengumuman/:announcement`: how it is read in both languages, and what may be done with it now. */
export async function announcementPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = informationWords[language]
  const [one, history] = await Promise.all([
    announcementOf(request),
    historyTable(request, [`announcement:${c.req.param('announcement')}`]),
  ])
  if (!one) return errorPage(c, 404)
  const state = stateOf(one, ctx.clock.now())
  const at = `/konsol/pengumuman/${one.announcementId}` as const
  const writes = offers(request, 'run_information')
  return consolePage(
    request,
    { title: textOf(one, language).title, ...shown },
    <>
      <p>
        <a href="/konsol/pengumuman">{said.announcements}</a>
        {state === 'planned' || state === 'dropped' ? (
          ''
        ) : (
          <>
            {' · '}
            <a href={`/pengumuman/${one.announcementId}`}>{said.open}</a>
          </>
        )}
      </p>
      <parts.SummaryList
        rows={[
          { label: said.state, value: <AnnouncementTag state={state} language={language} /> },
          { label: said.from, value: instant(one.fromAt, language) },
          { label: said.until, value: formatDeadline(one.untilAt, language) },
          { label: said.places, value: placesInWords(one, language) },
        ]}
      />
      <Beside side={history}>
        <Previews one={one} language={language} />
        {writes && state === 'planned' ? (
          <Act title={said.change} action={at} button={said.keep}>
            {announcementForm.fields(c, shown.typed ? shown : beginningWith(asTyped(one), shown))}
            <parts.Hidden values={{ versi: shown.typed?.versi ?? String(one.version) }} />
          </Act>
        ) : (
          ''
        )}
        {writes && !one.withdrawnAt ? (
          <Act title={said.withdraw} text={said.withdrawText} action={`${at}/tarik`} button={said.withdraw} />
        ) : (
          ''
        )}
      </Beside>
    </>,
  )
}

function Previews({ one, language }: { one: Announcement; language: ConsoleRequest['language'] }) {
  return (
    <div class="two">
      {(['id', 'en'] as const).map((of) => (
        <section class="panel stack">
          <h2>
            {informationWords[language].shown} ({of.toUpperCase()})
          </h2>
          <div lang={of} class="stack">
            <h3>{textOf(one, of).title}</h3>
            <Answer answer={textOf(one, of).text} />
          </div>
        </section>
      ))}
    </div>
  )
}

/** Plans it otherwise, before it has begun. */
export async function submitAnnouncementChange(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const one = await announcementOf(request)
  if (!one) return errorPage(c, 404)
  const answers = await announcementForm.read(c)
  const version = smallIdOf((await readForm(c)).get('versi') ?? undefined) ?? 0
  const typed = { ...answers.typed, versi: String(version) }
  if (!answers.ok) return announcementPage(request, { ...answers, typed })
  const was = { announcementId: one.announcementId, version }
  const planned = await planAnnouncement(ctx, writtenAnnouncement(answers.values), was, actor)
  if (!planned.ok) return announcementPage(request, { problem: sentence(language, planned), typed })
  return goTo(c, `/konsol/pengumuman/${one.announcementId}?kabar=announcement_planned`)
}

/** Takes it back. */
export async function submitWithdraw(request: ConsoleRequest): Promise<Response> {
  const one = await announcementOf(request)
  if (!one) return errorPage(request.c, 404)
  const withdrawn = await withdrawAnnouncement(request.ctx, one.announcementId, request.actor)
  if (!withdrawn.ok) return announcementPage(request, { problem: sentence(request.language, withdrawn) })
  return goTo(request.c, `/konsol/pengumuman/${one.announcementId}?kabar=announcement_withdrawn`)
}

async function announcementOf({ c, ctx }: ConsoleRequest): Promise<Announcement | undefined> {
  const id = smallIdOf(c.req.param('announcement'))
  return id === undefined ? undefined : findAnnouncement(ctx.db, id)
}
