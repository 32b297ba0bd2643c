declare const rupiahMark: unique symbol

/** Whole rupiah as a safe integer. Never a float, never cents. */
export type Rupiah = number & { readonly [rupiahMark]: true }

/** Takes a number for rupiah; a fraction or an unsafe integer is a bug. */
export function rupiah(amount: number): Rupiah {
  if (!Number.isSafeInteger(amount)) throw new Error(`${amount} is not a whole amount of rupiah`)
  return amount as Rupiah
}

/** `Rp1.000.000`, without a blank, as prices are printed in Indonesia. */
export function formatRupiah(amount: number): string {
  const digits = Math.abs(amount)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, '.')
  return `${amount < 0 ? '-' : ''}Rp${digits}`
}
