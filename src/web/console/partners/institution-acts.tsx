import { contactRefusals, setInstitutionContact } from '../../../catalogue/institution-contact.ts'
import { learnUrlRefusals, setInstitutionLearnUrl } from '../../../catalogue/institution-learn-url.ts'
import { type Outcome, type RefusalWords, sentenceOf } from '../../../kernel/refusal.ts'
import {
  addInstitutionUser,
  disableInstitutionUser,
  findInstitutionUser,
  institutionUserRefusals,
  reinviteInstitutionUser,
} from '../../../learning/institution-portal/users.ts'
import { errorPage } from '../../http/errors.tsx'
import type { Typed } from '../../http/forms.ts'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { onceMore, wasAskedOnceMore } from '../parts/once-more.tsx'
import { contactForm, inviteForm, learnUrlForm, userForm } from './institution-forms.ts'
import { institutionOf, institutionPage } from './institution-page.tsx'
import { institutionsWords } from './institutions-words.ts'

/** Says where the institution is told of reviews. */
export async function submitContact(request: ConsoleRequest): Promise<Response> {
  const found = await institutionOf(request)
  if (!found) return errorPage(request.c, 404)
  const answers = await contactForm.read(request.c)
  if (!answers.ok) return institutionPage(request, answers)
  const set = await setInstitutionContact(request.ctx, found.name, answers.values.kontak, request.actor)
  return answer(request, set, contactRefusals, 'contact_set', answers.typed)
}

/** Says where the institution holds its trainings; empty: here. */
export async function submitLearnUrl(request: ConsoleRequest): Promise<Response> {
  const found = await institutionOf(request)
  if (!found) return errorPage(request.c, 404)
  const answers = await learnUrlForm.read(request.c)
  if (!answers.ok) return institutionPage(request, answers)
  const set = await setInstitutionLearnUrl(request.ctx, found.name, answers.values.belajar, request.actor)
  return answer(request, set, learnUrlRefusals, 'learn_url_set', answers.typed)
}

const linkOf =
  ({ deps }: ConsoleRequest) =>
  (token: string) =>
    deps.link(`/mitra/undangan/${token}`)

/** Lets somebody act for the institution: the link goes to their email alone. */
export async function submitInviteUser(request: ConsoleRequest): Promise<Response> {
  const found = await institutionOf(request)
  if (!found) return errorPage(request.c, 404)
  const answers = await inviteForm.read(request.c)
  if (!answers.ok) return institutionPage(request, answers)
  const { email_baru: email, nama: name } = answers.values
  const asked = { institution: found.name, email, name }
  const added = await addInstitutionUser(request.ctx, asked, linkOf(request), request.actor)
  return answer(request, added, institutionUserRefusals, 'invited', answers.typed)
}

/** For a lost phone: both factors and all sessions end, and a new invitation is sent. Asked once more. */
export async function submitInviteAgain(request: ConsoleRequest): Promise<Response> {
  const said = institutionsWords[request.language]
  return ofUser(request, 'undang-lagi', said.again, said.againText, async (email) => {
    const invited = await reinviteInstitutionUser(request.ctx, email, linkOf(request), request.actor)
    return answer(request, invited, institutionUserRefusals, 'invited')
  })
}

/** Takes everything from somebody, for good. Asked once more. */
export async function submitDisableUser(request: ConsoleRequest): Promise<Response> {
  const said = institutionsWords[request.language]
  return ofUser(request, 'nonaktif', said.disable, said.disableText, async (email) => {
    const disabled = await disableInstitutionUser(request.ctx, email, request.actor)
    return answer(request, disabled, institutionUserRefusals, 'disabled')
  })
}

/** Somebody of this institution, and of no other. */
async function ofUser(
  request: ConsoleRequest,
  path: 'undang-lagi' | 'nonaktif',
  label: string,
  text: string,
  act: (email: string) => Promise<Response>,
): Promise<Response> {
  const found = await institutionOf(request)
  const answers = await userForm.read(request.c)
  const user = answers.ok && (await findInstitutionUser(request.ctx.db, { email: answers.values.email }))
  if (!found || !user || user.institutionId !== found.institutionId) return errorPage(request.c, 404)
  if (await wasAskedOnceMore(request)) return act(user.email)
  const back = `/konsol/mitra/lembaga/${found.institutionId}` as const
  return onceMore(
    request,
    { label, action: `${back}/${path}`, back },
    <p class="lead">
      {user.name}, {user.email}, {found.name}. {text}
    </p>,
  )
}

function answer<Reason extends string>(
  request: ConsoleRequest,
  made: Outcome<unknown, NoInfer<Reason>>,
  words: RefusalWords<Reason>,
  news: string,
  typed: Typed = {},
): Response | Promise<Response> {
  if (!made.ok) {
    const problem = sentenceOf(words, made.refusal, made.facts, request.language)
    return institutionPage(request, { problem, typed })
  }
  request.deps.onMessages()
  return goTo(request.c, `/konsol/mitra/lembaga/${Number(request.c.req.param('institution'))}?kabar=${news}`)
}
