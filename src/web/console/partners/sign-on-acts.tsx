import { sentenceOf } from '../../../kernel/refusal.ts'
import {
  catalogueHeads,
  catalogueLines,
  coursesOfPartner,
} from '../../../partners/directory/catalogue-lines.ts'
import { addSignOnClient, clientRefusals, rotateSignOnSecret } from '../../../partners/sign-on/clients.ts'
import { endSignOnClient } from '../../../partners/sign-on/end-client.ts'
import { errorPage } from '../../http/errors.tsx'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { csvAnswer } from '../csv.ts'
import { onceMore, wasAskedOnceMore } from '../parts/once-more.tsx'
import { shownOnce } from './key-acts.tsx'
import { partnerOf, partnerPage } from './partner-page.tsx'
import { clientForm } from './sign-on-section.tsx'
import { signOnWords } from './sign-on-words.ts'

const issuer = 'programme'
const linesOf = (text = '') => text.split(/\s+/).filter(Boolean)

/** Makes the partner a client of single sign-on; the answer shows its secret, this once. */
export async function submitClient(request: ConsoleRequest): Promise<Response> {
  const partner = await partnerOf(request)
  if (!partner) return errorPage(request.c, 404)
  const answers = await clientForm.read(request.c)
  if (!answers.ok) return partnerPage(request, answers)
  const { alamat_masuk: uris, alamat_keluar: logoutUris, minta_hp: phone, minta_kartu: card } = answers.values
  const made = await addSignOnClient(request.ctx, {
    ...request.actor,
    issuer,
    clientCode: partner.clientCode,
    redirectUris: linesOf(uris),
    postLogoutUris: linesOf(logoutUris),
    scopes: ['profile', 'email', ...(phone ? ['phone'] : []), ...(card ? ['prakerja'] : [])],
    allowHttp: request.deps.sandbox,
  })
  if (made.ok) return secretOnce(request, partner.clientCode, made.value.secret)
  const problem = sentenceOf(clientRefusals, made.refusal, made.facts, request.language)
  return partnerPage(request, { problem, typed: answers.typed })
}

/** Gives it another secret, after that was asked once more; the answer shows it, this once. */
export async function submitSecret(request: ConsoleRequest): Promise<Response> {
  const { ctx, actor, language } = request
  const partner = await partnerOf(request)
  if (!partner) return errorPage(request.c, 404)
  const { clientCode } = partner
  const said = signOnWords[language]
  const back = `/konsol/mitra/toko/${clientCode}` as const
  if (!(await wasAskedOnceMore(request)))
    return onceMore(
      request,
      { label: said.rotate, action: `${back}/rahasia`, back },
      <p>{said.rotateText}</p>,
    )
  const made = await rotateSignOnSecret(ctx, { ...actor, issuer, clientCode })
  if (made.ok) return secretOnce(request, clientCode, made.value.secret)
  return partnerPage(request, { problem: sentenceOf(clientRefusals, made.refusal, made.facts, language) })
}

/** Ends it as a client, after that was asked once more. */
export async function submitEndClient(request: ConsoleRequest): Promise<Response> {
  const { ctx, actor, language } = request
  const partner = await partnerOf(request)
  if (!partner) return errorPage(request.c, 404)
  const { clientCode } = partner
  const said = signOnWords[language]
  const back = `/konsol/mitra/toko/${clientCode}` as const
  if (!(await wasAskedOnceMore(request)))
    return onceMore(request, { label: said.end, action: `${back}/akhiri-masuk`, back }, <p>{said.endText}</p>)
  const ended = await endSignOnClient(ctx, { ...actor, issuer, clientCode })
  if (ended.ok) return goTo(request.c, `${back}?kabar=sign_on_ended`)
  return partnerPage(request, { problem: sentenceOf(clientRefusals, ended.refusal, ended.facts, language) })
}

/** `/konsol/mitra/toko/:partner/katalog`: what it may sell or teaches, a line each schedule. */
export async function partnerCatalogueFile(request: ConsoleRequest): Promise<Response> {
  const partner = await partnerOf(request)
  if (!partner) return errorPage(request.c, 404)
  const courses = await coursesOfPartner(request.ctx, partner)
  return csvAnswer(
    request.c,
    `katalog-${partner.clientCode}`,
    [...catalogueHeads],
    courses.flatMap(catalogueLines),
  )
}

function secretOnce(request: ConsoleRequest, clientCode: string, secret: string): Response {
  const said = signOnWords[request.language]
  return shownOnce(request, clientCode, secret, {
    title: said.newSecret(clientCode),
    text: said.newSecretText,
  })
}
