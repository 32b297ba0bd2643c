import { dataRequests } from '../appeals/appeals.ts'
import { may, type Permission, type Role } from '../staff/permissions.ts'

/** Everything that waits for a decision about somebody, by what it is. */
export const caseKinds = [
  'appeal',
  'data_request',
  'complaint',
  'inquiry',
  'fraud',
  'completion',
  'assignment',
  'incentive',
  'recovery',
] as const
export type CaseKind = (typeof caseKinds)[number]

interface Handling {
  /** any of these may look at one */
  readonly sees: readonly Permission[]
  /** may own one, note something of it, and decide it */
  readonly decides: Permission
}

const handling: Readonly<Record<CaseKind, Handling>> = {
  appeal: { sees: ['see_people', 'answer_appeal'], decides: 'answer_appeal' },
  data_request: { sees: ['see_people', 'answer_appeal'], decides: 'answer_appeal' },
  complaint: { sees: ['see_people', 'answer_appeal'], decides: 'answer_appeal' },
  /** a question of somebody without an account */
  inquiry: { sees: ['see_appeals'], decides: 'answer_appeal' },
  fraud: { sees: ['see_cases'], decides: 'decide_fraud' },
  completion: { sees: ['see_programme'], decides: 'decide_report' },
  assignment: { sees: ['see_programme'], decides: 'run_learning' },
  incentive: { sees: ['see_money'], decides: 'run_money' },
  /** a change of phone that its owner stopped */
  recovery: { sees: ['see_appeals'], decides: 'help_people' },
}

/** The kinds of cases that somebody with these roles may look at. */
export function kindsSeen(roles: readonly Role[]): CaseKind[] {
  return caseKinds.filter((kind) => handling[kind].sees.some((permission) => may(roles, permission)))
}

/** Whether somebody with these roles may own a case of this kind. */
export function handles(roles: readonly Role[], kind: CaseKind): boolean {
  return may(roles, 'see_cases') && may(roles, handling[kind].decides)
}

/** Whether a text names a kind of case. */
export function isCaseKind(text: string | undefined): text is CaseKind {
  return (caseKinds as readonly (string | undefined)[]).includes(text)
}

/** As what kind of case an appeal waits: what the law on personal data asks for, complaints, and all others. */
export function kindOfAppeal(about: string): 'appeal' | 'data_request' | 'complaint' {
  if (dataRequests.some((request) => request === about)) return 'data_request'
  return about === 'complaint' ? 'complaint' : 'appeal'
}
