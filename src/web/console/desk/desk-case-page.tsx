import type { Child } from 'hono/jsx'
import { type DeskCase, readDeskCase } from '../../../desk/desk-case.ts'
import { openAtDesk } from '../../../desk/find-at-desk.ts'
import { deskPhoneWaiting } from '../../../desk/prove-new-phone.ts'
import type { Compared } from '../../../desk/prove-person.ts'
import { idOf } from '../../../kernel/ids.ts'
import { maskPhone } from '../../../kernel/phone.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { actorNames, consolePage, instant, type Shown } from '../page.tsx'
import { Act } from '../parts/list-parts.tsx'
import { codeForm, documentForm, newPhoneForm, questionsForm } from './desk-forms.ts'
import { stepOf } from './desk-page.tsx'
import { deskWords } from './desk-words.ts'

/** What was compared just now, beside what every page shows again. */
export interface ShownHelp extends Shown {
  readonly compared?: Compared
}

/** `/konsol/meja/bantuan/:case`: how far it is, and the next step for whoever looks. */
export async function deskCasePage(request: ConsoleRequest, shown: ShownHelp = {}): Promise<Response> {
  const { c, ctx, language, actor } = request
  const id = idOf(c.req.param('case') ?? '')
  const found = id ? await readDeskCase(ctx.db, id) : undefined
  if (!found) return errorPage(c, 404)
  const said = deskWords[language]
  const over = found.endedAt !== undefined || found.expiresAt <= ctx.clock.now()
  const person = await openAtDesk(ctx, found.personId, found.reason, actor)
  return consolePage(
    request,
    { title: `${said.kinds[found.kind]}: ${person?.name ?? ''}`, ...shown },
    <>
      <Facts request={request} found={found} name={await namesOf(request, found)} />
      {shown.compared ? <Result compared={shown.compared} language={language} /> : ''}
      {over ? '' : await Steps({ request, found, shown })}
      <p>
        <a href="/konsol/meja">{said.toDesk}</a>
      </p>
    </>,
  )
}

const namesOf = (request: ConsoleRequest, { openedBy, confirmedBy, provedBy }: DeskCase) =>
  actorNames(request, [openedBy, confirmedBy, ...provedBy.map((staffId) => `staff:${staffId}`)])

function Facts(props: { request: ConsoleRequest; found: DeskCase; name: (actor: string) => string }) {
  const { found, name } = props
  const { language } = props.request
  const said = deskWords[language]
  const provers = [
    ...found.provedBy.map((staffId) => name(`staff:${staffId}`)),
    ...(found.document ? [`${said.byRegistry} (${said.documents[found.document]})`] : []),
  ]
  return (
    <parts.SummaryList
      rows={[
        { label: said.step, value: said.steps[stepOf(found)] },
        { label: said.because, value: found.reason },
        { label: said.openedBy, value: `${name(found.openedBy)}, ${instant(found.openedAt, language)}` },
        { label: said.provedBy, value: provers.join('; ') || said.notYet },
        ...(found.phone ? [{ label: said.newPhone, value: maskPhone(found.phone) }] : []),
        { label: said.until, value: instant(found.expiresAt, language) },
      ]}
    />
  )
}

function Result({ compared, language }: { compared: Compared; language: ConsoleRequest['language'] }) {
  const said = deskWords[language]
  const rows = Object.entries(compared).map(([question, right]) => ({
    label: said.questions[question as keyof Compared],
    value: (
      <parts.StatusTag tone={right ? 'success' : 'error'}>
        {right ? said.matches : said.differs}
      </parts.StatusTag>
    ),
  }))
  return (
    <section class="stack" role="status">
      <h2>{said.compared}</h2>
      <parts.SummaryList rows={rows} />
    </section>
  )
}

/** What whoever looks can do next: the one who opened it, or another who may be the second. */
async function Steps(props: { request: ConsoleRequest; found: DeskCase; shown: ShownHelp }): Promise<Child> {
  const { request, found } = props
  const said = deskWords[request.language]
  const mine = found.openedById === request.staff.staffId
  const proved = found.provedBy.includes(request.staff.staffId) || found.registryMatchedAt !== undefined
  const base = `/konsol/meja/bantuan/${found.deskCaseId}` as const
  return (
    <>
      {!proved && (mine || found.phone) ? <Ask {...props} second={!mine} /> : ''}
      {mine && proved && found.kind === 'access' ? await NewPhone(props) : ''}
      {mine && found.phone ? <p>{said.waitsSecond}</p> : ''}
      {!mine && proved && found.phone ? (
        <Act
          title={said.confirm}
          text={said.confirmText(maskPhone(found.phone))}
          action={`${base}/konfirmasi`}
          button={said.confirmButton}
        />
      ) : (
        ''
      )}
      {mine && proved && found.kind === 'card_number' ? (
        <Act title={said.replace} text={said.replaceText} action={`${base}/nomor`} button={said.replace} />
      ) : (
        ''
      )}
      <Act title={said.end} text={said.endText} action={`${base}/akhiri`} button={said.end} />
    </>
  )
}

function Ask(props: { request: ConsoleRequest; found: DeskCase; shown: ShownHelp; second: boolean }) {
  const { request, found, shown, second } = props
  const said = deskWords[request.language]
  const base = `/konsol/meja/bantuan/${found.deskCaseId}` as const
  return (
    <>
      <Act
        title={said.ask}
        text={second ? `${said.askSecond} ${said.askText}` : said.askText}
        action={`${base}/jawaban`}
        button={said.compare}
      >
        {questionsForm.fields(request.c, shown)}
      </Act>
      {second ? (
        ''
      ) : (
        <Act title={said.document} text={said.documentText} action={`${base}/dokumen`} button={said.check}>
          {documentForm.fields(request.c, shown)}
        </Act>
      )}
    </>
  )
}

async function NewPhone({ request, found, shown }: Parameters<typeof Steps>[0]): Promise<Child> {
  const { c, ctx, language } = request
  const said = deskWords[language]
  const base = `/konsol/meja/bantuan/${found.deskCaseId}` as const
  const waiting = await deskPhoneWaiting(ctx, found.deskCaseId)
  return (
    <>
      <Act title={said.newPhone} text={said.newPhoneText} action={`${base}/hp`} button={said.send}>
        {newPhoneForm.fields(c, shown)}
      </Act>
      {waiting ? (
        <Act
          title={said.proveCode}
          text={said.codeSent(maskPhone(waiting.phone))}
          action={`${base}/kode`}
          button={said.proveCode}
        >
          {codeForm.fields(c, shown)}
        </Act>
      ) : (
        ''
      )}
    </>
  )
}
