const site = /https?:|www\.|[\p{L}\p{N}]\.[\p{L}]{2,}/iu
const email = /\S@\S/
const phone = /\d[\d\s().-]{6,}\d/

/**
 * Whether a text leads somewhere by itself: a site, an email or a phone number that no field brings. Whoever writes messages of
 * the programme must not be able to send its people to another place.
 */
export function leadsElsewhere(text: string): boolean {
  const words = text.replace(/\{[^{}\n]*\}/g, ' ')
  return site.test(words) || email.test(words) || phone.test(words)
}
