import type { Context } from '../database/context.ts'
import type { Due } from './outbox-store.ts'
import { type OwnWordings, type Rendered, render } from './render.ts'
import type { Channel } from './templates.ts'

/** A due row as its receiver is to read it, or why it can never be. */
export type Opened = { readonly rendered: Rendered } | { readonly error: string }

/**
 * Opens the sealed params of a due row, merges them into the others and renders it. A row that cannot be opened or
 * rendered will not get better by waiting: the error says why, without any value.
 */
export function openDue(
  due: Due,
  channel: Channel,
  secrets: Context['secrets'],
  own: OwnWordings | undefined,
): Opened {
  let params = due.params
  if (due.sealed) {
    try {
      params = { ...params, ...(JSON.parse(secrets.open(due.sealed)) as Record<string, unknown>) }
    } catch {
      return { error: 'the sealed params cannot be opened' }
    }
  }
  try {
    return { rendered: render({ template: due.template, channel, language: due.language, params }, own) }
  } catch (error) {
    return { error: (error as Error).message }
  }
}
