import { Option } from 'commander'
import { cardIdByNumber, cardNumberRefusals } from '../../card/card-facts.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { certificateRefusals } from '../../learning/certificates/certificate-refusals.ts'
import {
  type Certificate,
  certificateById,
  certificatesOf,
  type RevocationReason,
  revocationReasons,
  spacedCertificateId,
  typedCertificateId,
} from '../../learning/certificates/certificates.ts'
import { listRevokedCertificates } from '../../learning/certificates/list-revoked.ts'
import { replaceCertificate } from '../../learning/certificates/replace-certificate.ts'
import { revokeCertificate } from '../../learning/certificates/revoke-certificate.ts'
import type { Withdrawn } from '../../learning/certificates/withdraw-completion.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, table, wholeNumber } from '../command.ts'

interface RevokeOptions {
  because: RevocationReason
  note?: string
  json?: boolean
}

/** `bekal certificate list`, `revoked`, `show`, `revoke` and `replace`. */
export function certificateCommands(program: Command, cli: Cli): void {
  const group = program.command('certificate').description('Certificates of finished trainings.')
  group
    .command('list <card-number>')
    .description('The certificates of a card, the newest first.')
    .option('--json', 'the answer as JSON')
    .action((number: string, options: { json?: boolean }) => list(cli, number, options.json))
  group
    .command('revoked')
    .description('The certificates that were revoked, the newest first.')
    .option('--limit <count>', 'at most so many', wholeNumber, 50)
    .option('--json', 'the answer as JSON')
    .action((options: { limit: number; json?: boolean }) => revokedOnes(cli, options))
  group
    .command('show <number>')
    .description('What a certificate says, and whether it holds.')
    .option('--json', 'the answer as JSON')
    .action((number: string, options: { json?: boolean }) => show(cli, number, options.json))
  group
    .command('revoke <number>')
    .description('Revoke a certificate for good; its page says so at once, with the reason.')
    .addOption(
      new Option('--because <reason>', 'what the public is told')
        .choices(revocationReasons)
        .makeOptionMandatory(),
    )
    .option('--note <words>', 'for the journal alone')
    .byStaff(cli, 'run_learning', revoke)
  group
    .command('replace <number>')
    .description('Issue a new certificate in the place of a revoked one, with the names and titles of now.')
    .byStaff(cli, 'run_learning', (by, number: string, options: { json?: boolean }) =>
      replace(by, number, options.json),
    )
}

async function list(cli: Cli, typed: string, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const cardId = await cardIdByNumber(ctx.db, typed.replace(/[\s-]/g, ''))
  if (!cardId) return sayRefused(cli, json, refuse('card_unknown'), cardNumberRefusals)
  const certificates = await certificatesOf(ctx.db, cardId)
  answer(
    json,
    certificates,
    table([
      ['number', 'kind', 'issued', 'state', 'training'],
      ...certificates.map((certificate) => [
        spacedCertificateId(certificate.certificateId),
        certificate.kind,
        formatInstant(certificate.issuedAt, 'en'),
        certificate.revoked ? `revoked: ${certificate.revoked.because}` : 'holds',
        certificate.courseTitle,
      ]),
    ]),
  )
}

async function revokedOnes(cli: Cli, { limit, json }: { limit: number; json?: boolean }): Promise<void> {
  const { ctx } = await cli.open()
  const { certificates } = await listRevokedCertificates(ctx.db, { limit })
  answerList(json, certificates, 'None was revoked.', [
    ['revoked', (one) => formatInstant(one.revokedAt, 'en')],
    ['number', (one) => spacedCertificateId(one.certificateId)],
    ['kind', (one) => one.kind],
    ['because', (one) => one.because],
    ['in its place', (one) => (one.replaced ? 'another one' : 'none')],
    ['training', (one) => one.course],
  ])
}

async function show(cli: Cli, typed: string, json: boolean | undefined): Promise<void> {
  const certificate = await find(cli, typed)
  if (!certificate) return sayRefused(cli, json, refuse('certificate_unknown'), certificateRefusals)
  const { revoked } = certificate
  answer(
    json,
    certificate,
    table([
      ['number', spacedCertificateId(certificate.certificateId)],
      ['kind', certificate.kind],
      ['holder', certificate.holderName],
      ['training', `${certificate.courseTitle} (${certificate.institution})`],
      ['grade', certificate.grade ?? '-'],
      ['issued', formatInstant(certificate.issuedAt, 'en')],
      ['state', revoked ? `revoked ${formatInstant(revoked.at, 'en')}: ${revoked.because}` : 'holds'],
    ]),
  )
}

async function revoke({ cli, ctx, actor }: ByStaff, typed: string, options: RevokeOptions): Promise<void> {
  const { because, note, json } = options
  const reason = { because, ...(note && { note }) }
  const certificate = await find(cli, typed)
  const outcome = await revokeCertificate(ctx, certificate?.certificateId ?? '', reason, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, certificateRefusals)
  answer(json, outcome.value, [
    `The certificate is revoked: ${because}.`,
    ...(outcome.value.withdrawn ? withdrawnSentences(outcome.value.withdrawn) : []),
  ])
}

function withdrawnSentences({ otherCertificates, payments, amount, owed }: Withdrawn): string[] {
  return [
    'The training is not finished any more: a new report of its institution, accepted by the programme, finishes it.',
    ...(otherCertificates > 0 ? [`Revoked with it: ${otherCertificates} more of the same training.`] : []),
    ...(payments > 0
      ? [`No longer due: ${payments} payments of its incentive, ${formatRupiah(amount)}.`]
      : []),
    ...(owed > 0 ? [`Ordered to be paid before, and owed by the participant now: ${owed} payments.`] : []),
  ]
}

async function replace(
  { cli, ctx, actor }: ByStaff,
  typed: string,
  json: boolean | undefined,
): Promise<void> {
  const outcome = await replaceCertificate(ctx, typedCertificateId(typed) ?? '', actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, certificateRefusals)
  answer(json, outcome.value, [
    `The certificate in its place: ${spacedCertificateId(outcome.value.certificateId)}`,
  ])
}

async function find(cli: Cli, typed: string): Promise<Certificate | undefined> {
  const { ctx } = await cli.open()
  const id = typedCertificateId(typed)
  return id ? certificateById(ctx.db, id) : undefined
}
