import { Icon } from '../icon.tsx'
import type { NavItem } from '../view.ts'

/** Ways side by side, with their signs where they have some and these are wanted. */
export function Links(props: { items: readonly NavItem[]; signs?: boolean }) {
  return (
    <ul>
      {props.items.map((item) => (
        <li>
          <a href={item.href} aria-current={item.current ? 'page' : undefined}>
            {props.signs && item.sign ? <Icon name={item.sign} size={22} /> : ''}
            {item.label}
          </a>
        </li>
      ))}
    </ul>
  )
}
