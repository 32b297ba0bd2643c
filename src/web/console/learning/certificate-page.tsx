import { sentenceOf } from '../../../kernel/refusal.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { certificateRefusals } from '../../../learning/certificates/certificate-refusals.ts'
import {
  type Certificate,
  certificateById,
  certificatesOf,
  revocationReasons,
  spacedCertificateId,
} from '../../../learning/certificates/certificates.ts'
import { nameForCertificates } from '../../../learning/certificates/list-revoked.ts'
import { replaceCertificate } from '../../../learning/certificates/replace-certificate.ts'
import { revokeCertificate } from '../../../learning/certificates/revoke-certificate.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { verifyWords } from '../../verify/verify-words.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage, type Shown } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { cardHistoryTable } from '../parts/history.tsx'
import { Act } from '../parts/list-parts.tsx'
import { onceMore, wasAskedOnceMore } from '../parts/once-more.tsx'
import { CertificateTable, CertificateTag } from './certificates-page.tsx'
import { certificatesWords } from './certificates-words.ts'

type Language = ConsoleRequest['language']

const revokeForm = form((language) => {
  const said = certificatesWords[language]
  const { reasons } = verifyWords[language]
  const options = revocationReasons.map((value) => ({ value, label: reasons[value] }))
  return {
    alasan: ask.radios(field.choice(revocationReasons), said.reason, options),
    catatan: ask.text(field.text(300).optional(), said.note, { hint: said.noteHint, maxlength: 300 }),
  }
})

/** `/konsol/sertifikat/:certificate`: what it says, whether it holds, and how a wrong one is put right. */
export async function certificatePage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = certificatesWords[language]
  const certificate = await ofAddress(request)
  if (!certificate) return errorPage(c, 404)
  const { cardId, certificateId, purchaseId, statusIndex } = certificate
  const [all, nameNow] = await Promise.all([
    certificatesOf(ctx.db, cardId),
    nameForCertificates(ctx.db, cardId),
  ])
  const others = all.filter((one) => one.purchaseId === purchaseId && one.certificateId !== certificateId)
  const another = others.some(({ kind, revoked }) => kind === certificate.kind && !revoked)
  const renamed = nameNow !== undefined && nameNow !== certificate.holderName
  return consolePage(
    request,
    { title: said.one(spacedCertificateId(certificateId)), ...shown },
    <>
      <Facts
        certificate={certificate}
        nameNow={renamed && offers(request, 'see_people') ? nameNow : undefined}
        language={language}
      />
      {renamed && !certificate.revoked ? <p>{said.nameDiffers}</p> : ''}
      <p>
        <a href={`/verifikasi/${certificateId}`}>{said.publicPage}</a>
      </p>
      {offers(request, 'see_people') ? (
        <p>
          <a href={`/konsol/kartu/${cardId}`}>{said.toPerson}</a>
        </p>
      ) : (
        ''
      )}
      <Beside side={await cardHistoryTable(request, cardId, `certificate:${statusIndex}`)}>
        <Acts
          request={request}
          shown={shown}
          certificate={certificate}
          another={another}
          name={nameNow ?? ''}
        />
        <CertificateTable certificates={others} caption={said.others} language={language} />
      </Beside>
      <p>
        <a href="/konsol/sertifikat">{said.back}</a>
      </p>
    </>,
  )
}

function Facts(props: { certificate: Certificate; nameNow: string | undefined; language: Language }) {
  const { certificate, nameNow, language } = props
  const said = certificatesWords[language]
  const named = verifyWords[language]
  const { revoked } = certificate
  return (
    <parts.SummaryList
      rows={[
        { label: said.state, value: <CertificateTag certificate={certificate} language={language} /> },
        ...(revoked ? [{ label: said.reason, value: named.reasons[revoked.because] }] : []),
        { label: named.kind, value: named.kinds[certificate.kind] },
        { label: named.holder, value: certificate.holderName },
        ...(nameNow ? [{ label: said.nameNow, value: nameNow }] : []),
        { label: named.course, value: `${certificate.courseTitle} (${certificate.courseCode})` },
        { label: named.institution, value: certificate.institution },
        { label: named.grade, value: certificate.grade ?? '-' },
        { label: named.issuedAt, value: formatInstant(certificate.issuedAt, language) },
      ]}
    />
  )
}

/** Revoking one that holds; issuing again in the place of a revoked one that has nothing in its place yet. */
function Acts(props: {
  request: ConsoleRequest
  shown: Shown
  certificate: Certificate
  another: boolean
  name: string
}) {
  const { request, shown, certificate, another, name } = props
  const said = certificatesWords[request.language]
  const at = `/konsol/sertifikat/${certificate.certificateId}` as const
  if (!offers(request, 'run_learning')) return ''
  if (!certificate.revoked)
    return (
      <Act title={said.revoke} text={said.revokeText} action={`${at}/cabut`} button={said.revoke}>
        {revokeForm.fields(request.c, shown)}
      </Act>
    )
  if (another) return ''
  return (
    <Act
      title={said.replace}
      text={said.replaceText(name)}
      action={`${at}/terbitkan-lagi`}
      button={said.replace}
    />
  )
}

/** Revokes the certificate, after a second look. */
export async function submitRevoke(request: ConsoleRequest): Promise<Response> {
  const answers = await revokeForm.read(request.c)
  if (!answers.ok) return certificatePage(request, answers)
  const certificate = await ofAddress(request)
  if (!certificate) return errorPage(request.c, 404)
  const { language } = request
  const said = certificatesWords[language]
  const at = `/konsol/sertifikat/${certificate.certificateId}` as const
  const { alasan: because, catatan: note } = answers.values
  if (!(await wasAskedOnceMore(request)))
    return onceMore(
      request,
      { label: said.revoke, action: `${at}/cabut`, back: at },
      <p>{said.revokeSure}</p>,
    )
  const reason = { because, ...(note && { note }) }
  const revoked = await revokeCertificate(request.ctx, certificate.certificateId, reason, request.actor)
  if (revoked.ok) return goTo(request.c, `${at}?kabar=certificate_revoked`)
  const problem = sentenceOf(certificateRefusals, revoked.refusal, revoked.facts, language)
  return certificatePage(request, { problem, typed: answers.typed })
}

/** Issues another one in the place of the revoked one. */
export async function submitReplaceCertificate(request: ConsoleRequest): Promise<Response> {
  const certificate = await ofAddress(request)
  if (!certificate) return errorPage(request.c, 404)
  const { ctx, actor, language } = request
  const issued = await replaceCertificate(ctx, certificate.certificateId, actor)
  if (!issued.ok) {
    const problem = sentenceOf(certificateRefusals, issued.refusal, issued.facts, language)
    return certificatePage(request, { problem })
  }
  request.deps.onMessages()
  return goTo(request.c, `/konsol/sertifikat/${issued.value.certificateId}?kabar=certificate_issued`)
}

function ofAddress({ c, ctx }: ConsoleRequest): Promise<Certificate | undefined> {
  const id = c.req.param('certificate') ?? ''
  return /^[A-Z0-9]{12}$/.test(id) ? certificateById(ctx.db, id) : Promise.resolve(undefined)
}
