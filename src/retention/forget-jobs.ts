/** The jobs that remove what is old enough, by their names on the timetable (jobs/forgetting.ts). */
export const forgetJobs = [
  'forget-refused',
  'forget-tally',
  'forget-sessions',
  'forget-phone-codes',
  'forget-sign-on',
  'forget-sign-on-keys',
  'forget-redeem-batches',
  'forget-registration-requests',
  'forget-confirmations',
  'forget-links',
  'forget-tries',
  'forget-sms-parts',
  'forget-exports',
  'forget-refused-calls',
  'forget-inquiries',
] as const
export type ForgetJob = (typeof forgetJobs)[number]
