import { done } from '../../kernel/refusal.ts'
import {
  acceptInvitation,
  findLiveInvitation,
  logInInstitutionUser,
} from '../../learning/institution-portal/factors.ts'
import type { SecondFactorSite } from '../identity/second-factor-pages.tsx'
import type { InstitutionPortalDeps } from './institution-portal.tsx'
import { institutionPortalWords } from './institution-portal-words.ts'

/** How the institutions' users log in, and take their invitations. */
export function institutionPortalLogIn({
  ctx,
  sessions,
  systemClock,
}: InstitutionPortalDeps): SecondFactorSite {
  const { id, en } = institutionPortalWords
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
        lead: (language) => institutionPortalWords[language].invitationLead(email, institution),
      })
    },
    acceptInvitation: (given) => acceptInvitation(ctx, given),
  }
}
