import type { Context } from 'hono'

/** `?halaman=`, from 1. */
export function pageNumber(c: Context): number {
  const asked = c.req.query('halaman') ?? ''
  return /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1
}
