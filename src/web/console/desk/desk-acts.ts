import { withdrawDeskCase } from '../../../desk/desk-case.ts'
import type { DeskRefusal } from '../../../desk/desk-refusals.ts'
import { confirmAccess } from '../../../desk/give-access.ts'
import { proveNewPhone, sendDeskCode } from '../../../desk/prove-new-phone.ts'
import { checkDocument, compareAnswers } from '../../../desk/prove-person.ts'
import { replaceCardNumber } from '../../../desk/replace-card-number.ts'
import { idOf } from '../../../kernel/ids.ts'
import { type Outcome, refuse } from '../../../kernel/refusal.ts'
import { errorPage } from '../../http/errors.tsx'
import { smsOrigin } from '../../http/work.ts'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { sentence } from '../refusal-words.ts'
import { deskCasePage } from './desk-case-page.tsx'
import { codeForm, documentForm, newPhoneForm, questionsForm } from './desk-forms.ts'

const caseOf = ({ c }: ConsoleRequest) => idOf(c.req.param('case') ?? '')
const byOf = ({ actor, deps }: ConsoleRequest) => ({ actor, link: deps.link })

/** Does a step of the case, and shows it again with what came of it. */
async function step(
  request: ConsoleRequest,
  news: string,
  perform: (deskCaseId: string) => Promise<Outcome<unknown, DeskRefusal>>,
): Promise<Response> {
  const id = caseOf(request)
  if (!id) return errorPage(request.c, 404)
  const done = await perform(id)
  if (!done.ok) return deskCasePage(request, { problem: sentence(request.language, done) })
  request.deps.onMessages()
  return goTo(request.c, `/konsol/meja/bantuan/${id}?kabar=${news}`)
}

/** Compares what the person answered; nothing that was typed is shown again. */
export async function submitAnswers(request: ConsoleRequest): Promise<Response> {
  const id = caseOf(request)
  if (!id) return errorPage(request.c, 404)
  const answers = await questionsForm.read(request.c)
  if (!answers.ok) return deskCasePage(request, answers)
  const compared = await compareAnswers(request.ctx, id, answers.values, request.actor)
  if (!compared.ok) return deskCasePage(request, { problem: sentence(request.language, compared) })
  if (compared.value.proved) return goTo(request.c, `/konsol/meja/bantuan/${id}?kabar=desk_proved`)
  const { triesLeft } = compared.value
  const differs = refuse('answers_differ', { triesLeft })
  return deskCasePage(request, {
    problem: sentence(request.language, differs),
    compared: compared.value.compared,
  })
}

/** Checks a document with the registry. */
export async function submitDocument(request: ConsoleRequest): Promise<Response> {
  const answers = await documentForm.read(request.c)
  if (!answers.ok) return deskCasePage(request, answers)
  const { document, note, doc_nik: nik, doc_kk: kk, doc_birth_date: birthDate } = answers.values
  const { registry } = request.deps.registrations
  return step(request, 'desk_proved', (id) =>
    checkDocument(request.ctx, registry, id, { document, note, nik, kk, birthDate }, request.actor),
  )
}

/** Sends a code to the new phone. */
export async function submitNewPhone(request: ConsoleRequest): Promise<Response> {
  const answers = await newPhoneForm.read(request.c)
  if (!answers.ok) return deskCasePage(request, answers)
  const origin = { ...(await smsOrigin(request.c, request.ctx)), worked: true }
  const wanted = { phone: answers.values.new_phone, origin }
  return step(request, 'desk_code_sent', (id) =>
    sendDeskCode(request.deps.registrations, id, wanted, request.actor),
  )
}

/** Takes the code, and asks for the second person. */
export async function submitPhoneCode(request: ConsoleRequest): Promise<Response> {
  const answers = await codeForm.read(request.c)
  if (!answers.ok) return deskCasePage(request, answers)
  return step(request, 'desk_phone_proved', (id) =>
    proveNewPhone(request.ctx, id, answers.values.otp, request.actor),
  )
}

/** The second person confirms, and the phone is changed. */
export function submitConfirm(request: ConsoleRequest): Promise<Response> {
  return step(request, 'desk_access_given', (id) => confirmAccess(request.ctx, id, byOf(request)))
}

/** Gives the card another number. */
export function submitNumber(request: ConsoleRequest): Promise<Response> {
  return step(request, 'desk_number_replaced', (id) => replaceCardNumber(request.ctx, id, byOf(request)))
}

/** Ends the help. */
export function submitEnd(request: ConsoleRequest): Promise<Response> {
  return step(request, 'desk_ended', (id) => withdrawDeskCase(request.ctx, id, request.actor))
}
