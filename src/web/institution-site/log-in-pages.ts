import { done } from '../../kernel/refusal.ts'
import {
  acceptInvitation,
  findLiveInvitation,
  logInInstitutionUser,
} from '../../learning/institution-desk/factors.ts'
import type { SecondFactorSite } from '../identity/second-factor-pages.tsx'
import type { DeskDeps } from './desk.tsx'
import { deskWords } from './desk-words.ts'

/** How the institutions' users log in, and take their invitations. */
export function deskLogIn({ ctx, sessions, systemClock }: DeskDeps): SecondFactorSite {
  const { id, en } = deskWords
  return {
    ctx,
    sessions,
    systemClock,
    base: '/mitra',
    issuer: 'Bekal Mitra',
    words: {
      id: { title: id.logInTitle, lead: id.logInLead, whom: id.whomToAsk },
      en: { title: en.logInTitle, lead: en.logInLead, whom: en.whomToAsk },
    },
    async logIn(given) {
      const entered = await logInInstitutionUser(ctx, given)
      return entered.ok ? done({ accountId: entered.value.userId }) : entered
    },
    async findInvitation(token) {
      const found = await findLiveInvitation(ctx, ctx.db, token)
      if (!found.ok) return found
      const { email, institution, totpSecret } = found.value
      return done({
        email,
        totpSecret,
        lead: (language) => deskWords[language].invitationLead(email, institution),
      })
    },
    acceptInvitation: (given) => acceptInvitation(ctx, given),
  }
}
