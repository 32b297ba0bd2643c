import { refuse, sentenceOf } from '../../../kernel/refusal.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { certificateRefusals } from '../../../learning/certificates/certificate-refusals.ts'
import {
  type Certificate,
  certificateById,
  revocationReasons,
  spacedCertificateId,
  typedCertificateId,
} from '../../../learning/certificates/certificates.ts'
import { type IssuerKey, issuerKeys } from '../../../learning/certificates/issuer-keys.ts'
import {
  listRevokedCertificates,
  type RevokedCertificate,
} from '../../../learning/certificates/list-revoked.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { verifyWords } from '../../verify/verify-words.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { consolePage, instant, Nothing } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { asked, Filter, FilterChoice, rowsAsked } from '../parts/list-parts.tsx'
import { certificatesWords } from './certificates-words.ts'

type Language = ConsoleRequest['language']

/** `/konsol/sertifikat`: one by its number, and those that were revoked. */
export async function certificatesPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = certificatesWords[language]
  const typed = asked(c, 'nomor')
  const id = typedCertificateId(typed)
  const found = id && (await certificateById(ctx.db, id))
  if (found) return goTo(c, `/konsol/sertifikat/${found.certificateId}`)
  const because = revocationReasons.find((reason) => reason === c.req.query('alasan'))
  const { certificates, total } = await listRevokedCertificates(ctx.db, { because, ...rowsAsked(c) })
  const unknown = refuse('certificate_unknown' as const)
  const problem =
    typed === '' ? undefined : sentenceOf(certificateRefusals, unknown.refusal, unknown.facts, language)
  return listPage(
    request,
    {
      title: said.title,
      lead: said.lead,
      place: '/konsol/sertifikat',
      file: 'sertifikat-dicabut',
      columns: columnsOf(language),
      rows: certificates,
      total,
      filter: <Finding typed={typed} because={because} language={language} />,
      after: (
        <p>
          <a href="/konsol/sertifikat/kunci">{said.keys}</a>
        </p>
      ),
    },
    problem === undefined ? {} : { problem },
  )
}

/** Finds one by its number, and narrows those that were revoked. */
function Finding(props: { typed: string; because: string | undefined; language: Language }) {
  const { typed, because, language } = props
  const said = certificatesWords[language]
  const { reasons } = verifyWords[language]
  return (
    <>
      <form method="get" action="/konsol/sertifikat" class="form" novalidate>
        <parts.Field
          name="nomor"
          label={said.number}
          hint={said.numberHint}
          value={typed}
          autocomplete="off"
          maxlength={100}
        />
        <button type="submit" class="button">
          {said.find}
        </button>
      </form>
      <h2>{said.revokedOnes}</h2>
      <Filter action="/konsol/sertifikat" language={language}>
        <FilterChoice
          name="alasan"
          label={said.reason}
          language={language}
          options={revocationReasons.map((value) => ({ value, label: reasons[value] }))}
          value={because}
        />
      </Filter>
    </>
  )
}

function columnsOf(language: Language): ListColumn<RevokedCertificate>[] {
  const said = certificatesWords[language]
  const named = verifyWords[language]
  return [
    { label: said.revokedAt, cell: (one) => one.revokedAt },
    {
      label: said.number,
      cell: (one) => spacedCertificateId(one.certificateId),
      show: (one) => (
        <a href={`/konsol/sertifikat/${one.certificateId}`}>{spacedCertificateId(one.certificateId)}</a>
      ),
    },
    { label: named.kind, cell: (one) => named.kinds[one.kind] },
    { label: named.course, cell: (one) => `${one.course} (${one.institution})` },
    { label: said.reason, cell: (one) => named.reasons[one.because] },
    { label: said.replaced, cell: (one) => (one.replaced ? said.replacedYes : said.replacedNo) },
  ]
}

/** Certificates as rows, each with the way to its page; nothing where there are none. */
export function CertificateTable(props: {
  certificates: readonly Certificate[]
  caption: string
  language: Language
}) {
  const { certificates, caption, language } = props
  const said = certificatesWords[language]
  const named = verifyWords[language]
  if (certificates.length === 0) return ''
  return (
    <parts.Table
      caption={caption}
      columns={[said.number, named.kind, named.course, named.issuedAt, said.state].map((label) => ({
        label,
      }))}
      rows={certificates.map((one) => [
        <a href={`/konsol/sertifikat/${one.certificateId}`}>{spacedCertificateId(one.certificateId)}</a>,
        named.kinds[one.kind],
        one.courseTitle,
        formatInstant(one.issuedAt, language),
        <CertificateTag certificate={one} language={language} />,
      ])}
    />
  )
}

/** Whether a certificate holds. */
export function CertificateTag(props: { certificate: Certificate; language: Language }) {
  const said = certificatesWords[props.language]
  const { revoked } = props.certificate
  if (!revoked) return <parts.StatusTag tone="success">{said.holds}</parts.StatusTag>
  const at = formatInstant(revoked.at, props.language)
  return <parts.StatusTag tone="error">{said.since(said.revoked, at)}</parts.StatusTag>
}

/** `/konsol/sertifikat/kunci`: the keys of the issuer, without their private halves. */
export async function issuerKeysPage(request: ConsoleRequest): Promise<Response> {
  const { ctx, language } = request
  const said = certificatesWords[language]
  const keys = await issuerKeys(ctx.db)
  return consolePage(
    request,
    { title: said.keys },
    <>
      <p class="lead">{said.keysLead}</p>
      {keys.length === 0 ? (
        <Nothing language={language} />
      ) : (
        <parts.Table
          caption={said.keys}
          captionHidden
          columns={[said.key, said.state, said.made, said.retired, said.publicHalf].map((label) => ({
            label,
          }))}
          rows={keys.map((key) => [
            `key-${key.issuerKeyId}`,
            said.keyStates[stateOf(key)],
            formatInstant(key.createdAt, language),
            instant(key.retiredAt, language),
            <span class="hash">{key.publicKey}</span>,
          ])}
        />
      )}
      <p>
        <a href="/konsol/sertifikat">{said.back}</a>
      </p>
    </>,
  )
}

function stateOf({ retiredAt, compromised }: IssuerKey) {
  if (compromised) return 'compromised'
  return retiredAt ? 'retired' : 'signs'
}
