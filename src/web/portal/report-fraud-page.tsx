import type { Context } from 'hono'
import { reportedWords } from '../../fraud/case-words.ts'
import { reportedKinds, reportFraud } from '../../fraud/report-fraud.ts'
import { field } from '../http/form-fields.ts'
import type { Shown } from '../http/forms.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { ask, form } from '../site/form.tsx'
import { goTo } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import type { RegisterDeps } from './register/visitor.tsx'
import { reportFraudWords } from './report-fraud-words.ts'

const reportForm = form((language) => {
  const said = reportFraudWords[language]
  const kinds = reportedKinds.map((kind) => ({ value: kind, label: reportedWords[language][kind] }))
  return {
    about: ask.radios(field.choice(reportedKinds), said.about, kinds),
    named: ask.text(field.text(200), said.named, { hint: said.namedHint, maxlength: 200 }),
    text: ask.text(field.text(2000, 20), said.text, { hint: said.textHint, lines: 8, maxlength: 2000 }),
    contact: ask.text(field.text(200).optional(), said.contact, { hint: said.contactHint, maxlength: 200 }),
  }
})

/** `/lapor-kecurangan`: anybody reports fraud without saying who they are; then its number. */
export function reportFraudPage(c: Context<Web>, _deps: RegisterDeps, shown: Shown = {}): Response {
  const said = reportFraudWords[c.get('language')]
  const reference = /^[A-Z0-9]{12}$/.exec(c.req.query('nomor') ?? '')?.[0]
  if (reference && c.req.method === 'GET')
    return showPage(
      c,
      { title: said.thanks, scripted: false },
      <>
        <p class="lead">{said.thanksText}</p>
        <parts.SummaryList
          rows={[{ label: said.reference, value: <span translate="no">{reference}</span> }]}
        />
        <p>{said.next}</p>
      </>,
    )
  return showPage(
    c,
    { title: said.title, description: said.lead, indexed: true, ...shown },
    <>
      <p class="lead">{said.lead}</p>
      <p>{said.protection}</p>
      <parts.Form action="/lapor-kecurangan" button={said.send}>
        {reportForm.fields(c, shown)}
      </parts.Form>
    </>,
  )
}

/** Takes the report. */
export async function submitFraudReport(c: Context<Web>, deps: RegisterDeps): Promise<Response> {
  const answers = await reportForm.read(c)
  if (!answers.ok) return reportFraudPage(c, deps, answers)
  const { ctx } = deps.registrations
  const reference = await reportFraud(ctx, { ...answers.values, requestId: c.get('requestId') })
  return goTo(c, `/lapor-kecurangan?nomor=${reference}`)
}
