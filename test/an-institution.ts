import assert from 'node:assert/strict'
import { seedPartners } from '../src/demo/demo-partners.ts'
import { sandboxCodes, seedSandboxCodes } from '../src/demo/sandbox-codes.ts'
import { partnerDirectory } from '../src/partners/directory/directory.ts'
import { registerPartner } from '../src/partners/directory/register-partner.ts'
import type { IntegrationDeps } from '../src/partners/integration-call.ts'
import { type SigningCaller, signedRequest } from '../src/partners/signatures/signed-request.ts'
import { aPartnerApi } from './a-partner-api.ts'
import { aProgramme } from './a-programme.ts'
import { tamper } from './database.ts'

export interface Answer {
  readonly status: number
  readonly body: { success: boolean; code?: string; message: string; data?: Record<string, unknown> }
}

const by = { actor: 'cli:test', requestId: 'r-test' }

/** The published sandbox partner. */
export const mitraUji: SigningCaller = {
  clientCode: 'mitra-uji-01',
  key: 'kunci-uji-bukan-rahasia-0001',
}

/** A programme with the sandbox's codes, and two institutions with a partner each; answers are read as partners do. */
export async function anInstitution() {
  const programme = await aProgramme()
  const { ctx, pool, purchases, aCard } = programme
  await tamper(pool, `select setval(pg_get_serial_sequence('partner', 'partner_id'), 10)`)
  await pool.query(`
    insert into institution (name, name_key, slug) values ('LKP Lain', 'lkp lain', 'lkp-lain')`)
  await seedPartners(ctx)
  const cards: string[] = []
  for (const _ of sandboxCodes) cards.push((await aCard({ sandbox: true })).cardId)
  const made = await seedSandboxCodes(ctx, { purchases, cards, by })
  assert.equal(made.length, sandboxCodes.length)

  const directory = partnerDirectory(ctx)
  async function partnerOf(clientCode: string, institutionId: number): Promise<SigningCaller> {
    const kind = 'institution' as const
    const domain = `${clientCode}.example`
    const added = await registerPartner(ctx, directory, {
      ...by,
      clientCode,
      name: clientCode,
      kind,
      domain,
      institutionId,
    })
    assert.ok(added.ok)
    return { clientCode, key: added.value.key }
  }
  const lkp = await partnerOf('lkp', 1)
  const lkpLain = await partnerOf('lkp-lain', 2)

  const faults: unknown[] = []
  const limits = { partnerPerSecond: 1e9, addressPerSecond: 1e9 }
  const link = (path: string) => `https://bekal.example${path}`
  const onFault = (fault: unknown) => faults.push(fault)
  const deps: IntegrationDeps = { ctx, purchases, directory, limits, link, onFault }
  const api = await aPartnerApi(deps)

  /** Asks as a partner; `body` as it is sent when it is text. */
  async function ask(name: string, body: unknown, caller: SigningCaller = mitraUji): Promise<Answer> {
    const path = `/api/v1/integration/${name}`
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const signed = signedRequest(caller, { path, body: text, nowMs: ctx.clock.now().getTime() })
    const response = await api.post(path, signed)
    return { status: response.status, body: JSON.parse(await response.text()) }
  }

  /** The code and message of what must be refused. */
  async function refusal(name: string, body: unknown, caller?: SigningCaller): Promise<string> {
    const { status, body: said } = await ask(name, body, caller)
    assert.deepEqual([status, said.success, 'data' in said], [400, false, false], said.message)
    return `${said.code} ${said.message}`
  }

  /** The data of what must succeed. */
  async function data(name: string, body: unknown, caller?: SigningCaller): Promise<Record<string, unknown>> {
    const { status, body: said } = await ask(name, body, caller)
    assert.deepEqual([status, said.success], [200, true], said.message)
    return said.data!
  }

  return { ...programme, deps, api, directory, lkp, lkpLain, faults, ask, refusal, data }
}
