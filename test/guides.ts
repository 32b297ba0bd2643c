import { Hono } from 'hono'
import type { Language } from '../src/kernel/wib.ts'
import { roles } from '../src/staff/permissions.ts'
import type { Staff } from '../src/staff/staff.ts'
import { journeys } from '../src/storefronts/journeys.ts'
import { consoleSite } from '../src/web/console/console-site.ts'
import { guideNames } from '../src/web/guide/guide-names.ts'
import { guideFile } from '../src/web/guide/guide-pages-of.ts'
import { institutionPortalSite } from '../src/web/institution-portal/institution-portal-routes.tsx'
import type { NavItem } from '../src/web/parts/view.ts'
import { siteTables } from '../src/web/site/sites.ts'
import { read } from './documents.ts'

/** A guide as it is written. */
export interface WrittenGuide {
  readonly name: string
  readonly language: Language
  readonly text: string
}

export const writtenGuides: readonly WrittenGuide[] = guideNames.flatMap((name) =>
  (['id', 'en'] as const).map((language) => ({ name, language, text: read(guideFile(name, language)) })),
)

/** The pages of the product that a guide links to, with what it calls them. */
export function namedPages(text: string): { label: string; address: string }[] {
  return [...text.matchAll(/\[([^\]]+)\]\((\/[^)\s]*)\)/g)].map(([, label, address]) => ({
    label: label!,
    address: address!,
  }))
}

/** What a guide quotes as an address of the product: `/dev/inbox`. */
export function quotedAddresses(text: string): string[] {
  return [...text.matchAll(/`(\/[a-z][^`\s]*)`/g)].map(([, address]) => address!)
}

/** The commands of the blocks that are to be run, without their `npm run bekal --`. */
export function commandsToRun(text: string): string[] {
  return [...text.matchAll(/<!-- run -->\n```sh\n([\s\S]*?)```/g)].flatMap(([, block]) =>
    block!
      .trim()
      .split('\n')
      .map((line) => line.replace('npm run bekal -- ', '')),
  )
}

const pages = new Hono()
for (const address of ['/healthz', '/readyz', '/metrics']) pages.get(address, (c) => c.text(''))
for (const [site, { base, routes }] of Object.entries(siteTables))
  for (const { method, path } of routes) {
    const bases = site === 'storefront' ? journeys.map(({ id }) => `/${id}`) : [base]
    if (method === 'get')
      for (const one of bases) pages.get(path === '/' && one !== '' ? one : one + path, (c) => c.text(''))
  }

/** Whether an address is a page of the tables of the sites. */
export async function isPage(address: string): Promise<boolean> {
  return (await pages.request(address.split('#')[0]!)).status === 200
}

/** What the menus of console and institutions call their places, by address. */
export function menuNames(language: Language): ReadonlyMap<string, string> {
  const everything = { staffId: 1, name: '', email: '', roles } as unknown as Staff
  const inside = { accountId: '1' } as never
  const items = [
    ...consoleSite({ demo: undefined }, everything).nav(language, undefined, '/konsol'),
    ...institutionPortalSite({ demo: undefined }).nav(language, inside, '/mitra'),
  ]
  return new Map(items.flatMap(namesIn))
}

function namesIn({ label, href, places }: NavItem): [string, string][] {
  return places ? places.flatMap(namesIn) : [[href, label]]
}
