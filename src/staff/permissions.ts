/** What somebody of the staff is. One person may be several. */
export const roles = ['operator', 'supervisor', 'curator', 'finance', 'support', 'auditor', 'admin'] as const
export type Role = (typeof roles)[number]

/** What can be allowed in the console. Every address there asks for exactly one of these. */
export const permissions = [
  /** waves, draws, deadlines, corrections, what waits, what runs */
  'see_programme',
  /** what the programme owes, pays and compares, and accounts to be paid to */
  'see_money',
  /** courses, schedules, institutions, promo codes, reviews and surveys, storefronts and who else calls the API */
  'see_catalogue',
  /** appeals, reports of fraud, completions, requests for data: the queue of cases */
  'see_cases',
  /** appeals, which people of the desk answer, too */
  'see_appeals',
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
  /** what is sold: courses and schedules, their proposals and reviews, promo codes */
  'run_catalogue',
  /** take in institutions, storefronts and who else calls the API, and their keys */
  'run_partners',
  /** wording, campaigns, and what is sent again */
  'run_messages',
  /** what everybody reads: questions and answers, announcements */
  'run_information',
  /** the desk: find somebody, prove who they are, give them back what they lost */
  'help_people',
  /** contracts, and what the programme pays */
  'run_money',
  /** be the second person for those */
  'approve_money',
  /** clear or confirm what looks like fraud, and see how to reach whoever reported it */
  'decide_fraud',
  /** where the money of the programme is, at any instant and by anything */
  'see_reports',
  /** how long everything is kept, and what is due to go */
  'see_retention',
  /** remove it now */
  'run_retention',
  'see_staff',
  /** invite, disable, give a new second factor */
  'manage_staff',
] as const
export type Permission = (typeof permissions)[number]

/** The one place that says which role may do what. What is not here is denied. */
const allowed: Readonly<Record<Role, readonly Permission[]>> = {
  operator: [
    'see_programme',
    'see_money',
    'see_catalogue',
    'see_cases',
    'see_appeals',
    'see_people',
    'run_waves',
    'request_correction',
    'answer_appeal',
    'decide_report',
    'run_learning',
    'run_partners',
    'run_messages',
    'run_information',
  ],
  supervisor: [
    'see_programme',
    'see_money',
    'see_catalogue',
    'see_cases',
    'see_appeals',
    'see_people',
    'see_reports',
    'see_retention',
    'run_waves',
    'request_correction',
    'answer_appeal',
    'decide_report',
    'run_learning',
    'run_catalogue',
    'run_partners',
    'run_messages',
    'run_information',
    'help_people',
    'approve',
    'run_money',
    'approve_money',
    'decide_fraud',
  ],
  curator: ['see_programme', 'see_catalogue', 'run_catalogue'],
  finance: [
    'see_programme',
    'see_money',
    'see_catalogue',
    'see_cases',
    'see_reports',
    'run_money',
    'approve_money',
    'decide_fraud',
  ],
  support: ['see_programme', 'see_catalogue', 'see_cases', 'see_appeals', 'answer_appeal', 'help_people'],
  auditor: [
    'see_programme',
    'see_money',
    'see_catalogue',
    'see_cases',
    'see_appeals',
    'see_people',
    'see_reports',
    'see_retention',
    'see_staff',
  ],
  admin: [
    'see_programme',
    'see_catalogue',
    'see_staff',
    'manage_staff',
    'run_partners',
    'see_retention',
    'run_retention',
  ],
}

/** Whether somebody with these roles may do it. */
export function may(held: readonly Role[], permission: Permission): boolean {
  return held.some((role) => allowed[role].includes(permission))
}

/** The roles that may do it. */
export function rolesFor(permission: Permission): Role[] {
  return roles.filter((role) => allowed[role].includes(permission))
}

/** Whether a text names a role. */
export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}
