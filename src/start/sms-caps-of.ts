import type { Config } from '../config.ts'
import type { SmsCaps } from '../messages/sms-caps.ts'

/** How many codes by SMS the settings allow, to whoever is not known yet. */
export function smsCapsOf(config: Config): SmsCaps {
  const [worked, plain] = [config.SMS_CODES_PER_ADDRESS_HOUR, config.SMS_CODES_PER_ADDRESS_HOUR_PLAIN]
  return {
    perAddressAndHour: { worked, plain },
    // ten hours' worth, and four of those who cannot work
    perAddressAndDay: { worked: worked * 10, plain: plain * 4 },
    perPrefixAndHour: Math.ceil(config.SMS_CODES_PER_PREFIX_DAY / 3),
    perPrefixAndDay: config.SMS_CODES_PER_PREFIX_DAY,
    perSiteAndDay: config.SMS_CODES_PER_SITE_DAY,
  }
}
