import assert from 'node:assert/strict'
import { demoStaff } from '../../src/demo/demo-staff.ts'
import { journeyOf } from '../../src/storefronts/journeys.ts'
import type { Kind } from '../golden/seed-world.ts'
import { Visitor } from '../golden/visitor.ts'

export const siteNames = [
  'portal',
  'storefronts',
  'console',
  'institutions',
  'sign-on',
  'guide',
  'reference',
  'demo',
] as const
export type SiteName = (typeof siteNames)[number]

const firstParts: Readonly<Record<string, SiteName>> = {
  konsol: 'console',
  mitra: 'institutions',
  kemnaker: 'sign-on',
  panduan: 'guide',
  api: 'reference',
  dev: 'demo',
}

/** The site that an address belongs to. */
export function siteNameOf(address: string): SiteName {
  const first = address.split('/')[1] ?? ''
  return journeyOf(first) ? 'storefronts' : (firstParts[first] ?? 'portal')
}

/** Somebody logged in, by a name that is part of the names of their pictures. */
export interface Who {
  readonly name: string
  readonly browser: Visitor
}

/** Who looks at the pages of each site: whoever comes first and may see a page is who it is pictured for. */
export type Visitors = Readonly<Record<SiteName, readonly Who[]>>

/** Everybody of the seeded programme, and the demo's staff by the demo's log-in: those who may do most come first. */
export async function visitorsOf(url: string, kinds: readonly Kind[]): Promise<Visitors> {
  const of = (...names: string[]) => names.flatMap((name) => kinds.filter((kind) => kind.name === name))
  const staff: Who[] = []
  for (const { email, roles } of [...demoStaff].sort((one, other) => other.roles.length - one.roles.length)) {
    const browser = new Visitor(url)
    await browser.get('/dev/konsol')
    const { status } = await browser.post('/dev/konsol', { email })
    assert.equal(status, 303, `${email} was not logged in`)
    staff.push({ name: `${email.replace(/@.*/, '')}-${roles.join('-')}`, browser })
  }
  const people = of('nobody', 'recipient', 'applicant', 'chosen', 'beginner')
  return {
    portal: people,
    storefronts: of('nobody', 'buyer', 'learner', 'recipient'),
    console: [...staff, ...of('nobody')],
    institutions: of('institution', 'nobody'),
    'sign-on': people,
    guide: of('nobody'),
    reference: of('nobody'),
    demo: of('nobody'),
  }
}
