import { listInstitutions } from '../../../catalogue/courses.ts'
import { day } from '../../../kernel/clock.ts'
import { offersTo } from '../../../partners/directory/keyed-partners.ts'
import { listRedirectUris } from '../../../partners/directory/redirect-uris.ts'
import { listRefusedCalls } from '../../../partners/refused-calls.ts'
import { errorPage } from '../../http/errors.tsx'
import { beginningWith } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage, type Shown, whole } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { historyTable } from '../parts/history.tsx'
import { inCell } from '../parts/list-page.tsx'
import { Act } from '../parts/list-parts.tsx'
import { changeForm, offerForm, uriForm, withdrawForm } from './partner-forms.ts'
import { Keys, Redirects } from './partner-tables.tsx'
import { type PartnerNow, PartnerTag, partnersNow } from './partners-page.tsx'
import { partnersWords } from './partners-words.ts'
import { type RefusedHour, refusalColumns } from './refusal-columns.tsx'
import { signOnSection } from './sign-on-section.tsx'

type Language = ConsoleRequest['language']
const refusalDays = 7
const refusalsShown = 10

/** The partner of the address, or undefined. */
export async function partnerOf(request: ConsoleRequest): Promise<PartnerNow | undefined> {
  const code = request.c.req.param('partner')
  return (await partnersNow(request)).find(({ clientCode }) => clientCode === code)
}

/** `/konsol/mitra/toko/:partner`: what a partner is, its keys, what it sells, where it sends people, and what was refused. */
export async function partnerPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = partnersWords[language]
  const since = new Date(ctx.clock.now().getTime() - refusalDays * day)
  const code = c.req.param('partner') ?? ''
  const [partner, uris, refused, institutions, history, signOn] = await Promise.all([
    partnerOf(request),
    listRedirectUris(ctx.db, code),
    listRefusedCalls(ctx.db, { clientCode: code, since, limit: refusalsShown }),
    listInstitutions(ctx),
    historyTable(request, [`partner:${code}`]),
    signOnSection(request, code, shown),
  ])
  if (!partner) return errorPage(c, 404)
  const { clientCode, partnerId } = partner
  const sold = await offersTo(ctx.db, partnerId)
  const runs = offers(request, 'run_partners')
  return consolePage(
    request,
    { title: partner.name, ...shown },
    <>
      <Facts partner={partner} institutions={institutions} sold={sold} language={language} />
      {offers(request, 'see_money') ? (
        <p>
          <a href="/konsol/keuangan/penangguhan">{said.suspensions}</a>
        </p>
      ) : (
        ''
      )}
      <Beside side={history}>
        <Keys partner={partner} runs={runs} language={language} />
        <Redirects clientCode={clientCode} uris={uris} runs={runs} language={language} />
        <Refused clientCode={clientCode} refused={refused} language={language} />
        {runs ? (
          <>
            <KeyAndOfferActs request={request} partner={partner} shown={shown} />
            <Act
              title={said.change}
              text={said.changeText}
              action={`/konsol/mitra/toko/${clientCode}`}
              button={said.change}
            >
              {changeForm(institutions).fields(c, beginningWith(asItIs(partner), shown))}
            </Act>
          </>
        ) : (
          ''
        )}
        {signOn}
      </Beside>
    </>,
  )
}

const asItIs = (partner: PartnerNow) => ({
  nama: partner.name,
  domain: partner.domain,
  jenis_mitra: partner.kind,
  lembaga: partner.institutionId === undefined ? undefined : String(partner.institutionId),
  bertindak: partner.actsAsInstitution ? 'yes' : undefined,
  tutup: partner.status === 'suspended' ? 'yes' : undefined,
})

function Facts(props: {
  partner: PartnerNow
  institutions: Awaited<ReturnType<typeof listInstitutions>>
  sold: number
  language: Language
}) {
  const { partner, institutions, sold, language } = props
  const said = partnersWords[language]
  const yesOrNo = (is: boolean) => (is ? said.yes : said.no)
  const institution = institutions.find(({ institutionId }) => institutionId === partner.institutionId)
  return (
    <parts.SummaryList
      rows={[
        { label: said.status, value: <PartnerTag partner={partner} language={language} /> },
        { label: said.code, value: partner.clientCode },
        { label: said.kind, value: said.kinds[partner.kind] },
        { label: said.mode, value: said.modes[partner.sandbox ? 'sandbox' : 'live'] },
        { label: said.domain, value: partner.domain },
        ...(institution
          ? [
              {
                label: said.institution,
                value: <a href={`/konsol/mitra/lembaga/${institution.institutionId}`}>{institution.name}</a>,
              },
            ]
          : []),
        { label: said.acts, value: yesOrNo(partner.actsAsInstitution) },
        { label: said.voucher, value: yesOrNo(partner.givesVoucher) },
        { label: said.sha256, value: yesOrNo(partner.demandsSha256) },
        { label: said.offers, value: said.offersText(whole(sold, language)) },
      ]}
    />
  )
}

/** The newest, and the way to all that are kept. */
function Refused(props: { clientCode: string; refused: readonly RefusedHour[]; language: Language }) {
  const { clientCode, refused, language } = props
  const said = partnersWords[language]
  const columns = refusalColumns(language)
  return (
    <>
      {refused.length === 0 ? (
        <p class="muted">{said.noRefusals}</p>
      ) : (
        <parts.Table
          caption={said.refusals}
          columns={columns.map(({ label, right = false }) => ({ label, right }))}
          rows={refused.map((one) => columns.map((column) => inCell(column, one, language)))}
        />
      )}
      <p>
        <a href={`/konsol/mitra/toko/${clientCode}/ditolak`}>{said.allRefusals}</a>
      </p>
    </>
  )
}

function KeyAndOfferActs(props: { request: ConsoleRequest; partner: PartnerNow; shown: Shown }) {
  const { request, partner, shown } = props
  const { c, language } = request
  const said = partnersWords[language]
  const at = `/konsol/mitra/toko/${partner.clientCode}` as const
  return (
    <>
      <Act title={said.rotate} text={said.rotateText} action={`${at}/kunci`} button={said.rotate} />
      {partner.kind === 'storefront' ? (
        <>
          <Act title={said.offer} text={said.offerText} action={`${at}/tawarkan`} button={said.offer}>
            {offerForm.fields(c, shown)}
          </Act>
          <Act title={said.withdraw} text={said.withdrawText} action={`${at}/tarik`} button={said.withdraw}>
            {withdrawForm.fields(c, shown)}
          </Act>
        </>
      ) : (
        ''
      )}
      <Act title={said.addUri} text={said.redirectsText} action={`${at}/alamat`} button={said.addUri}>
        {uriForm.fields(c, shown)}
      </Act>
    </>
  )
}
