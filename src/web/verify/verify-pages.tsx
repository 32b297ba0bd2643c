import type { Context } from 'hono'
import { formatDate, formatInstant, type Language } from '../../kernel/wib.ts'
import { type Certificate, spacedCertificateId } from '../../learning/certificates/certificates.ts'
import { issuerName } from '../../learning/certificates/credential.ts'
import type { Web } from '../http/web.ts'
import type { SummaryRow } from '../parts/lists/summary-list.tsx'
import * as parts from '../parts/parts.ts'
import { showPage } from '../site/show-page.tsx'
import { verifyWords } from './verify-words.ts'

/** `/verifikasi`: asks for the number on a certificate. `typed` is what was no such number. */
export function askPage(c: Context<Web>, typed?: string): Response {
  const said = verifyWords[c.get('language')]
  const error = typed === undefined ? undefined : typed.trim() ? said.numberMalformed : said.numberMissing
  return showPage(
    c,
    {
      title: said.title,
      problems: error ? [{ field: 'nomor', message: error }] : [],
      scripted: false,
      indexed: true,
      status: error ? 400 : 200,
    },
    <>
      <p class="lead">{said.lead}</p>
      <NumberForm error={error} value={typed} language={c.get('language')} />
    </>,
  )
}

function NumberForm(props: { language: Language; error?: string | undefined; value?: string | undefined }) {
  const said = verifyWords[props.language]
  return (
    <form method="get" action="/verifikasi" class="form" novalidate>
      <parts.Field
        name="nomor"
        label={said.number}
        hint={said.numberHint}
        error={props.error}
        value={props.value}
        autocomplete="off"
        maxlength={200}
      />
      <parts.Button>{said.check}</parts.Button>
    </form>
  )
}

/** `/verifikasi/:id` of a number that stands on no certificate of ours. */
export function unknownPage(c: Context<Web>, number: string): Response {
  const said = verifyWords[c.get('language')]
  return showPage(
    c,
    { title: said.unknown, heading: said.title, scripted: false, status: 404 },
    <>
      <parts.Notice tone="warning" title={said.unknown}>
        <p>{said.unknownText(number)}</p>
      </parts.Notice>
      <h2>{said.again}</h2>
      <NumberForm language={c.get('language')} />
    </>,
  )
}

/** `/verifikasi/:id`: whether it holds, and what stands on it; nothing else about anybody. */
export function certificatePage(c: Context<Web>, certificate: Certificate, address: string): Response {
  const language = c.get('language')
  const said = verifyWords[language]
  const { revoked } = certificate
  return showPage(
    c,
    { title: revoked ? said.revoked : said.valid, heading: said.title },
    <>
      {revoked ? (
        <parts.Notice tone="error" title={said.revoked}>
          <p>{said.revokedText(formatInstant(revoked.at, language))}</p>
          <p>
            {said.because}: {said.reasons[revoked.because]}.
          </p>
        </parts.Notice>
      ) : (
        <parts.Notice tone="success" title={said.valid}>
          <p>{said.validText}</p>
          <p>{said.compare}</p>
        </parts.Notice>
      )}
      <h2>{said.content}</h2>
      <parts.SummaryList rows={contentOf(certificate, language)} />
      {revoked ? '' : <TakeAlong certificate={certificate} address={address} language={language} />}
      <p>
        <a href="/verifikasi">{said.again}</a>
      </p>
    </>,
  )
}

function contentOf(certificate: Certificate, language: Language): SummaryRow[] {
  const said = verifyWords[language]
  const { grade } = certificate
  return [
    { label: said.kind, value: said.kinds[certificate.kind] },
    { label: said.holder, value: certificate.holderName },
    { label: said.course, value: certificate.courseTitle },
    { label: said.institution, value: certificate.institution },
    ...(grade === undefined ? [] : [{ label: said.grade, value: grade }]),
    { label: said.issuedAt, value: formatDate(certificate.issuedAt, language) },
    { label: said.issuer, value: issuerName },
    { label: said.number, value: spacedCertificateId(certificate.certificateId) },
  ]
}

function TakeAlong(props: { certificate: Certificate; address: string; language: Language }) {
  const said = verifyWords[props.language]
  const path = `/verifikasi/${props.certificate.certificateId}` as const
  return (
    <section class="stack">
      <parts.Buttons>
        <parts.LinkButton href={`${path}/sertifikat.pdf`}>{said.pdf}</parts.LinkButton>
        <parts.LinkButton look="second" href={`${path}/kredensial.json`}>
          {said.credential}
        </parts.LinkButton>
      </parts.Buttons>
      <p class="small muted">{said.credentialText}</p>
      <parts.Share
        title={`${said.kinds[props.certificate.kind]}: ${props.certificate.courseTitle}`}
        label={said.share}
        url={props.address}
      >
        {said.shareText}
      </parts.Share>
    </section>
  )
}
