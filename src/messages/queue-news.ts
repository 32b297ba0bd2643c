import { type Queryable, statement, touched } from '../database/sql.ts'
import { type NewsTemplate, occasions } from './occasions.ts'
import type { TemplateParams } from './templates.ts'
import { waysOf } from './ways.ts'

/** What the holder of a card is told: news, and what their money did. Their name is added where it is queued. */
type ToHolder = NewsTemplate | 'incentive-withdrawn'
export type News = {
  [Name in ToHolder]: {
    readonly template: Name
    readonly cardId: string
    readonly params: Omit<TemplateParams<Name>, 'name'>
  }
}[ToHolder]

const queue = statement<[news: string, now: Date, dueAt: Date]>(
  'messages/queue-news',
  `
  insert into outbox (card_id, channel, address, template, language, params, due_at, created_at)
  select
    card.card_id, way.channel, way.address, news.template, way.language,
    jsonb_build_object('name', card.holder_name) || news.params, $3, $2
  from jsonb_to_recordset($1::jsonb) as news (card_id bigint, kind text, template text, params jsonb)
  join card using (card_id)
  ${waysOf('news.kind')}
  `,
)

/**
 * Queues news by every channel that its receivers have not declined, in their language, in the caller's transaction: one
 * statement, however many. `dueAt`: not before then.
 */
export async function queueNews(
  tx: Queryable,
  { now, dueAt = now }: { readonly now: Date; readonly dueAt?: Date },
  news: readonly News[],
): Promise<number> {
  if (news.length === 0) return 0
  const told = news.map(({ template, cardId, params }) => ({
    card_id: cardId,
    kind: occasions[template].kind,
    template,
    params,
  }))
  return touched(tx, queue, [JSON.stringify(told), now, dueAt])
}
