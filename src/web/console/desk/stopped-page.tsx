import { readStoppedChange, type StoppedChange, settleChange } from '../../../desk/settle-change.ts'
import { idOf } from '../../../kernel/ids.ts'
import { maskPhone } from '../../../kernel/phone.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { casePanel } from '../cases/case-panel.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, consolePage, instant, type Shown } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { sentence } from '../refusal-words.ts'
import { deskWords } from './desk-words.ts'

const verdictForm = form((language) => {
  const { verdictBecause, becauseHint: hint } = deskWords[language]
  return { because: ask.text(field.text(500, 3), verdictBecause, { hint, lines: 3, maxlength: 500 }) }
})

/** `/konsol/meja/dihentikan/:change`: a change of phone that its owner stopped, and its decision. */
export async function stoppedPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const id = idOf(c.req.param('change') ?? '')
  const change = id ? await readStoppedChange(ctx.db, id) : undefined
  if (!id || !change) return errorPage(c, 404)
  const said = deskWords[language]
  const { changedBy, openedBy, settledBy, settledAt } = change
  const name = await actorNames(request, [changedBy, openedBy, settledBy])
  return consolePage(
    request,
    { title: said.stoppedTitle(id), ...shown },
    <Beside side={await casePanel(request, { kind: 'recovery', subject: id })}>
      <p class="lead">{said.stoppedLead}</p>
      <parts.SummaryList rows={factsOf(change, language, name)} />
      {offers(request, 'help_people') ? (
        <p>
          <a href={`/konsol/meja/orang/${change.personId}`}>{said.person}</a>
        </p>
      ) : (
        ''
      )}
      {!settledAt && offers(request, 'help_people') ? (
        <parts.Form action={`/konsol/meja/dihentikan/${id}`}>
          {verdictForm.fields(c, shown)}
          <parts.Buttons>
            <parts.Button name="release" value="yes">
              {said.release}
            </parts.Button>
            <parts.Button name="release" value="no" look="second">
              {said.keep}
            </parts.Button>
          </parts.Buttons>
        </parts.Form>
      ) : (
        ''
      )}
    </Beside>,
  )
}

function factsOf(
  change: StoppedChange,
  language: ConsoleRequest['language'],
  name: (actor: string) => string,
): parts.SummaryRow[] {
  const said = deskWords[language]
  const { settledBy, settledAt, settledBecause } = change
  const people = [...new Set([change.openedBy, change.changedBy])].flatMap((one) => (one ? [name(one)] : []))
  return [
    { label: said.changedAt, value: instant(change.changedAt, language) },
    { label: said.changedBy, value: people.join(', ') },
    { label: said.was, value: maskPhone(change.was) },
    { label: said.became, value: maskPhone(change.became) },
    { label: said.stoppedAt, value: instant(change.stoppedAt, language) },
    { label: said.putBack, value: change.putBack ? said.yes : said.no },
    { label: said.froze, value: change.frozeCard ? said.yes : said.no },
    ...(settledBy
      ? [
          { label: said.settledBy, value: `${name(settledBy)}, ${instant(settledAt, language)}` },
          { label: said.verdictBecause, value: settledBecause ?? '' },
        ]
      : []),
  ]
}

/** Takes the decision. */
export async function submitStopped(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const id = idOf(c.req.param('change') ?? '')
  const release = (await readForm(c)).get('release')
  if (!id || (release !== 'yes' && release !== 'no')) return errorPage(c, 404)
  const answers = await verdictForm.read(c)
  if (!answers.ok) return stoppedPage(request, answers)
  const verdict = { release: release === 'yes', because: answers.values.because }
  const settled = await settleChange(ctx, id, verdict, actor)
  if (settled.ok) return goTo(c, `/konsol/meja/dihentikan/${id}?kabar=change_settled`)
  return stoppedPage(request, { problem: sentence(language, settled), typed: answers.typed })
}
