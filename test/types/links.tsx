/** Compiled with everything else, and never run: a link, a form or a redirect to an address that is in no table. */

import type { Context } from 'hono'
import { goTo } from '../../src/web/site/link.ts'

export const right = [
  <a href="/kartu">x</a>,
  <a href={`/verifikasi/${'A'}?lang=en`}>x</a>,
  <form action="/beranda/gabung" method="post" />,
]

export const wrong = [
  // @ts-expect-error no page of this name
  <a href="/kartuku">x</a>,
  // @ts-expect-error an address that nobody has looked at
  <a href={String('/kartu')}>x</a>,
  // @ts-expect-error nothing takes a form there
  <form action="/beranda/gabungan" method="post" />,
]

export function leads(c: Context): Response[] {
  // @ts-expect-error no page of this name
  return [goTo(c, '/beranda?a=1'), goTo(c, '/berandaku')]
}
