import { z } from 'zod'
import { askJson, type JsonService } from '../../kernel/network/ask-json.ts'
import { plainName } from '../../kernel/text.ts'
import { type ProviderId, providers } from './providers.ts'

/** An account whose holder is asked for. */
export interface CheckedAccount {
  readonly provider: ProviderId
  readonly number: string
  /** who is said to hold it; never sent to whoever is asked */
  readonly holderName: string
}

/**
 * Who holds an account, by name; undefined where there is no such account. One that cannot be asked throws
 * {@link CheckerFault}: the account waits, and is asked for again.
 */
export interface AccountChecker {
  holderOf(account: CheckedAccount): Promise<string | undefined>
}

/** No answer came; the cause never carries what was asked. */
export class CheckerFault extends Error {}

const answerSchema = z.union([
  z.object({ name: z.string().trim().min(1).max(200) }),
  z.object({ unknown: z.literal(true) }).transform(() => ({ name: undefined })),
])

/**
 * Behind one JSON call: `POST {url}` with `{"kind","provider","bic","number"}`, answered with 200 and `{"name":"..."}` or
 * `{"unknown":true}`. Any other answer, or none within five seconds, is a fault. See docs/account-check.md.
 */
export function httpChecker(service: JsonService): AccountChecker {
  return {
    async holderOf({ provider, number }) {
      const about = providers[provider]
      const bic = about.kind === 'bank' ? about.bic : undefined
      try {
        const { status, answer } = await askJson(service, { kind: about.kind, provider, bic, number })
        if (status !== 200) throw new CheckerFault(`the check of accounts answered ${status}`)
        return answerSchema.parse(answer).name
      } catch (cause) {
        if (cause instanceof CheckerFault) throw cause
        // What zod or the network says may carry a name.
        throw new CheckerFault('the check of accounts gave no answer')
      }
    },
  }
}

/** Where none is configured: every account waits, and nobody is paid unchecked. */
const noChecker: AccountChecker = {
  async holderOf() {
    throw new CheckerFault('no check of accounts is configured: set ACCOUNT_CHECK_URL')
  },
}

/**
 * The demo's: a number that ends in 0000 is unknown, one in 8888 is somebody else's, for one in 9999 the bank is silent.
 * All others are held by whoever says so, in the capitals that banks write.
 */
export const demoChecker: AccountChecker = {
  async holderOf({ number, holderName }) {
    if (number.endsWith('9999')) throw new CheckerFault('the demo bank is silent for this number')
    if (number.endsWith('0000')) return undefined
    return number.endsWith('8888') ? 'ORANG LAIN' : plainName(holderName).toUpperCase()
  },
}

/** What the settings ask for: a real one by its address; the demo's only where nothing is real. */
export function checkerFor(settings: {
  readonly ACCOUNT_CHECK_URL?: string | undefined
  readonly ACCOUNT_CHECK_TOKEN?: string | undefined
  readonly production: boolean
}): AccountChecker {
  const { ACCOUNT_CHECK_URL: url, ACCOUNT_CHECK_TOKEN: token, production } = settings
  if (url) return httpChecker({ url, token })
  return production ? noChecker : demoChecker
}
