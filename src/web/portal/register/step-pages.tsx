import { maskPhone } from '../../../kernel/phone.ts'
import {
  type ConsentPurpose,
  consentPurposes,
  consentsOfSubject,
  setConsents,
} from '../../../people/consents.ts'
import { completeRegistration, registrationState } from '../../../registration/complete-registration.ts'
import { makeDeclarations, setProfile } from '../../../registration/profile.ts'
import { field } from '../../http/form-fields.ts'
import { missing, readForm, type Shown, wrong } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo, type Link } from '../../site/link.ts'
import { occupations } from './occupations.ts'
import { words } from './step-words.ts'
import { portalPage, type Request, sentence, type VisitorPage } from './visitor.tsx'

/** `/daftar/persetujuan`: a consent for each purpose. */
export const consentPage: VisitorPage<string, string> = async (c, deps, accountId, problem) => {
  const said = words[c.get('language')].consent
  const given = (await consentsOfSubject(deps.registrations.ctx.db, { accountId })).filter(
    ({ withdrawnAt }) => !withdrawnAt,
  )
  const has = (purpose: ConsentPurpose) => given.some((consent) => consent.purpose === purpose)
  return portalPage(
    c,
    { title: said.title, step: 'consent', ...wrong('registration', problem) },
    <>
      <p class="lead">{said.lead}</p>
      <parts.Form action="/daftar/persetujuan">
        {consentPurposes.map((purpose) => (
          <parts.Checkbox name={purpose} label={said[purpose]} value={has(purpose) ? 'yes' : ''} />
        ))}
        <parts.Button>{said.save}</parts.Button>
      </parts.Form>
    </>,
  )
}

export const submitConsents: VisitorPage<string> = async (c, deps, accountId) => {
  const form = await readForm(c)
  const ticked = consentPurposes.filter((purpose) => form.get(purpose) === 'yes')
  const set = await setConsents(deps.registrations.ctx, { accountId }, ticked, c.get('requestId'))
  return set.ok ? goTo(c, '/daftar/lanjut') : consentPage(c, deps, accountId, sentence(c, set))
}

const profileForm = form((language) => {
  const said = words[language].profile
  const levels = said.levels.split('|').map((label, level) => ({ value: String(level), label }))
  const listed = occupations.map((label) => ({ value: label, label }))
  const studies = [
    { value: 'no', label: said.no },
    { value: 'yes', label: said.yes },
  ]
  return {
    education: ask.select(field.whole(0, 7), said.education, levels),
    // Not marked as one that may be left out: what is missing in both is told under it.
    occupation: {
      ...ask.select(field.text(120), said.occupation, listed),
      schema: field.text(120).optional(),
    },
    other: ask.text(field.text(120).optional(), said.other, { hint: said.otherHint, maxlength: 120 }),
    studies: ask.radios(field.choice(['yes', 'no']), said.studies, studies),
  }
})

/** `/daftar/profil`. */
export const profilePage: VisitorPage<string, Shown> = async (c, deps, accountId, shown = {}) => {
  const said = words[c.get('language')]
  const state = await registrationState(deps.registrations.ctx, accountId)
  const listed = occupations.find((occupation) => occupation === state.occupation)
  const kept = {
    education: state.education === undefined ? '' : String(state.education),
    occupation: listed ?? '',
    other: listed ? '' : (state.occupation ?? ''),
    studies: state.occupation === undefined ? '' : 'no',
    ...shown.typed,
  }
  return portalPage(
    c,
    { title: said.profile.title, step: 'profile', ...shown },
    <parts.Form action="/daftar/profil" button={said.goOn}>
      {profileForm.fields(c, { ...shown, typed: kept })}
    </parts.Form>,
  )
}

export const submitProfile: VisitorPage<string> = async (c, deps, accountId) => {
  const answers = await profileForm.read(c)
  if (!answers.ok) return profilePage(c, deps, accountId, answers)
  const { values, typed } = answers
  const occupation = values.other ?? values.occupation
  if (occupation === undefined) {
    const { profile } = words[c.get('language')]
    return profilePage(c, deps, accountId, wrong('occupation', missing(c, profile.occupation), typed))
  }
  const set = await setProfile(deps.registrations.ctx, accountId, {
    education: values.education,
    occupation,
    studies: values.studies === 'yes',
  })
  if (set.ok) return goTo(c, '/daftar/lanjut')
  const about = set.refusal === 'in_formal_education' && values.studies === 'yes' ? 'studies' : 'occupation'
  return profilePage(c, deps, accountId, wrong(about, sentence(c, set), typed))
}

const declarationsForm = form((language) => ({
  agree: ask.tick(field.consent(), words[language].declarations.agree),
}))

/** `/daftar/pernyataan`. */
export async function declarationsPage(c: Request, shown: Shown = {}): Promise<Response> {
  const said = words[c.get('language')].declarations
  return portalPage(
    c,
    { title: said.title, step: 'declarations', ...shown },
    <>
      <p class="lead">{said.lead}</p>
      <ul class="list">
        {said.items.split('|').map((item) => (
          <li>{item}</li>
        ))}
      </ul>
      <parts.Form action="/daftar/pernyataan" button={said.save}>
        {declarationsForm.fields(c, shown)}
      </parts.Form>
    </>,
  )
}

export const submitDeclarations: VisitorPage<string> = async (c, deps, accountId) => {
  const answers = await declarationsForm.read(c)
  if (!answers.ok) return declarationsPage(c, answers)
  await makeDeclarations(deps.registrations.ctx, accountId)
  return goTo(c, '/daftar/lanjut')
}

/** `/daftar/periksa`: every answer, each with the way to change it. */
export const checkPage: VisitorPage<string, string> = async (c, deps, accountId, problem) => {
  const state = await registrationState(deps.registrations.ctx, accountId)
  if (state.next) return goTo(c, '/daftar/lanjut')
  const said = words[c.get('language')]
  const level = said.profile.levels.split('|')[state.education ?? 0] ?? ''
  const row = (label: string, value: string | undefined, change?: Link) => ({
    label,
    value: value ?? '',
    ...(change && { change }),
  })
  return portalPage(
    c,
    { title: said.check.title, ...wrong('', problem) },
    <>
      <p class="lead">{said.check.lead}</p>
      <parts.SummaryList
        rows={[
          row(said.check.email, state.email),
          row(said.check.name, state.name, '/daftar/identitas'),
          row(said.check.nik, `************${state.nikTail ?? ''}`, '/daftar/identitas'),
          row(said.check.born, state.bornOn?.split('-').reverse().join('-'), '/daftar/identitas'),
          row(said.check.education, level, '/daftar/profil'),
          row(said.check.occupation, state.occupation, '/daftar/profil'),
          row(said.check.phone, state.phone && maskPhone(state.phone), '/daftar/hp'),
          row(said.check.test, said.check.testDone),
        ]}
      />
      <parts.Form action="/daftar/periksa">
        <parts.Button>{said.check.send}</parts.Button>
      </parts.Form>
    </>,
  )
}

export const submitRegistration: VisitorPage<string> = async (c, deps, accountId) => {
  const completed = await completeRegistration(deps.registrations, accountId, {
    language: c.get('language'),
    requestId: c.get('requestId'),
  })
  if (!completed.ok) {
    if (completed.refusal === 'steps_missing') return goTo(c, '/daftar/lanjut')
    return checkPage(c, deps, accountId, sentence(c, completed))
  }
  await deps.portal.logIn(c, { personId: completed.value.personId })
  return goTo(c, '/kartu')
}
