/** A NIK or a card number that somebody wrote into a text is for no screen. */
export function withoutNumbers(text: string): string {
  return text.replace(/\d{12,}/g, (digits) => `************${digits.slice(-4)}`)
}
