import { z } from 'zod'
import { caseStateWords, caseWords } from '../../../fraud/case-words.ts'
import { caseStates, type FraudCase, listCases } from '../../../fraud/cases.ts'
import { caseKinds } from '../../../fraud/signals.ts'
import { tellCase } from '../../../fraud/tell-case.ts'
import { inWib } from '../../../lists/csv-text.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { words } from '../console-words.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, instant, Nothing, whole } from '../page.tsx'
import { casesWords } from './cases-words.ts'

const most = 500

/** What of the address is no state or signal counts as nothing asked for. */
const filterOf = z.object({
  keadaan: z.enum([...caseStates, 'all']).catch('open'),
  tanda: z.enum(caseKinds).optional().catch(undefined),
})
type Filter = z.infer<typeof filterOf>

/** `/konsol/kecurangan`: cases by state and signal, those that wait first. */
export async function casesPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const filter = filterOf.parse({ keadaan: c.req.query('keadaan'), tanda: c.req.query('tanda') })
  const { keadaan, tanda: signal } = filter
  const cases = await listCases(ctx.db, { state: keadaan === 'all' ? undefined : keadaan, signal, most })
  if (wantsCsv(c)) return caseFile(request, cases)
  return consolePage(
    request,
    { title: words[language].fraud, csv: true },
    <>
      <p class="lead">{casesWords[language].lead}</p>
      <FilterForm filter={filter} language={language} />
      {cases.length === 0 ? <Nothing language={language} /> : <CaseTable cases={cases} language={language} />}
    </>,
  )
}

type Language = ConsoleRequest['language']

function FilterForm({ filter, language }: { filter: Filter; language: Language }) {
  const said = casesWords[language]
  const states = caseStates.map((state) => ({ value: state, label: caseStateWords[language][state] }))
  const kinds = caseKinds.map((kind) => ({ value: kind, label: caseWords[language][kind].name }))
  return (
    <form method="get" action="/konsol/kecurangan" class="form" novalidate aria-label={said.filter}>
      <parts.Select
        name="keadaan"
        label={said.state}
        options={[...states, { value: 'all', label: said.all }]}
        value={filter.keadaan}
        short
      />
      <parts.Select
        name="tanda"
        label={said.signal}
        options={[{ value: '', label: said.all }, ...kinds]}
        value={filter.tanda ?? ''}
        short
      />
      <button type="submit" class="button">
        {said.show}
      </button>
    </form>
  )
}

function CaseTable({ cases, language }: { cases: readonly FraudCase[]; language: Language }) {
  const said = casesWords[language]
  return (
    <parts.Table
      caption={words[language].fraud}
      captionHidden
      columns={[
        { label: said.signal },
        { label: said.subject },
        { label: said.count, right: true },
        { label: said.held, right: true },
        { label: said.state },
        { label: said.openedAt },
        { label: said.lastSeenAt },
      ]}
      rows={cases.map((one) => {
        const { name, subject } = tellCase(one, language)
        return [
          <a href={`/konsol/kecurangan/${one.caseId}`}>{name}</a>,
          subject,
          whole(one.count, language),
          whole(one.held, language),
          <CaseTag found={one} language={language} />,
          instant(one.openedAt, language),
          instant(one.lastSeenAt, language),
        ]
      })}
    />
  )
}

const tones = { open: 'waiting', cleared: 'success', confirmed: 'error' } as const

/** The state of a case. */
export function CaseTag({ found, language }: { found: FraudCase; language: Language }) {
  return <parts.StatusTag tone={tones[found.state]}>{caseStateWords[language][found.state]}</parts.StatusTag>
}

function caseFile({ c }: ConsoleRequest, cases: readonly FraudCase[]): Response {
  const head = ['case', 'signal', 'subject_kind', 'subject', 'count', 'held', 'held_rupiah', 'state']
  return csvAnswer(
    c,
    'kecurangan',
    [
      ...head,
      inWib('opened_at'),
      inWib('last_seen_at'),
      'decided_by',
      inWib('decided_at'),
      'decided_because',
    ],
    cases.map((one) => [
      ...[one.caseId, one.signal, one.subjectKind, tellCase(one, 'id').subject],
      ...[one.count, one.held, one.heldRupiah, one.state],
      ...[one.openedAt, one.lastSeenAt, one.decidedBy, one.decidedAt, one.decidedBecause],
    ]),
  )
}
