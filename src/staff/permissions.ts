/** What somebody of the staff is. One person may be several. */
export const roles = ['operator', 'supervisor', 'finance', 'auditor', 'admin'] as const
export type Role = (typeof roles)[number]

/** What can be allowed in the console. Every address there asks for exactly one of these. */
export const permissions = [
  /** waves, draws, deadlines, corrections, what waits, what runs */
  'see_programme',
  /** search, and the page of a person; every look is journaled */
  'see_people',
  /** plan, commit, close, enter a value, announce, notify; ask for what takes two people; withdraw it */
  'run_waves',
  /** be the second person */
  'approve',
  'request_correction',
  'answer_appeal',
  /** accept or refuse a completion that an institution reported */
  'decide_report',
  /** what institutions propose and hand in, certificates, vouchers that leaked, who acts for an institution */
  'run_learning',
  /** contracts, and what the programme pays */
  'run_money',
  /** be the second person for those */
  'approve_money',
  /** clear or confirm what looks like fraud, and see how to reach whoever reported it */
  'decide_fraud',
  /** where the money of the programme is, at any instant and by anything */
  'see_reports',
  'see_staff',
  /** invite, disable, give a new second factor */
  'manage_staff',
] as const
export type Permission = (typeof permissions)[number]

/** The one place that says which role may do what. What is not here is denied. */
const allowed: Readonly<Record<Role, readonly Permission[]>> = {
  operator: [
    'see_programme',
    'see_people',
    'run_waves',
    'request_correction',
    'answer_appeal',
    'decide_report',
    'run_learning',
  ],
  supervisor: [
    'see_programme',
    'see_people',
    'run_waves',
    'request_correction',
    'answer_appeal',
    'decide_report',
    'run_learning',
    'approve',
    'run_money',
    'approve_money',
    'decide_fraud',
    'see_reports',
  ],
  finance: ['see_programme', 'run_money', 'approve_money', 'decide_fraud', 'see_reports'],
  auditor: ['see_programme', 'see_people', 'see_reports', 'see_staff'],
  admin: ['see_staff', 'manage_staff'],
}

/** Whether somebody with these roles may do it. */
export function may(held: readonly Role[], permission: Permission): boolean {
  return held.some((role) => allowed[role].includes(permission))
}

/** Whether a text names a role. */
export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}
