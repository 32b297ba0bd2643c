/** Of codes for the programme's login. The same numbers hold whether or not somebody is known by what was typed. */
export const logInRules = {
  validSeconds: 300,
  /** shared by all codes of one attempt; a new code gives no new tries */
  triesPerAttempt: 5,
  /** so that a late SMS still works */
  liveCodes: 3,
  /** between sendings to what was typed: after the first, the second, every later one */
  gapsSeconds: [30, 60, 120],
  /** sendings to what was typed, and from one address: whole villages share one */
  sendsPerHour: 8,
  sendsPerAddressAndHour: 200,
  /** wrong codes for what was typed, before the login is locked until tomorrow (WIB) */
  failuresPerDay: 10,
  /** an attempt that was not used ends, in seconds */
  attemptSeconds: 1800,
} as const
