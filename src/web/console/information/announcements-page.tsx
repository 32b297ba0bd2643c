import { planAnnouncement } from '../../../information/announce.ts'
import {
  type Announcement,
  type AnnouncementState,
  listAnnouncements,
  stateOf,
} from '../../../information/announcements.ts'
import { day } from '../../../kernel/clock.ts'
import { beginningWith } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, type Shown } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { Act } from '../parts/list-parts.tsx'
import { sentence } from '../refusal-words.ts'
import { announcementForm, inWibField, writtenAnnouncement } from './announcement-form.tsx'
import { informationWords } from './information-words.ts'

/** `/konsol/pengumuman`: every announcement and how it stands, and for whoever writes them the form for another. */
export async function announcementsPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = informationWords[language]
  const rows = await listAnnouncements(ctx.db)
  const name = await actorNames(
    request,
    rows.map(({ writtenBy }) => writtenBy),
  )
  const now = ctx.clock.now()
  const begins = { mulai: inWibField(now), sampai: inWibField(new Date(now.getTime() + 7 * day)) }
  return listPage(
    request,
    {
      title: said.announcements,
      lead: said.announcementsLead,
      place: '/konsol/pengumuman',
      file: 'pengumuman',
      columns: columnsOf(request, name),
      rows,
      after: offers(request, 'run_information') ? (
        <Act title={said.newAnnouncement} action="/konsol/pengumuman" button={said.plan}>
          {announcementForm.fields(
            c,
            shown.typed ? shown : beginningWith({ ...begins, depan: 'yes' }, shown),
          )}
        </Act>
      ) : (
        ''
      ),
    },
    shown,
  )
}

function columnsOf(request: ConsoleRequest, name: (actor: string) => string): ListColumn<Announcement>[] {
  const { ctx, language } = request
  const said = informationWords[language]
  const now = ctx.clock.now()
  const title = (one: Announcement) => (language === 'id' ? one.titleId : one.titleEn)
  return [
    {
      label: said.announcement,
      key: 'judul',
      cell: title,
      show: (one) => <a href={`/konsol/pengumuman/${one.announcementId}`}>{title(one)}</a>,
    },
    {
      label: said.state,
      key: 'keadaan',
      cell: (one) => said.states[stateOf(one, now)],
      show: (one) => <AnnouncementTag state={stateOf(one, now)} language={language} />,
    },
    { label: said.from, key: 'mulai', cell: (one) => one.fromAt },
    { label: said.until, key: 'sampai', cell: (one) => one.untilAt },
    { label: said.places, cell: (one) => placesInWords(one, language) },
    { label: said.by, cell: (one) => name(one.writtenBy) },
  ]
}

/** Where it stands besides the list of all. */
export function placesInWords({ places }: Announcement, language: ConsoleRequest['language']): string {
  const said = informationWords[language]
  return places.map((place) => said.placeNames[place]).join(', ') || said.onlyList
}

/** How it stands, in a word. */
export function AnnouncementTag(props: { state: AnnouncementState; language: ConsoleRequest['language'] }) {
  const tones = {
    planned: 'waiting',
    current: 'success',
    past: 'quiet',
    withdrawn: 'warning',
    dropped: 'quiet',
  } as const
  const { state, language } = props
  return <parts.StatusTag tone={tones[state]}>{informationWords[language].states[state]}</parts.StatusTag>
}

/** Plans a new one. */
export async function submitAnnouncement(request: ConsoleRequest): Promise<Response> {
  const answers = await announcementForm.read(request.c)
  if (!answers.ok) return announcementsPage(request, answers)
  const written = writtenAnnouncement(answers.values)
  const planned = await planAnnouncement(request.ctx, written, undefined, request.actor)
  if (!planned.ok)
    return announcementsPage(request, { problem: sentence(request.language, planned), typed: answers.typed })
  return goTo(request.c, `/konsol/pengumuman/${planned.value}?kabar=announcement_planned`)
}
