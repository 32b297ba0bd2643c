import { listInstitutions } from '../../../catalogue/courses.ts'
import { offerTo, withdrawOffersOf } from '../../../catalogue/offer-catalogue.ts'
import { sentenceOf } from '../../../kernel/refusal.ts'
import { changePartner } from '../../../partners/directory/change-partner.ts'
import { partnerDirectory } from '../../../partners/directory/directory.ts'
import {
  addRedirectUri,
  redirectRefusals,
  removeRedirectUri,
} from '../../../partners/directory/redirect-uris.ts'
import { partnerRefusals } from '../../../partners/directory/register-partner.ts'
import { errorPage } from '../../http/errors.tsx'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { onceMore, wasAskedOnceMore } from '../parts/once-more.tsx'
import { changeForm, offerForm, uriForm, withdrawForm } from './partner-forms.ts'
import { partnerOf, partnerPage } from './partner-page.tsx'
import { partnersWords } from './partners-words.ts'

const codesOf = (text: string) => text.split(/\s+/).filter(Boolean)

/** Changes what the partner is, or closes all its calls. */
export async function submitChange(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const partner = await partnerOf(request)
  if (!partner) return errorPage(c, 404)
  const { clientCode } = partner
  const answers = await changeForm(await listInstitutions(ctx)).read(c)
  if (!answers.ok) return partnerPage(request, answers)
  const { nama, domain, jenis_mitra: jenis, lembaga, bertindak, tutup, alasan } = answers.values
  const changed = await changePartner(ctx, partnerDirectory(ctx), {
    ...actor,
    clientCode,
    reason: alasan,
    name: nama,
    domain,
    kind: jenis,
    actsAsInstitution: bertindak,
    status: tutup ? 'suspended' : 'active',
    ...(lembaga !== undefined && { institutionId: lembaga }),
  })
  if (changed.ok) return goTo(c, `/konsol/mitra/toko/${clientCode}?kabar=partner_changed`)
  const problem = sentenceOf(partnerRefusals, changed.refusal, changed.facts, language)
  return partnerPage(request, { problem, typed: answers.typed })
}

/** Lets the storefront sell courses: those named, or all that have a price. */
export async function submitOffer(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor } = request
  const partner = await partnerOf(request)
  if (!partner) return errorPage(c, 404)
  const answers = await offerForm.read(c)
  if (!answers.ok) return partnerPage(request, answers)
  const { pelatihan } = answers.values
  const codes = pelatihan === undefined ? undefined : codesOf(pelatihan)
  await offerTo(ctx.db, partner.partnerId, codes, ctx.clock.now(), actor)
  return goTo(c, `/konsol/mitra/toko/${partner.clientCode}?kabar=courses_offered`)
}

/** Lets it sell courses no more. */
export async function submitWithdrawOffers(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor } = request
  const partner = await partnerOf(request)
  if (!partner) return errorPage(c, 404)
  const answers = await withdrawForm.read(c)
  if (!answers.ok) return partnerPage(request, answers)
  const { pelatihan_tarik: pelatihan, alasan_tarik: because } = answers.values
  const offers = { partnerId: partner.partnerId, courseCodes: codesOf(pelatihan), because }
  await withdrawOffersOf(ctx.db, offers, ctx.clock.now(), actor)
  return goTo(c, `/konsol/mitra/toko/${partner.clientCode}?kabar=offers_withdrawn`)
}

/** Lets participants be sent back to an address. */
export async function submitUri(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const partner = await partnerOf(request)
  if (!partner) return errorPage(c, 404)
  const answers = await uriForm.read(c)
  if (!answers.ok) return partnerPage(request, answers)
  const { clientCode } = partner
  const added = await addRedirectUri(ctx, { ...actor, clientCode, uri: answers.values.alamat })
  if (added.ok) return goTo(c, `/konsol/mitra/toko/${clientCode}?kabar=uri_added`)
  const problem = sentenceOf(redirectRefusals, added.refusal, added.facts, language)
  return partnerPage(request, { problem, typed: answers.typed })
}

/** Sends nobody there any more, after it was asked once more. */
export async function submitRemoveUri(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const said = partnersWords[language]
  const partner = await partnerOf(request)
  const answers = await uriForm.read(c)
  if (!partner || !answers.ok) return errorPage(c, 404)
  const { clientCode } = partner
  const { alamat: uri } = answers.values
  const back = `/konsol/mitra/toko/${clientCode}` as const
  if (!(await wasAskedOnceMore(request)))
    return onceMore(
      request,
      { label: said.removeLabel, action: `${back}/hapus-alamat`, back },
      <p class="lead">
        {uri}. {said.removeText}
      </p>,
    )
  const removed = await removeRedirectUri(ctx, { ...actor, clientCode, uri })
  if (removed.ok) return goTo(c, `${back}?kabar=uri_removed`)
  const problem = sentenceOf(redirectRefusals, removed.refusal, removed.facts, language)
  return partnerPage(request, { problem })
}
