/** The dearest price that can be stored, in rupiah. */
export const dearestPrice = 2_000_000_000

export type PriceRefusal = 'price_negative' | 'price_not_whole' | 'price_not_understood' | 'price_too_large'

/**
 * Rupiah from a price as people write it: `250000`, `Rp 250.000`, `250,000.00`, `Rp250.000,-`. Groups of three digits
 * are thousands whatever separates them; one or two digits after a last separator are a fraction, which must be zero.
 * Empty, `-`, `0` and `gratis` are no price (null): free. Nothing is guessed: `250rb`, `1e6` or `25.00.0` are refused.
 */
export function cleanPrice(text: string): number | null | PriceRefusal {
  const bare = text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, '')
    .replace(/^[−–]/u, '-')
    .toLowerCase()
    .replace(/^(-?)(rp\.?|idr)(-?)/, '$1$3')
    .replace(/(rp\.?|idr|rupiah)$/, '')
  if (/^(|-|–|gratis|free|cumacuma|cuma-cuma)$/.test(bare)) return null
  if (/^-\d/.test(bare)) return 'price_negative'
  const match = /^(\d+|\d{1,3}(?:([.,'])\d{3})(?:\2\d{3})*)(?:([.,])(\d{1,2}|-+|–+|—+))?$/.exec(bare)
  if (!match || (match[2] !== undefined && match[2] === match[3])) return onlyDash(bare)
  const [, whole, , , fraction] = match
  if (fraction !== undefined && /[1-9]/.test(fraction)) return 'price_not_whole'
  return amount(whole!)
}

/** `250.000.-` is an old way to write `250.000,-`. */
function onlyDash(bare: string): number | null | PriceRefusal {
  const match = /^(\d{1,3}(?:\.\d{3})+)\.-+$/.exec(bare)
  return match ? amount(match[1]!) : 'price_not_understood'
}

function amount(whole: string): number | null | PriceRefusal {
  const price = Number(whole.replace(/\D/g, ''))
  if (price > dearestPrice) return 'price_too_large'
  return price === 0 ? null : price
}
