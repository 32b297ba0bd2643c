import type { InstitutionUser } from '../../learning/institution-portal/users.ts'
import { accountsOf } from '../../money/accounts/accounts.ts'
import { askAccount } from '../../money/accounts/ask-account.ts'
import { withdrawAccount } from '../../money/accounts/decide-account.ts'
import { accountState, type Party } from '../../money/accounts/rules.ts'
import { AccountList, partyAccountQuestions } from '../accounts/account-list.tsx'
import { type Shown, wrong } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { form } from '../site/form.tsx'
import { goTo } from '../site/link.ts'
import { dictionary } from '../words/dictionary.ts'
import {
  actorOf,
  type InstitutionPortalDeps,
  institutionPortalPage,
  type Request,
  whyNot,
} from './institution-portal.tsx'

export const words = dictionary({
  id: {
    title: 'Rekening untuk pembayaran',
    lead: 'Hak lembaga dibayar ke rekening ini. Bank menyebut nama pemegangnya, lalu orang lain di program menyetujui. Semua pengguna lembaga diberi tahu lewat email.',
    first: 'Tambah rekening',
    change: 'Ganti rekening',
    changeText: (hours: number) =>
      `Rekening baru mulai dipakai ${hours} jam setelah disetujui. Sampai saat itu rekening sekarang tetap dipakai.`,
    none: 'Belum ada rekening',
    noneText: 'Tanpa rekening tidak ada yang bisa dibayar. Tambahkan di bawah.',
    send: 'Minta rekening ini dipakai',
    payments: 'Ke pembayaran',
  },
  en: {
    title: 'Account for payments',
    lead: 'What is due to the institution is paid to this account. The bank names its holder, then another person, of the programme, approves it. All users of the institution are told by email.',
    first: 'Add an account',
    change: 'Change the account',
    changeText: (hours) =>
      `The new account is in use ${hours} hours after it was approved. Until then the account of now stays in use.`,
    none: 'There is no account yet',
    noneText: 'Without an account nothing can be paid. Add one below.',
    send: 'Ask for this account to be used',
    payments: 'To the payments',
  },
})

const accountForm = form(partyAccountQuestions)
const partyOf = ({ institutionId }: InstitutionUser) =>
  ({ kind: 'institution', id: String(institutionId) }) as const satisfies Party

/** `/mitra/rekening`: where the institution is paid, what waits, and the form for the next one. */
export async function accountsPage(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
  shown: Shown = {},
): Promise<Response> {
  const { ctx, restHours } = deps.accounts
  const language = c.get('language')
  const said = words[language]
  const now = ctx.clock.now()
  const accounts = await accountsOf(ctx.db, partyOf(user))
  const current = accounts.some((account) => accountState(account, now) === 'usable')
  return institutionPortalPage(
    c,
    said.title,
    <>
      <p class="lead">{said.lead}</p>
      {accounts.length === 0 ? (
        <parts.EmptyState title={said.none}>
          <p>{said.noneText}</p>
        </parts.EmptyState>
      ) : (
        <AccountList accounts={accounts} now={now} language={language} withdraw="/mitra/rekening/batal" />
      )}
      <section class="panel stack">
        <h2>{current ? said.change : said.first}</h2>
        {current ? <p>{said.changeText(restHours)}</p> : ''}
        <parts.Form action="/mitra/rekening" button={said.send}>
          {accountForm.fields(c, shown)}
        </parts.Form>
      </section>
      <p>
        <a href="/mitra/pembayaran">{said.payments}</a>
      </p>
    </>,
    shown,
  )
}

export async function submitAccount(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
): Promise<Response> {
  const answers = await accountForm.read(c)
  if (!answers.ok) return accountsPage(c, deps, user, answers)
  const { provider, number, holder_name: holderName } = answers.values
  const asked = { party: partyOf(user), provider, number, holderName, language: c.get('language') }
  const made = await askAccount(deps.accounts, asked, actorOf(c, user))
  if (!made.ok) return accountsPage(c, deps, user, wrong('number', whyNot(c, made), answers.typed))
  return goTo(c, '/mitra/rekening')
}

/** Stops a change that is not in use yet: any user of the institution may. */
export async function submitWithdrawal(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
): Promise<Response> {
  await withdrawAccount(deps.accounts, partyOf(user), actorOf(c, user))
  return goTo(c, '/mitra/rekening')
}
