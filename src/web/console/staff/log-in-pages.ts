import { done } from '../../../kernel/refusal.ts'
import { acceptInvitation, findLiveInvitation, logInStaff } from '../../../staff/factors.ts'
import type { SecondFactorSite } from '../../identity/second-factor-pages.tsx'
import type { ConsoleDeps } from '../console-request.ts'
import { words } from './account-words.ts'

/** How the staff logs in, and takes its invitations. New factors rest before they may decide. */
export function consoleLogIn({ ctx, sessions, systemClock, restHours }: ConsoleDeps): SecondFactorSite {
  const { id, en } = words
  return {
    ctx,
    sessions,
    systemClock,
    base: '/konsol',
    issuer: 'Bekal',
    words: {
      id: { title: id.logInTitle, whom: id.whomToAsk },
      en: { title: en.logInTitle, whom: en.whomToAsk },
    },
    async logIn(given) {
      const entered = await logInStaff(ctx, given)
      return entered.ok ? done({ accountId: entered.value.staffId }) : entered
    },
    async findInvitation(token) {
      const found = await findLiveInvitation(ctx, ctx.db, token)
      if (!found.ok) return found
      const { email, name, totpSecret } = found.value
      return done({ email, totpSecret, lead: (language) => words[language].inviteLead(name, email) })
    },
    acceptInvitation: (given) => acceptInvitation(ctx, { ...given, restHours }),
  }
}
