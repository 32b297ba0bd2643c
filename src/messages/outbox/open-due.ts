import type { Context } from '../../database/context.ts'
import { type OwnWordings, type Rendered, render } from '../rendering/render.ts'
import { type Channel, templateNamed } from '../templates.ts'
import type { Due } from './outbox-store.ts'

/** Where people choose their messages. */
const choicesPath = '/pesan-saya'

/** A due row as its receiver is to read it, or why it can never be. */
export type Opened = { readonly rendered: Rendered } | { readonly error: string }

/**
 * Opens the sealed params of a due row, merges them into the others and renders it. A row that cannot be opened or
 * rendered will not get better by waiting: the error says why, without any value. A link that is a path gets the site
 * before it: rooms that know no addresses write paths.
 */
export function openDue(
  due: Due,
  channel: Channel,
  secrets: Context['secrets'],
  own: OwnWordings | undefined,
  site?: string,
): Opened {
  let params = due.params
  if (due.sealed) {
    try {
      params = { ...params, ...(JSON.parse(secrets.open(due.sealed)) as Record<string, unknown>) }
    } catch {
      return { error: 'the sealed params cannot be opened' }
    }
  }
  if (site) params = withSite(due.template, params, site)
  try {
    const row = { template: due.template, channel, language: due.language, params }
    return { rendered: render(row, own, site && new URL(choicesPath, site).href) }
  } catch (error) {
    return { error: (error as Error).message }
  }
}

function withSite(name: string, params: Record<string, unknown>, site: string): Record<string, unknown> {
  const fields = templateNamed(name)?.fields ?? {}
  const paths = Object.entries(params).filter(
    ([field, value]) => fields[field]?.kind === 'link' && typeof value === 'string' && value.startsWith('/'),
  )
  if (paths.length === 0) return params
  return {
    ...params,
    ...Object.fromEntries(paths.map(([field, value]) => [field, new URL(value as string, site).href])),
  }
}
