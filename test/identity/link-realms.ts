import assert from 'node:assert/strict'
import { setInstitutionContact } from '../../src/catalogue/institution-contact.ts'
import { findLink, makeLink } from '../../src/identity/single-use-links.ts'
import { day, type stoppedClock } from '../../src/kernel/clock.ts'
import { findLiveInvitation as findUserInvitation } from '../../src/learning/institution-portal/factors.ts'
import { replyByLink, replyInvitation, replyLink } from '../../src/learning/reviews/reply-to-review.ts'
import { reviewRules } from '../../src/learning/reviews/rules.ts'
import { writeReview } from '../../src/learning/reviews/write-review.ts'
import { findEmailLink, openAccount, sendEmailLink } from '../../src/registration/account.ts'
import { registrationRules } from '../../src/registration/rules.ts'
import { findLiveInvitation as findStaffInvitation } from '../../src/staff/factors.ts'
import { accountLink } from '../../src/storefronts/accounts/account-links.ts'
import { askNewEmail, confirmNewEmail } from '../../src/storefronts/accounts/change-email.ts'
import { askNewPassword, resetPassword } from '../../src/storefronts/accounts/reset-password.ts'
import { aProgramme } from '../a-programme.ts'
import { aPurchase } from '../a-purchase.ts'
import { aRegistration } from '../a-registration.ts'
import { anAccountRoom } from '../an-account.ts'
import { institutionUsersRoom, staffRoom } from './factor-realms.ts'

export interface Answer {
  readonly ok: boolean
  readonly refusal?: string
}

/** A way in which somebody is sent a link that works once, as the laws look at it. */
export interface LinkRealm {
  readonly name: string
  readonly clock: ReturnType<typeof stoppedClock>
  readonly minutes: number
  /** a new one for somebody new, or one more for somebody who has one already */
  send(again?: string): Promise<{ readonly owner: string; readonly token: string }>
  look(token: string): Promise<Answer>
  use(token: string): Promise<Answer>
  /** whether the newest link ends those before it */
  readonly newestOnly: boolean
}

const password = 'sandi gajah putih'

/** Every link of every realm. */
export async function linkRealms(): Promise<LinkRealm[]> {
  const shop = await anAccountRoom()
  const portal = await aRegistration()
  const konsol = await staffRoom()
  const mitra = await institutionUsersRoom()
  const programme = await aProgramme()
  const reviews = await aReviewToReply(programme)
  const by = { language: 'id', requestId: 'r' } as const
  let people = 0
  return [
    {
      name: 'the password of a storefront',
      clock: shop.clock,
      minutes: 30,
      newestOnly: false,
      async send(again) {
        const owner = again ?? (await shop.anAccount(password)).email
        await askNewPassword(shop.storefronts, shop.journey, { email: owner, next: '/', ...by })
        return { owner, token: await shop.resetToken(owner) }
      },
      look: (token) => findLink(shop.ctx, shop.pool, accountLink(shop.journey, 'new_password'), token),
      use: (token) => resetPassword(shop.storefronts, shop.journey, { token, password, ...by }),
    },
    {
      name: 'the email of a storefront',
      clock: shop.clock,
      minutes: 30,
      newestOnly: true,
      async send(again) {
        const owner = again ?? (await shop.anAccount(password)).accountId
        const email = `baru-${++people}@contoh.example`
        const asked = await askNewEmail(shop.storefronts, shop.journey, {
          accountId: owner,
          password,
          email,
          ...by,
        })
        assert.ok(asked.ok)
        return { owner, token: await shop.emailToken(email) }
      },
      look: (token) => findLink(shop.ctx, shop.pool, accountLink(shop.journey, 'new_email'), token),
      use: (token) => confirmNewEmail(shop.storefronts, shop.journey, { token, ...by }),
    },
    {
      name: 'the password of the portal',
      clock: portal.clock,
      minutes: registrationRules.linkMinutes,
      newestOnly: false,
      async send(again) {
        const owner = again ?? `tautan-${++people}@contoh.example`
        assert.ok((await sendEmailLink(portal.registrations, { email: owner, language: 'id' })).ok)
        const { confirmLink = '' } = await portal.secretTo(owner, 'portal-sign-up')
        return { owner, token: confirmLink.split('/').at(-1) ?? '' }
      },
      look: (token) => findEmailLink(portal.ctx, token),
      use: (token) => openAccount(portal.registrations, { token, password, requestId: 'r' }),
    },
    {
      name: 'the invitation of the staff',
      clock: konsol.clock,
      minutes: 72 * 60,
      newestOnly: true,
      send: konsol.invite,
      look: (token) => findStaffInvitation(konsol.ctx, konsol.ctx.db, token),
      use: konsol.accept,
    },
    {
      name: "the invitation of an institution's user",
      clock: mitra.clock,
      minutes: 72 * 60,
      newestOnly: true,
      send: mitra.invite,
      look: (token) => findUserInvitation(mitra.ctx, mitra.ctx.db, token),
      use: mitra.accept,
    },
    {
      name: 'the reply to a review',
      clock: programme.clock,
      minutes: reviewRules.replyLinkForDays * 24 * 60,
      newestOnly: false,
      ...reviews,
    },
  ]
}

/** The emails that tell an institution of reviews; what is answered is used. */
async function aReviewToReply(programme: Awaited<ReturnType<typeof aProgramme>>) {
  const { ctx, pool, clock } = programme
  const by = { actor: 'cli:ani', requestId: 'r' }
  const course = await programme.aCourse()
  assert.ok((await setInstitutionContact(ctx, 'LKP Contoh', 'admin@lkp.test', by)).ok)
  const words: Readonly<Record<string, string>> = {
    already_replied: 'link_used',
    reply_link_unknown: 'link_unknown',
    reply_link_expired: 'link_expired',
  }
  const answer = (refusal: string | undefined): Answer =>
    refusal === undefined ? { ok: true } : { ok: false, refusal: words[refusal] ?? refusal }
  return {
    async send(again?: string) {
      const [cardId = '', purchaseId = ''] = again?.split(' ') ?? []
      if (again) {
        const expiresAt = new Date(clock.now().getTime() + reviewRules.replyLinkForDays * day)
        const token = await makeLink(pool, ctx, replyLink, { ownerId: purchaseId, cardId }, expiresAt)
        return { owner: again, token }
      }
      const bought = await aPurchase(programme, course)
      const link = (path: string) => `https://bekal.example${path}`
      const text = 'Materinya jelas dan berguna.'
      assert.ok((await writeReview(ctx, bought, { stars: 5, text }, { requestId: 'r', link })).ok)
      const { rows } = await pool.query(
        `select sealed from outbox where template = 'review-written' order by message_id desc limit 1`,
      )
      const token = JSON.parse(ctx.secrets.open(rows[0].sealed)).replyLink.split('/').at(-1) as string
      return { owner: `${bought.cardId} ${bought.purchaseId}`, token }
    },
    async look(token: string) {
      const found = await replyInvitation(ctx, token)
      return answer(found ? found.refusal : 'reply_link_unknown')
    },
    async use(token: string) {
      const replied = await replyByLink(ctx, token, 'Terima kasih banyak!', 'r')
      return answer(replied.ok ? undefined : replied.refusal)
    },
  }
}
