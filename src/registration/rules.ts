/** The numbers of registration. */
export const registrationRules = {
  /** how long a link in an email is good */
  linkMinutes: 60,
  linksPerEmailAndHour: 5,
  /** times a day (WIB) that the registry may say no to one account */
  registryFailuresPerDay: 5,
  test: { minutes: 25, items: 18 },
  /** identity proofs that may fail in a day before a phone is changed */
  identityFailuresPerDay: 5,
  /** hours without purchases after a change of phone */
  waitAfterPhoneChangeHours: 72,
  declarationsVersion: 1,
} as const

/** The steps of a registration, in their order. */
export const registrationSteps = ['consent', 'identity', 'profile', 'phone', 'test', 'declarations'] as const
export type RegistrationStep = (typeof registrationSteps)[number]

/** Which steps of a registration are done. */
export type StepsDone = Readonly<Record<RegistrationStep, boolean>>

/** The first step that is not done; undefined when only the check of all answers is left. */
export function nextStep(steps: StepsDone): RegistrationStep | undefined {
  return registrationSteps.find((step) => !steps[step])
}
