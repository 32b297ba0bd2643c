/** Why a code for the login is not sent, in the order in which it is asked. */
export const sendRefusals = ['log_in_locked', 'code_too_soon', 'codes_too_many', 'address_too_many'] as const
export type SendRefusal = (typeof sendRefusals)[number]

/** Why a code does not log in. */
export const codeRefusals = ['log_in_locked', 'attempt_over', 'code_wrong'] as const
export type CodeRefusal = (typeof codeRefusals)[number]
