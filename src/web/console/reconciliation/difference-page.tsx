import { decideDifference, ownDecisions } from '../../../reconciliation/decide-difference.ts'
import { type Difference, findDifference } from '../../../reconciliation/differences.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo, here } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, consolePage, instant, type Shown } from '../page.tsx'
import { sentence } from '../refusal-words.ts'
import { SideOf, stateWord } from './differences-page.tsx'
import { reconciliationWords } from './reconciliation-words.ts'

const decisionForm = form((language) => {
  const said = reconciliationWords[language]
  const options = ownDecisions.map((value) => ({ value, label: said.decisions[value] }))
  return {
    keputusan: ask.radios(field.choice(ownDecisions), said.decision, options),
    alasan: ask.text(field.text(500), said.because, { hint: said.becauseHint, maxlength: 500 }),
  }
})

/** `/konsol/keuangan/selisih/:difference`: both sides of a difference, what was decided, and the form that decides. */
export async function differencePage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, language } = request
  const one = await ofAddress(request)
  if (!one) return errorPage(c, 404)
  const said = reconciliationWords[language]
  const name = await actorNames(request, [one.foundBy, one.decidedBy])
  const { decidedBy, decidedAt, decidedBecause } = one
  return consolePage(
    request,
    { title: `${said.kinds[one.kind]}: ${one.subject.replace(/^[a-z_]+:/, '')}`, ...shown },
    <>
      <parts.SummaryList
        rows={[
          { label: said.storefront, value: one.party ?? '-' },
          { label: said.day, value: one.day },
          { label: said.ours, value: <SideOf side={one.ours} language={language} /> },
          { label: said.theirs, value: <SideOf side={one.theirs} language={language} /> },
          { label: said.foundBy, value: name(one.foundBy) },
          { label: said.foundAt, value: instant(one.foundAt, language) },
          { label: said.state, value: stateWord(one.decision ?? 'open', language) },
          ...(decidedBy ? [{ label: said.decidedBy, value: name(decidedBy) }] : []),
          ...(decidedAt ? [{ label: said.decidedAt, value: instant(decidedAt, language) }] : []),
          ...(decidedBecause ? [{ label: said.because, value: decidedBecause }] : []),
        ]}
      />
      {!one.decision && offers(request, 'run_money') ? (
        <section class="panel stack">
          <h2>{said.decide}</h2>
          <parts.Form action={here(c)} button={said.decide}>
            {decisionForm.fields(c, shown)}
          </parts.Form>
        </section>
      ) : (
        ''
      )}
      <p>
        <a href="/konsol/keuangan/selisih">{said.differences}</a>
      </p>
    </>,
  )
}

/** Somebody of finance works it off. */
export async function submitDecision(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const answers = await decisionForm.read(c)
  if (!answers.ok) return differencePage(request, answers)
  const one = await ofAddress(request)
  if (!one) return errorPage(c, 404)
  const { keputusan: decision, alasan: because } = answers.values
  const decided = await decideDifference(ctx, one.differenceId, { decision, because }, actor)
  if (!decided.ok)
    return differencePage(request, { problem: sentence(language, decided), typed: answers.typed })
  return goTo(c, '/konsol/keuangan/selisih?kabar=difference_decided')
}

function ofAddress({ c, ctx }: ConsoleRequest): Promise<Difference | undefined> {
  const id = c.req.param('difference') ?? ''
  return /^[1-9]\d{0,17}$/.test(id) ? findDifference(ctx.db, id) : Promise.resolve(undefined)
}
