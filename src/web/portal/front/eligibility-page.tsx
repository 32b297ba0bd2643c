import type { Context } from 'hono'
import { readCalendarDate } from '../../../kernel/calendar-date.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { formatDay, type Language, wibDate } from '../../../kernel/wib.ts'
import { rulesToday } from '../../../registration/registrations.ts'
import { type JoinRefusal, joinRefusalsOf } from '../../../waves/join-rules.ts'
import type { YearRules } from '../../../years/year-rules.ts'
import { field } from '../../http/form-fields.ts'
import { type Shown, wrong } from '../../http/forms.ts'
import type { Web } from '../../http/web.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { occupations } from '../register/occupations.ts'
import { type RegisterDeps, sentence } from '../register/visitor.tsx'
import { eligibilityWords } from './eligibility-words.ts'
import { infoPage } from './info-page.tsx'

type Request = Context<Web>

const eligibilityForm = form((language) => {
  const said = eligibilityWords[language]
  const answers = [
    { value: 'yes', label: said.yes },
    { value: 'no', label: said.no },
  ]
  const cards = (['no', 'had', 'revoked'] as const).map((value) => ({ value, label: said.cards[value] }))
  const families = said.families.split('|').map((label, count) => ({ value: String(count), label }))
  const listed = occupations.map((label) => ({ value: label, label }))
  return {
    lahir: ask.text(field.text(40), said.born, { hint: said.bornHint, short: true, maxlength: 40 }),
    nik: ask.radios(field.choice(['yes', 'no']), said.nik, answers),
    sekolah: ask.radios(field.choice(['yes', 'no']), said.studies, answers),
    pekerjaan: ask.select(field.text(120), said.occupation, listed),
    kartu: ask.radios(field.choice(['no', 'had', 'revoked']), said.card, cards),
    keluarga: ask.select(field.whole(0, 3), said.family, families),
  }
})

/** The answers as the rules take them. */
interface Answered {
  /** the first and the last day on which somebody of these answers may be born */
  readonly born: readonly [string, string]
  readonly nik: boolean
  readonly studies: boolean
  readonly occupation: string
  readonly card: 'no' | 'had' | 'revoked'
  readonly family: number
}

/** `/cek-dulu`: a few questions and, of who has answered them, whether and why. Nothing of it is kept. */
export async function eligibilityPage(c: Request, deps: RegisterDeps): Promise<Response> {
  const said = eligibilityWords[c.get('language')]
  const { ctx } = deps.registrations
  const now = ctx.clock.now()
  const rules = await rulesToday(ctx)
  const asked = eligibilityForm.readAddress(c)
  const born = asked?.ok ? bornBetween(asked.values.lahir, now) : undefined
  const shown: Shown =
    asked?.ok && !born
      ? wrong('lahir', sentence(c, refuse('birth_date_malformed')), asked.typed)
      : (asked ?? {})
  const answered = asked?.ok && born ? readAnswers(asked.values, born) : undefined
  return infoPage(
    c,
    { title: said.title, description: said.lead, indexed: asked === undefined, ...shown },
    <>
      {answered ? (
        <Verdict c={c} answered={answered} rules={rules} now={now} />
      ) : (
        <p class="lead">{said.lead}</p>
      )}
      {answered ? <h2 id="ubah">{said.again}</h2> : ''}
      <form class="form" method="get" action="/cek-dulu">
        {eligibilityForm.fields(c, shown)}
        <parts.Button look={answered ? 'second' : 'first'}>{said.check}</parts.Button>
      </form>
    </>,
  )
}

function readAnswers(
  values: { nik: string; sekolah: string; pekerjaan: string; kartu: Answered['card']; keluarga: number },
  born: Answered['born'],
): Answered {
  return {
    born,
    nik: values.nik === 'yes',
    studies: values.sekolah === 'yes',
    occupation: values.pekerjaan,
    card: values.kartu,
    family: values.keluarga,
  }
}

/** The days that a typed date or year can mean; undefined for what is neither, or lies ahead. */
function bornBetween(typed: string, now: Date): Answered['born'] | undefined {
  const year = /^\s*((?:19|20)\d\d)\s*$/.exec(typed)?.[1]
  const date = readCalendarDate(typed)
  const [first, last] = year ? [`${year}-01-01`, `${year}-12-31`] : [date, date]
  return first === undefined || last === undefined || first > wibDate(now) ? undefined : [first, last]
}

type Rule = 'age' | 'nik' | 'studies' | 'occupation' | 'card' | 'family'
const rulesInOrder = ['age', 'nik', 'studies', 'occupation', 'card', 'family'] as const

/** Which rule a reason belongs to; those of a wave itself are no question here. */
const ruleOf: Partial<Record<JoinRefusal, Rule>> = {
  too_young: 'age',
  too_old: 'age',
  in_formal_education: 'studies',
  occupation_excluded: 'occupation',
  barred: 'card',
  earlier_recipient: 'card',
  family_card_full: 'family',
}

/** The answer: whether, and of every rule whether it is fulfilled, and what to do where it is not. */
function Verdict({
  c,
  answered,
  rules,
  now,
}: {
  c: Request
  answered: Answered
  rules: YearRules
  now: Date
}) {
  const language = c.get('language')
  const said = eligibilityWords[language]
  const [first = [], last = []] = answered.born.map((bornOn) => refusalsOf(answered, bornOn, rules, now))
  const sure = first.filter((reason) => last.includes(reason))
  const unsure = first.length !== sure.length || last.length !== sure.length
  const reasons: Partial<Record<Rule, string>> = { ...(!answered.nik && { nik: said.noNik }) }
  for (const reason of sure) {
    const rule = ruleOf[reason]
    if (rule)
      reasons[rule] ??=
        sentence(c, refuse(reason as 'too_young')) + whenOldEnough(reason, answered, rules, language)
  }
  const may = Object.keys(reasons).length === 0
  return (
    <>
      {!may ? (
        <parts.Notice tone="warning" title={said.mayNot} />
      ) : unsure ? (
        <parts.Notice tone="info" title={said.unsure}>
          <p>{said.unsureText}</p>
        </parts.Notice>
      ) : (
        <parts.Notice tone="success" title={said.may}>
          <p>{said.mayText}</p>
        </parts.Notice>
      )}
      {may && !unsure ? (
        <parts.Buttons>
          <parts.LinkButton href="/daftar">{said.register}</parts.LinkButton>
          <parts.LinkButton look="second" href="/jadwal">
            {said.when}
          </parts.LinkButton>
        </parts.Buttons>
      ) : (
        ''
      )}
      <h2>{said.why}</h2>
      <parts.SummaryList
        rows={rulesInOrder.map((rule) => ({
          label: ruleInWords(rule, rules, language),
          value: <RuleState reason={reasons[rule]} unsure={rule === 'age' && unsure} language={language} />,
        }))}
      />
    </>
  )
}

function refusalsOf(answered: Answered, bornOn: string, rules: YearRules, now: Date): JoinRefusal[] {
  const { studies, occupation, card, family } = answered
  const facts = {
    waveOpen: true,
    waitsElsewhere: false,
    barred: card === 'revoked',
    recipient: card !== 'no',
    bornOn,
    occupation,
    studies,
    family,
  }
  return joinRefusalsOf(facts, rules, now)
}

function whenOldEnough(
  reason: JoinRefusal,
  { born }: Answered,
  rules: YearRules,
  language: Language,
): string {
  const [year = '', month, date] = born[0].split('-')
  // Who was born on 29 February is a year older on 1 March, where the year has no such day.
  const on =
    readCalendarDate(`${Number(year) + rules.ageMin}-${month}-${date}`) ??
    `${Number(year) + rules.ageMin}-03-01`
  const known = reason === 'too_young' && born[0] === born[1]
  return known ? ` ${eligibilityWords[language].oldEnough(formatDay(on, language))}` : ''
}

function RuleState(props: { reason: string | undefined; unsure: boolean; language: Language }) {
  const said = eligibilityWords[props.language]
  if (props.unsure) return <parts.StatusTag tone="waiting">{said.unsure}</parts.StatusTag>
  if (props.reason === undefined) return <parts.StatusTag tone="success">{said.holds}</parts.StatusTag>
  return (
    <>
      <parts.StatusTag tone="warning">{said.not}</parts.StatusTag>
      <p>{props.reason}</p>
    </>
  )
}

function ruleInWords(rule: Rule, rules: YearRules, language: Language): string {
  const said = eligibilityWords[language].rows
  if (rule === 'age') return said.age(rules.ageMin, rules.ageMax === null ? '' : String(rules.ageMax))
  if (rule === 'family') return said.family(rules.maxPerFamilyCard)
  return said[rule]
}

/** Who may join, rule by rule, as the rules of a year say it. */
export function rulesInWords(rules: YearRules, language: Language): string[] {
  return rulesInOrder.map((rule) => ruleInWords(rule, rules, language))
}
