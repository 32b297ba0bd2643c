import type { Context } from 'hono'
import { sentenceOf } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import {
  changeOfLink,
  type StopRefusal,
  stopChange,
  stopRefusals,
} from '../../registration/contacts/stop-change.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { goTo } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import { dictionary } from '../words/dictionary.ts'
import type { RegisterDeps } from './register/visitor.tsx'

/** What the page of "not me" says. */
export const stopChangeWords = dictionary({
  id: {
    title: 'Nomor HP Anda diganti',
    became: 'Nomor baru',
    at: 'Diganti',
    until: 'Bisa dihentikan sampai',
    lead: 'Bila bukan Anda yang meminta, hentikan sekarang: nomor lama kembali, kartu dibekukan, dan petugas memeriksanya.',
    mine: 'Bila Anda sendiri yang meminta, tutup halaman ini.',
    stop: 'Bukan saya, hentikan',
    stopped: 'Sudah dihentikan',
    stoppedText:
      'Nomor yang baru tidak dipakai lagi, kartu dibekukan, dan semua yang sedang masuk dikeluarkan. Saldo Anda tidak berkurang.',
    next: 'Petugas meja bantuan memeriksanya dalam 2 hari dan menghubungi Anda. Jangan beri kode OTP kepada siapa pun.',
    notNow: 'Tautan tidak bisa dipakai',
  },
  en: {
    title: 'Your phone was changed',
    became: 'New phone',
    at: 'Changed',
    until: 'Can be stopped until',
    lead: 'If you did not ask for it, stop it now: the old number comes back, the card is suspended, and the desk looks into it.',
    mine: 'If you asked for it yourself, close this page.',
    stop: 'Not me, stop it',
    stopped: 'It is stopped',
    stoppedText:
      'The new phone is used no more, the card is suspended, and whoever was logged in is logged out. Your balance is untouched.',
    next: 'The desk looks into it within 2 days and contacts you. Give an OTP to nobody.',
    notNow: 'This link does nothing',
  },
})

/** `/bukan-saya/:token`: what was changed, and one button that stops it. Opening the link changes nothing. */
export async function stopChangePage(c: Context<Web>, deps: RegisterDeps): Promise<Response> {
  const language = c.get('language')
  const said = stopChangeWords[language]
  const token = c.req.param('token') ?? ''
  const change = await changeOfLink(deps.registrations.ctx, token)
  if (!change.ok) return refusedPage(c, change.refusal)
  const { phone, changedAt, restsUntil, stopped } = change.value
  if (stopped)
    return showPage(
      c,
      { title: said.stopped, scripted: false },
      <>
        <p class="lead">{said.stoppedText}</p>
        <p>{said.next}</p>
      </>,
    )
  return showPage(
    c,
    { title: said.title, scripted: false },
    <>
      <parts.SummaryList
        rows={[
          { label: said.became, value: phone },
          { label: said.at, value: formatInstant(changedAt, language) },
          { label: said.until, value: formatInstant(restsUntil, language) },
        ]}
      />
      <p class="lead">{said.lead}</p>
      <parts.Form action={`/bukan-saya/${token}`}>
        <parts.Button look="danger">{said.stop}</parts.Button>
      </parts.Form>
      <p>{said.mine}</p>
    </>,
  )
}

function refusedPage(c: Context<Web>, refusal: StopRefusal): Response {
  const language = c.get('language')
  return showPage(
    c,
    { title: stopChangeWords[language].notNow, scripted: false, status: 404 },
    <p class="lead">{sentenceOf(stopRefusals, refusal, {}, language)}</p>,
  )
}

/** Stops it. */
export async function submitStop(c: Context<Web>, deps: RegisterDeps): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const stopped = await stopChange(deps.registrations.ctx, token, c.get('requestId'))
  if (!stopped.ok) return refusedPage(c, stopped.refusal)
  return goTo(c, `/bukan-saya/${token}`)
}
