/** `si****@contoh.test`: enough to recognise one's own address by. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, at > 3 ? 2 : 1)}****${email.slice(at)}`
}
