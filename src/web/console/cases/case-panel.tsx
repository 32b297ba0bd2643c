import type { Child } from 'hono/jsx'
import { handles } from '../../../cases/kinds.ts'
import { notesOf } from '../../../cases/notes.ts'
import { findOpenCase, type OpenCase } from '../../../cases/queue.ts'
import type { CaseName } from '../../../cases/take-case.ts'
import { formatDeadline } from '../../../kernel/wib.ts'
import { listStaff, type Staff } from '../../../staff/staff.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, instant } from '../page.tsx'
import { CaseState, ownerOf } from './queue-page.tsx'
import { queueWords } from './queue-words.ts'

/** What staff note of a case. */
export const noteForm = form((language) => {
  const { note, noteHint: hint } = queueWords[language]
  return { note: ask.text(field.text(2000, 3), note, { hint, lines: 3, maxlength: 2000 }) }
})

/**
 * What the page of every kind shows beside the case itself, to whoever sees the queue: until when it is to be decided, whose it
 * is, and the notes of the staff, which stay when it is decided.
 */
export async function casePanel(request: ConsoleRequest, name: CaseName): Promise<Child> {
  if (!offers(request, 'see_cases')) return ''
  const { ctx, language, staff } = request
  const said = queueWords[language]
  const [open, notes] = await Promise.all([
    findOpenCase(ctx.db, name.kind, name.subject, ctx.clock.now()),
    notesOf(ctx.db, name),
  ])
  if (!open && notes.length === 0) return ''
  const named = await actorNames(
    request,
    notes.map(({ writtenBy }) => writtenBy),
  )
  const acts = open !== undefined && handles(staff.roles, name.kind)
  return (
    <section class="panel stack">
      <h2>{said.handling}</h2>
      {open ? <Facts request={request} open={open} /> : ''}
      {acts ? await Ownership({ request, open }) : ''}
      <h3>{said.notes}</h3>
      {notes.length === 0 ? <p class="muted">{said.noNotes}</p> : ''}
      <ul class="listing">
        {notes.map(({ text, writtenBy, writtenAt }) => (
          <li>
            <span>{text}</span>
            <span class="small muted">
              {named(writtenBy)}, {instant(writtenAt, language)}
            </span>
          </li>
        ))}
      </ul>
      {acts ? (
        <parts.Form action="/konsol/kasus/catatan">
          <parts.Hidden values={{ kind: name.kind, subject: name.subject }} />
          {noteForm.fields(request.c)}
          <parts.Button look="second">{said.addNote}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
      <p>
        <a href="/konsol/kasus">{said.toQueue}</a>
      </p>
    </section>
  )
}

function Facts({ request, open }: { request: ConsoleRequest; open: OpenCase }) {
  const { language } = request
  const said = queueWords[language]
  return (
    <parts.SummaryList
      rows={[
        { label: said.state, value: <CaseState request={request} open={open} /> },
        { label: said.due, value: formatDeadline(open.dueAt, language) },
        { label: said.owner, value: ownerOf(open, request) },
        ...(open.escalatedAt
          ? [{ label: said.late, value: said.lateSince(instant(open.escalatedAt, language)) }]
          : []),
      ]}
    />
  )
}

/** Takes it, takes it over, or hands it to somebody whose role decides cases of its kind. */
async function Ownership({ request, open }: { request: ConsoleRequest; open: OpenCase }) {
  const said = queueWords[request.language]
  const { kind, subject, ownerId } = open
  const others = (await listStaff(request.ctx.db)).filter(
    (one) => isActive(one) && handles(one.roles, kind) && one.staffId !== ownerId,
  )
  const over = ownerId ? { over: 'yes' } : undefined
  return (
    <>
      {ownerId === request.staff.staffId ? (
        ''
      ) : (
        <parts.Form action="/konsol/kasus/ambil" plain>
          <parts.Hidden values={{ kind, subject, ...over }} />
          <parts.Button look="second">{ownerId ? said.takeOver : said.take}</parts.Button>
        </parts.Form>
      )}
      <parts.Form action="/konsol/kasus/serahkan">
        <parts.Hidden values={{ kind, subject }} />
        <parts.Select
          name="to"
          label={said.handTo}
          options={others.map(({ staffId, name }) => ({ value: staffId, label: name }))}
          short
        />
        <parts.Button look="second">{said.handOver}</parts.Button>
      </parts.Form>
    </>
  )
}

/** Whether somebody of the staff can act today. */
export function isActive({ enrolledAt, disabledAt }: Staff): boolean {
  return enrolledAt !== undefined && disabledAt === undefined
}
