import assert from 'node:assert/strict'
import { findLink } from '../../src/identity/single-use-links.ts'
import type { stoppedClock } from '../../src/kernel/clock.ts'
import { findLiveInvitation as findUserInvitation } from '../../src/learning/institution-desk/factors.ts'
import { findEmailLink, openAccount, sendEmailLink } from '../../src/registration/account.ts'
import { registrationRules } from '../../src/registration/rules.ts'
import { findLiveInvitation as findStaffInvitation } from '../../src/staff/factors.ts'
import { accountLink } from '../../src/storefronts/accounts/account-links.ts'
import { askNewEmail, confirmNewEmail } from '../../src/storefronts/accounts/change-email.ts'
import { askNewPassword, resetPassword } from '../../src/storefronts/accounts/reset-password.ts'
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
  ]
}
