import { sentenceOf } from '../../../kernel/refusal.ts'
import { formatInstant, type Language } from '../../../kernel/wib.ts'
import type { IdentityRefusal } from '../../../people/person-rules.ts'
import {
  checkIdentity,
  checkIdentityAgain,
  type IdentityOutcome,
} from '../../../registration/check-identity.ts'
import { registrationState } from '../../../registration/complete-registration.ts'
import { registrationRefusals } from '../../../registration/registration-refusals.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { words } from './step-words.ts'
import { portalPage, type RegisterDeps, type Request, sentence, type VisitorPage } from './visitor.tsx'

/** The field that a refusal of the form is about. */
const fieldOf: Readonly<Record<IdentityRefusal, string>> = {
  name_malformed: 'name',
  nik_malformed: 'nik',
  region_unknown: 'nik',
  kk_malformed: 'kk',
  birth_date_malformed: 'birth_date',
  nik_birth_date_differ: 'birth_date',
  too_young: 'birth_date',
  too_old: 'birth_date',
}

/** Refusals against which there is an appeal, with what it is about. */
const appealOf: Readonly<Record<string, string>> = {
  registry_tries_used: 'identity',
  registry_no_match: 'identity',
  excluded: 'exclusion',
  barred: 'exclusion',
  person_known: 'duplicate',
  nik_taken: 'duplicate',
  family_card_full: 'family_card',
  nik_birth_date_differ: 'identity',
}

interface Shown {
  readonly typed?: URLSearchParams
  readonly problems?: readonly parts.FieldProblem[]
  readonly appeal?: string | undefined
  readonly askRegion?: boolean
}

/** `/daftar/identitas`. */
export const identityPage: VisitorPage<string, Shown> = async (c, deps, accountId, shown = {}) => {
  const language = c.get('language')
  const said = words[language]
  const state = await registrationState(deps.registrations.ctx, accountId)
  const problems = shown.problems ?? []
  return portalPage(
    c,
    { title: said.identity.title, step: 'identity', problems },
    <>
      {shown.appeal ? <AppealLink about={shown.appeal} language={language} /> : ''}
      {problems.length <= 1 && state.registry?.answer === 'nothing' ? <Waiting said={said.identity} /> : ''}
      {problems.length === 0 && state.registry?.answer === 'no_match' ? (
        <SaidNo {...state.registry} language={language} />
      ) : (
        ''
      )}
      <p class="lead">{said.identity.lead}</p>
      <IdentityForm {...shown} problems={problems} known={state} language={language} />
    </>,
  )
}

interface IdentityFormProps extends Shown {
  readonly problems: readonly parts.FieldProblem[]
  /** what was taken before */
  readonly known: { readonly name: string | undefined; readonly bornOn: string | undefined }
  readonly language: Language
}

function IdentityForm({ typed, problems, askRegion, known, language }: IdentityFormProps) {
  const said = words[language].identity
  const field = (name: string) => ({
    name,
    value: typed?.get(name) ?? undefined,
    error: problems.find((problem) => problem.field === name)?.message,
  })
  const name = field('name')
  const birthDate = field('birth_date')
  return (
    <parts.Form action="/daftar/identitas">
      <parts.Field
        {...name}
        label={said.name}
        autocomplete="name"
        maxlength={200}
        value={name.value ?? known.name}
      />
      <Digits {...field('nik')} label={said.nik} hint={said.nikHint} />
      {askRegion ? <parts.Checkbox name="region_confirmed" label={said.regionConfirmed} /> : ''}
      <Digits {...field('kk')} label={said.kk} hint={said.kkHint} />
      <parts.Field
        {...birthDate}
        label={said.birthDate}
        hint={said.birthDateHint}
        autocomplete="bday"
        maxlength={40}
        short
        value={birthDate.value ?? known.bornOn}
      />
      <parts.Button>{said.check}</parts.Button>
    </parts.Form>
  )
}

function Digits(props: {
  name: string
  label: string
  hint: string
  value: string | undefined
  error: string | undefined
}) {
  return <parts.Field {...props} inputmode="numeric" autocomplete="off" maxlength={40} />
}

function Waiting({ said }: { said: { waiting: string; checkAgain: string; changeIt: string } }) {
  return (
    <parts.Notice tone="info" title={said.waiting}>
      <parts.Form action="/daftar/identitas/periksa-lagi" plain>
        <parts.Button look="second">{said.checkAgain}</parts.Button>
      </parts.Form>
      <p>{said.changeIt}</p>
    </parts.Notice>
  )
}

/** The registry has answered: asking the same again brings nothing, so there is no button for it. */
function SaidNo({ at, triesLeft, language }: { at: Date; triesLeft: number; language: Language }) {
  const said = words[language].identity
  return (
    <parts.Notice tone="warning" title={said.registryNo}>
      <p>{said.registryNoAt(formatInstant(at, language))}</p>
      <p>{sentenceOf(registrationRefusals, 'registry_no_match', { triesLeft }, language)}</p>
      <AppealLink about="identity" language={language} />
    </parts.Notice>
  )
}

function AppealLink({ about, language }: { about: string; language: Language }) {
  return (
    <p>
      <a href={`/keberatan?tentang=${about}`}>{words[language].appeal}</a>
    </p>
  )
}

export const submitIdentity: VisitorPage<string> = async (c, deps, accountId) => {
  const form = await readForm(c)
  const given = (name: string) => (form.get(name) ?? '').slice(0, 200)
  const typed = {
    name: given('name'),
    nik: given('nik'),
    kk: given('kk'),
    birthDate: given('birth_date'),
    regionConfirmed: form.get('region_confirmed') === 'yes',
  }
  const outcome = await checkIdentity(deps.registrations, accountId, typed, c.get('requestId'))
  return answer(c, deps, accountId, outcome, form)
}

export const checkAgain: VisitorPage<string> = async (c, deps, accountId) => {
  const outcome = await checkIdentityAgain(deps.registrations, accountId, c.get('requestId'))
  if (!outcome) return goTo(c, '/daftar/lanjut')
  return answer(c, deps, accountId, outcome, undefined)
}

function answer(
  c: Request,
  deps: RegisterDeps,
  accountId: string,
  outcome: IdentityOutcome,
  typed: URLSearchParams | undefined,
): Response | Promise<Response> {
  if (outcome.ok) return goTo(c, '/daftar/lanjut')
  const kept = typed ? { typed } : {}
  if ('form' in outcome) {
    const problems = outcome.form.map((refusal) => ({
      field: fieldOf[refusal],
      message: sentenceOf(registrationRefusals, refusal, {}, c.get('language')),
    }))
    const appeal = outcome.form.map((refusal) => appealOf[refusal]).find((about) => about !== undefined)
    const askRegion = outcome.form.includes('region_unknown') || typed?.get('region_confirmed') === 'yes'
    return identityPage(c, deps, accountId, { ...kept, problems, appeal, askRegion })
  }
  const problems = [{ field: '', message: sentence(c, outcome) }]
  return identityPage(c, deps, accountId, { ...kept, problems, appeal: appealOf[outcome.refusal] })
}
