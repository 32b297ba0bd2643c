import { listInstitutions } from '../../../catalogue/courses.ts'
import { sentenceOf } from '../../../kernel/refusal.ts'
import { partnerDirectory } from '../../../partners/directory/directory.ts'
import { revokeKey, rotateKey } from '../../../partners/directory/keys.ts'
import { partnerRefusals, registerPartner } from '../../../partners/directory/register-partner.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { consolePage } from '../page.tsx'
import { onceMore, wasAskedOnceMore } from '../parts/once-more.tsx'
import { addForm } from './partner-forms.ts'
import { partnerOf, partnerPage } from './partner-page.tsx'
import { partnersPage } from './partners-page.tsx'
import { partnersWords } from './partners-words.ts'

/** Adds a partner; the answer shows its first key, this once. */
export async function submitPartner(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const answers = await addForm(await listInstitutions(ctx)).read(c)
  if (!answers.ok) return partnersPage(request, answers)
  const { kode, nama, domain, jenis_mitra: jenis, lembaga, bertindak, voucher, uji, sha256 } = answers.values
  const made = await registerPartner(ctx, partnerDirectory(ctx), {
    ...actor,
    clientCode: kode,
    name: nama,
    domain,
    kind: jenis,
    givesVoucher: voucher,
    sandbox: uji,
    demandsSha256: sha256,
    actsAsInstitution: bertindak,
    ...(lembaga !== undefined && { institutionId: lembaga }),
  })
  if (made.ok) return shownOnce(request, kode, made.value.key)
  const problem = sentenceOf(partnerRefusals, made.refusal, made.facts, language)
  return partnersPage(request, { problem, typed: answers.typed })
}

/** Makes a new key; the answer shows it, this once. */
export async function submitRotate(request: ConsoleRequest): Promise<Response> {
  const { ctx, actor, language } = request
  const partner = await partnerOf(request)
  if (!partner) return errorPage(request.c, 404)
  const { clientCode } = partner
  const made = await rotateKey(ctx, partnerDirectory(ctx), { ...actor, clientCode })
  if (made.ok) return shownOnce(request, clientCode, made.value.key)
  return partnerPage(request, { problem: sentenceOf(partnerRefusals, made.refusal, made.facts, language) })
}

/** Ends a key at once, after it was asked once more. */
export async function submitRevoke(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const said = partnersWords[language]
  const partner = await partnerOf(request)
  const typed = (await readForm(c)).get('kunci')
  const slot = typed === '1' ? 1 : typed === '2' ? 2 : undefined
  if (!partner || !slot) return errorPage(c, 404)
  const { clientCode } = partner
  const back = `/konsol/mitra/toko/${clientCode}` as const
  if (!(await wasAskedOnceMore(request)))
    return onceMore(
      request,
      { label: said.revokeLabel, action: `${back}/cabut-kunci`, back },
      <p class="lead">
        {partner.name}, {said.key(slot)}. {said.revokeText}
      </p>,
    )
  const ended = await revokeKey(ctx, partnerDirectory(ctx), { ...actor, clientCode, slot })
  if (ended.ok) return goTo(c, `${back}?kabar=key_revoked`)
  return partnerPage(request, { problem: sentenceOf(partnerRefusals, ended.refusal, ended.facts, language) })
}

/** The only page that ever has the key, or another secret: the answer to the form, which no cache keeps and no address leads to. */
export function shownOnce(
  request: ConsoleRequest,
  clientCode: string,
  key: string,
  words?: { readonly title: string; readonly text: string },
): Response {
  const said = partnersWords[request.language]
  return consolePage(
    request,
    { title: words?.title ?? said.newKey(clientCode) },
    <>
      <parts.Notice tone="warning" title={words?.text ?? said.newKeyText} />
      <p>
        <code translate="no">{key}</code>
      </p>
      <p>
        <a href={`/konsol/mitra/toko/${clientCode}`}>{said.backTo}</a>
      </p>
    </>,
  )
}
