import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

/** Nothing here yet: says so, and what to do. The children are usually a sentence and a LinkButton. */
export function EmptyState(props: { title: string; icon?: IconName; children?: Child }) {
  return (
    <div class="empty">
      <Icon name={props.icon ?? 'box'} size={40} />
      <h2>{props.title}</h2>
      {props.children}
    </div>
  )
}
