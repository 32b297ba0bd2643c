/**
 * Where the vouchers of a course, or of any course of an institution, are redeemed: at the institution's own system where it has one, else on our page of the
 * institution. A whole address, or a path below our own.
 */
export function redeemPlace(
  institution: { readonly slug: string; readonly redeemUrl: string | null | undefined },
  courseCode?: string,
): string {
  const own = institution.redeemUrl ? URL.parse(institution.redeemUrl) : null
  if (own && (own.protocol === 'https:' || own.protocol === 'http:')) return own.href
  const page = `/lembaga/${institution.slug}/tukar`
  return courseCode === undefined ? page : `${page}?kelas=${encodeURIComponent(courseCode)}`
}
