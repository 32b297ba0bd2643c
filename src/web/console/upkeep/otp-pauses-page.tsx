import { idOf } from '../../../kernel/ids.ts'
import { listOtpPauses, type OtpPause, resumeOtps } from '../../../purchase/otp/otp-pauses.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { dictionary } from '../../words/dictionary.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, instant, type Shown } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { Act, mostRows } from '../parts/list-parts.tsx'

export const otpWords = dictionary({
  id: {
    title: 'Jeda OTP',
    lead: 'OTP dijeda sendiri bila terlalu banyak kode ditebak atau kartu dicoba. Jeda berakhir sendiri, atau di sini bila Anda tahu bahwa itu bukan tebakan.',
    all: 'Semua toko',
    whose: 'Toko',
    who: 'Yang dijeda',
    acquaintances: {
      new: 'Akun yang belum pernah membayar dengan kartunya',
      known: 'Akun yang pernah membayar',
    },
    because: 'Sebab',
    reasons: {
      codes_guessed: 'Terlalu banyak kode salah tanpa pembayaran',
      cards_probed: 'Terlalu banyak kartu dicoba yang tidak bisa dipakai',
    },
    began: 'Sejak',
    ended: 'Berakhir',
    by: 'Oleh',
    open: 'Masih dijeda',
    resume: 'Akhiri jeda',
    resumeOf: (who: string) => `Akhiri jeda ${who}`,
    reason: 'Mengapa ini bukan tebakan',
    unknown: 'Jeda ini sudah berakhir. Tidak perlu apa-apa lagi.',
  },
  en: {
    title: 'Pauses of OTPs',
    lead: 'OTPs pause by themselves when too many codes are guessed or cards probed. A pause ends by itself, or here where you know that these were no guesses.',
    all: 'All storefronts',
    whose: 'Storefront',
    who: 'Who waits',
    acquaintances: {
      new: 'Accounts new to their card',
      known: 'Accounts that have paid before',
    },
    because: 'Cause',
    reasons: {
      codes_guessed: 'Too many wrong codes that no payment followed',
      cards_probed: 'Too many cards tried that could not be used',
    },
    began: 'Since',
    ended: 'Ended',
    by: 'By',
    open: 'Still paused',
    resume: 'End the pause',
    resumeOf: (who) => `End the pause of ${who}`,
    reason: 'Why these were no guesses',
    unknown: 'This pause has ended already. There is nothing to do.',
  },
})

const resumeForm = form((language) => ({
  alasan: ask.text(field.text(300), otpWords[language].reason, { maxlength: 300 }),
}))

/** `/konsol/otp`: whose OTPs wait or waited, and the way to end a pause. */
export async function otpPausesPage(
  request: ConsoleRequest,
  shown: Shown & { readonly of?: string } = {},
): Promise<Response> {
  const { ctx, language } = request
  const said = otpWords[language]
  const pauses = await listOtpPauses(ctx.db, false, mostRows(request.c))
  const name = await actorNames(
    request,
    pauses.map(({ endedBy }) => endedBy),
  )
  const open = pauses.filter(({ endedAt }) => !endedAt)
  return listPage(
    request,
    {
      title: said.title,
      lead: said.lead,
      place: '/konsol/otp',
      file: 'jeda-otp',
      columns: columnsOf(language, name),
      rows: pauses,
      before: offers(request, 'run_waves')
        ? open.map((pause) => (
            <Act
              title={said.resumeOf(pause.partner ?? said.all)}
              text={said.reasons[pause.because]}
              action={`/konsol/otp/${pause.pauseId}/akhiri`}
              button={said.resume}
            >
              {resumeForm.fields(request.c, shown.of === pause.pauseId ? shown : {})}
            </Act>
          ))
        : '',
    },
    shown,
  )
}

function columnsOf(
  language: ConsoleRequest['language'],
  name: (actor: string) => string,
): ListColumn<OtpPause>[] {
  const said = otpWords[language]
  return [
    { label: said.whose, key: 'toko', cell: (one) => one.partner ?? said.all },
    {
      label: said.who,
      cell: ({ acquaintance }) => said.acquaintances[acquaintance === 'new' ? 'new' : 'known'],
    },
    { label: said.because, key: 'sebab', cell: (one) => said.reasons[one.because] },
    { label: said.began, key: 'sejak', cell: (one) => one.beganAt },
    {
      label: said.ended,
      key: 'berakhir',
      instants: true,
      cell: (one) => one.endedAt,
      show: ({ endedAt }) =>
        endedAt ? instant(endedAt, language) : <parts.StatusTag tone="warning">{said.open}</parts.StatusTag>,
    },
    { label: said.by, cell: ({ endedBy }) => endedBy && name(endedBy) },
  ]
}

/** Ends a pause before its counts are a day old. */
export async function submitResumeOtps(request: ConsoleRequest): Promise<Response> {
  const of = request.c.req.param('pause') ?? ''
  if (!idOf(of)) return errorPage(request.c, 404)
  const answers = await resumeForm.read(request.c)
  if (!answers.ok) return otpPausesPage(request, { of, ...answers })
  const resumed = await resumeOtps(request.ctx, of, { ...request.actor, reason: answers.values.alasan })
  if (!resumed.ok) return otpPausesPage(request, { problem: otpWords[request.language].unknown })
  return goTo(request.c, '/konsol/otp?kabar=otp_resumed')
}
