import assert from 'node:assert/strict'
import { signUp } from '../src/storefronts/accounts/accounts.ts'
import type { Storefronts } from '../src/storefronts/storefronts.ts'
import { journey as tokopedia } from '../src/storefronts/tokopedia.ts'
import { aProgramme } from './a-programme.ts'

/** A storefront without pages, with accounts made as a test needs them and messages that can be read. */
export async function anAccountRoom() {
  const programme = await aProgramme()
  const { ctx, pool, clock, purchases, toko } = programme
  await pool.query(`update partner set storefront = 'tokopedia' where partner_id = 1`)
  let woken = 0
  const storefronts: Storefronts = {
    ctx,
    purchases,
    partnerOf: async () => toko,
    link: (path) => `https://toko.example${path}`,
    onMessages: () => {
      woken++
    },
  }
  let made = 0

  /** the secret params of the newest message of a template to somebody */
  async function secretsOf(to: string, template: string): Promise<Record<string, string>> {
    const { rows } = await pool.query(
      'select sealed from outbox where address = $1 and template = $2 order by message_id desc limit 1',
      [to, template],
    )
    assert.ok(rows[0], `no ${template} was written`)
    return JSON.parse(ctx.secrets.open(rows[0].sealed))
  }
  const token = async (to: string, template: string, name: string) =>
    /\/([A-Z0-9]{32})(\?|$)/.exec((await secretsOf(to, template))[name] ?? '')?.[1] ?? assert.fail('no token')

  return {
    ...programme,
    storefronts,
    clock,
    journey: tokopedia,
    woken: () => woken,
    async anAccount(password = 'sandi yang panjang') {
      const email = `pembeli-${++made}@contoh.example`
      const opened = await signUp(ctx, {
        storefront: 'tokopedia',
        email,
        name: 'Siti',
        password,
        requestId: 'test',
      })
      assert.ok(opened.ok)
      return { accountId: opened.value.accountId, email }
    },
    aPhone: () => `+62813${String(20_000_000 + ++made)}`,
    /** a session of the account, as the pages would write it; its hash */
    async aSession(accountId: string, site = 'tokopedia') {
      const hash = Buffer.from(`session ${++made}`.padEnd(32, '.'))
      await pool.query(
        `insert into web_session (token_hash, site, account_id, csrf, created_at, seen_at)
         values ($1, $2, $3, 'x', now(), now())`,
        [hash, site, accountId],
      )
      return hash
    },
    async sessionsOf(accountId: string): Promise<number> {
      const { rows } = await pool.query('select count(*)::int as n from web_session where account_id = $1', [
        accountId,
      ])
      return rows[0].n
    },
    async messages(to: string, template: string): Promise<number> {
      const { rows } = await pool.query(
        'select count(*)::int as n from outbox where address = $1 and template = $2',
        [to, template],
      )
      return rows[0].n
    },
    async journal(subject: string): Promise<string[]> {
      const { rows } = await pool.query(
        'select act from journal where subject = $1 and card_id = 0 order by journal_id',
        [subject],
      )
      return rows.map(({ act }) => act)
    },
    resetToken: (email: string) => token(email, 'password-reset', 'resetLink'),
    emailToken: (email: string) => token(email, 'email-confirm', 'confirmLink'),
    async otpTo(phone: string): Promise<string> {
      return (await secretsOf(phone, 'account-phone-otp')).otp ?? assert.fail('no code')
    },
  }
}
