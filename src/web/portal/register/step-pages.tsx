import { z } from 'zod'
import { maskPhone } from '../../../kernel/phone.ts'
import {
  type ConsentPurpose,
  consentPurposes,
  consentsOfSubject,
  setConsents,
} from '../../../people/consents.ts'
import { completeRegistration, registrationState } from '../../../registration/complete-registration.ts'
import { makeStatements, setProfile } from '../../../registration/profile.ts'
import { field } from '../../http/form-fields.ts'
import { parseForm, readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { words } from './step-words.ts'
import { portalPage, problemsOf, type RegisterDeps, type Request, sentence } from './visitor.tsx'

/** `/daftar/persetujuan`: a consent for each purpose. */
export async function consentPage(
  c: Request,
  deps: RegisterDeps,
  accountId: string,
  problem?: string,
): Promise<Response> {
  await deps.portal.ensure(c)
  const said = words[c.get('language')].consent
  const given = (await consentsOfSubject(deps.registrations.ctx.db, { accountId })).filter(
    ({ withdrawnAt }) => !withdrawnAt,
  )
  const has = (purpose: ConsentPurpose) => given.some((consent) => consent.purpose === purpose)
  return portalPage(c, {
    title: said.title,
    step: 'consent',
    problems: problemsOf('registration', problem),
    body: (
      <>
        <p class="lead">{said.lead}</p>
        <parts.Form action="/daftar/persetujuan">
          {consentPurposes.map((purpose) => (
            <parts.Checkbox name={purpose} label={said[purpose]} value={has(purpose) ? 'yes' : ''} />
          ))}
          <parts.Button>{said.save}</parts.Button>
        </parts.Form>
      </>
    ),
  })
}

export async function takeConsents(c: Request, deps: RegisterDeps, accountId: string): Promise<Response> {
  const form = await readForm(c)
  const ticked = consentPurposes.filter((purpose) => form.get(purpose) === 'yes')
  const set = await setConsents(deps.registrations.ctx, { accountId }, ticked, c.get('requestId'))
  return set.ok ? c.redirect('/daftar/lanjut', 303) : consentPage(c, deps, accountId, sentence(c, set))
}

/** Occupations of the list; what is not among them is written. The excluded ones are there to be told at once. */
const occupations = [
  'Pencari kerja',
  'Karyawan dirumahkan',
  'Korban PHK',
  'Pelaku usaha mikro dan kecil',
  'Wirausaha',
  'Pedagang',
  'Petani',
  'Nelayan',
  'Buruh harian',
  'Karyawan swasta',
  'Ibu rumah tangga',
  'Pegawai Negeri Sipil (ASN)',
  'Anggota TNI',
  'Anggota Polri',
  'Kepala desa atau perangkat desa',
  'Pelajar atau mahasiswa',
] as const

interface Shown {
  readonly typed?: Readonly<Record<string, string>>
  readonly problems?: readonly parts.FieldProblem[]
}

/** `/daftar/profil`. */
export async function profilePage(
  c: Request,
  deps: RegisterDeps,
  accountId: string,
  shown: Shown = {},
): Promise<Response> {
  await deps.portal.ensure(c)
  const said = words[c.get('language')]
  const state = await registrationState(deps.registrations.ctx, accountId)
  const problems = shown.problems ?? []
  const error = (name: string) => problems.find((problem) => problem.field === name)?.message
  const listed = occupations.find((occupation) => occupation === state.occupation)
  const kept = {
    education: state.education === undefined ? '' : String(state.education),
    occupation: listed ?? '',
    other: listed ? '' : (state.occupation ?? ''),
    studies: state.occupation === undefined ? '' : 'no',
    ...shown.typed,
  }
  return portalPage(c, {
    title: said.profile.title,
    step: 'profile',
    problems,
    body: (
      <parts.Form action="/daftar/profil">
        <parts.Select
          name="education"
          label={said.profile.education}
          value={kept.education}
          error={error('education')}
          options={said.profile.levels.split('|').map((label, level) => ({ value: String(level), label }))}
        />
        <parts.Select
          name="occupation"
          label={said.profile.occupation}
          value={kept.occupation}
          error={error('occupation')}
          options={occupations.map((label) => ({ value: label, label }))}
        />
        <parts.Field
          name="other"
          label={said.profile.other}
          hint={said.profile.otherHint}
          optional
          maxlength={120}
          value={kept.other}
          error={error('other')}
        />
        <parts.Radios
          name="studies"
          label={said.profile.studies}
          value={kept.studies}
          error={error('studies')}
          options={[
            { value: 'no', label: said.profile.no },
            { value: 'yes', label: said.profile.yes },
          ]}
        />
        <parts.Button>{said.goOn}</parts.Button>
      </parts.Form>
    ),
  })
}

const profileSchema = z.object({
  education: field.whole(0, 7),
  occupation: field.text(120).optional(),
  other: field.text(120).optional(),
  studies: field.choice(['yes', 'no']),
})

export async function takeProfile(c: Request, deps: RegisterDeps, accountId: string): Promise<Response> {
  const said = words[c.get('language')].profile
  const { education, occupation, other, studies } = said
  const answers = await parseForm(c, profileSchema, { education, occupation, other, studies })
  if (!answers.ok)
    return profilePage(c, deps, accountId, { typed: answers.typed, problems: answers.problems })
  const { values, typed } = answers
  const does = values.other ?? values.occupation
  if (does === undefined) {
    const missing = await parseForm(c, z.object({ occupation: field.text(120) }), { occupation })
    return profilePage(c, deps, accountId, { typed, problems: missing.ok ? [] : missing.problems })
  }
  const set = await setProfile(deps.registrations.ctx, accountId, {
    education: values.education,
    occupation: does,
    studies: values.studies === 'yes',
  })
  if (set.ok) return c.redirect('/daftar/lanjut', 303)
  const about = set.refusal === 'in_formal_education' && values.studies === 'yes' ? 'studies' : 'occupation'
  return profilePage(c, deps, accountId, { typed, problems: problemsOf(about, sentence(c, set)) })
}

/** `/daftar/pernyataan`. */
export async function statementsPage(
  c: Request,
  deps: RegisterDeps,
  problems: readonly parts.FieldProblem[] = [],
): Promise<Response> {
  await deps.portal.ensure(c)
  const said = words[c.get('language')].statements
  return portalPage(c, {
    title: said.title,
    step: 'statements',
    problems,
    body: (
      <>
        <p class="lead">{said.lead}</p>
        <ul class="list">
          {said.items.split('|').map((item) => (
            <li>{item}</li>
          ))}
        </ul>
        <parts.Form action="/daftar/pernyataan">
          <parts.Checkbox name="agree" label={said.agree} error={problems[0]?.message} />
          <parts.Button>{said.save}</parts.Button>
        </parts.Form>
      </>
    ),
  })
}

export async function takeStatements(c: Request, deps: RegisterDeps, accountId: string): Promise<Response> {
  const label = words[c.get('language')].statements.agree
  const answers = await parseForm(c, z.object({ agree: field.consent() }), { agree: label })
  if (!answers.ok) return statementsPage(c, deps, answers.problems)
  await makeStatements(deps.registrations.ctx, accountId)
  return c.redirect('/daftar/lanjut', 303)
}

/** `/daftar/periksa`: every answer, each with the way to change it. */
export async function checkPage(
  c: Request,
  deps: RegisterDeps,
  accountId: string,
  problem?: string,
): Promise<Response> {
  await deps.portal.ensure(c)
  const state = await registrationState(deps.registrations.ctx, accountId)
  if (state.next) return c.redirect('/daftar/lanjut', 303)
  const said = words[c.get('language')]
  const level = said.profile.levels.split('|')[state.education ?? 0] ?? ''
  const row = (label: string, value: string | undefined, change?: string) => ({
    label,
    value: value ?? '',
    ...(change && { change }),
  })
  return portalPage(c, {
    title: said.check.title,
    problems: problemsOf('', problem),
    body: (
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
      </>
    ),
  })
}

export async function takeRegistration(c: Request, deps: RegisterDeps, accountId: string): Promise<Response> {
  const completed = await completeRegistration(deps.registrations, accountId, {
    language: c.get('language'),
    requestId: c.get('requestId'),
  })
  if (!completed.ok) {
    if (completed.refusal === 'steps_missing') return c.redirect('/daftar/lanjut', 303)
    return checkPage(c, deps, accountId, sentence(c, completed))
  }
  await deps.portal.logIn(c, { personId: completed.value.personId })
  return c.redirect('/beranda', 303)
}
