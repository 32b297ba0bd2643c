import { type PhoneCodeRules, phoneCodeRules } from '../../identity/phone-code-rules.ts'

/** The numbers of the storefronts' accounts. */
export interface AccountRules {
  /** how long a link for a new password or a new email is valid */
  readonly linkMinutes: number
  readonly codes: PhoneCodeRules
}

export const accountRules: AccountRules = { linkMinutes: 30, codes: phoneCodeRules }
