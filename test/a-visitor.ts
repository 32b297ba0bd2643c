import assert from 'node:assert/strict'
import type { Context } from '../src/database/context.ts'
import { totpCode } from '../src/kernel/secrets/second-factor.ts'
import { acceptInvitation, findLiveInvitation } from '../src/staff/factors.ts'
import { addStaff } from '../src/staff/manage-staff.ts'
import type { Role } from '../src/staff/permissions.ts'

export interface StaffOfTest {
  readonly staffId: string
  readonly email: string
  readonly password: string
  /** of their authenticator app */
  readonly secret: string
}

const actor = { actor: 'cli:test', requestId: 'r-test' }
let people = 0
let asked = 0

/** Somebody of the staff, invited and enrolled. */
export async function aStaffMember(
  ctx: Context,
  roles: readonly Role[],
  wireNow: Date,
  restHours = 0,
): Promise<StaffOfTest> {
  const email = `${roles[0]}${++people}@konsol.contoh.id`
  let token = ''
  const linkOf = (made: string) => {
    token = made
    return `https://konsol.contoh.id/${made}`
  }
  const added = await addStaff(
    ctx,
    { email, name: `Staf ${roles.join(' ')} ${people}`, roles },
    linkOf,
    actor,
  )
  assert.ok(added.ok)
  const found = await findLiveInvitation(ctx, ctx.db, token)
  assert.ok(found.ok)
  const { totpSecret: secret, staffId } = found.value
  const password = 'kata sandi panjang'
  // Half a minute ago: so the code of now is still unused.
  const code = totpCode(secret, new Date(wireNow.getTime() - 30_000))
  const accepted = await acceptInvitation(ctx, { token, password, code, wireNow, restHours, requestId: 'r' })
  assert.ok(accepted.ok)
  return { staffId, email, password, secret }
}

/** Somebody at the console without a browser: keeps cookies, and sends the token of the page that was seen last. */
export class Visitor {
  readonly #url: string
  readonly #elsewhere: boolean
  readonly #cookies = new Map<string, string>()
  #csrf = ''

  /** `everFromElsewhere`: each request comes through a proxy from an address of its own */
  constructor(url: string, options: { readonly everFromElsewhere?: boolean } = {}) {
    this.#url = url
    this.#elsewhere = options.everFromElsewhere ?? false
  }

  async get(path: string): Promise<{ status: number; text: string; location: string }> {
    return this.#ask(path, {})
  }

  async post(path: string, form: Readonly<Record<string, string>> = {}) {
    const body = new URLSearchParams({ csrf: this.#csrf, ...form })
    return this.#ask(path, { method: 'POST', body })
  }

  /** A form with a file, as browsers send it: the token first, the file last. */
  async upload(path: string, form: Readonly<Record<string, string>>, file: Uint8Array | string) {
    const body = new FormData()
    for (const [name, value] of Object.entries({ csrf: this.#csrf, ...form })) body.append(name, value)
    body.append('berkas', new Blob([Buffer.from(file)]), 'berkas.csv')
    return this.#ask(path, { method: 'POST', body })
  }

  async #ask(path: string, request: RequestInit) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new URL(path, this.#url), {
      ...request,
      redirect: 'manual',
      headers: {
        cookie,
        'sec-fetch-site': 'same-origin',
        ...(this.#elsewhere && { 'x-forwarded-for': `2001:db8:${(++asked).toString(16)}::1` }),
      },
    })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      this.#cookies.set(name, value)
    }
    // The mark at the head of a file is part of its bytes.
    const text = Buffer.from(await answer.arrayBuffer()).toString('utf8')
    this.#csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? this.#csrf
    return { status: answer.status, text, location: answer.headers.get('location') ?? '' }
  }

  /** Logs in with both factors; returns where that leads. */
  async logIn({ email, password, secret }: StaffOfTest, now = new Date()) {
    await this.get('/konsol/masuk')
    const entered = await this.post('/konsol/masuk', { email, password, otp: totpCode(secret, now) })
    // A page with a form, for the token.
    if (entered.status === 303) await this.get('/konsol/akun')
    return entered
  }
}
