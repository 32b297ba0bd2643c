import { Icon } from '../icon.tsx'
import type { NavItem, View } from '../view.ts'
import { words } from '../words.ts'

/** Whether the menu stands at the side: where its items have places of their own. */
export function hasRail(nav: readonly NavItem[]): boolean {
  return nav.some(({ places }) => places !== undefined)
}

/**
 * The menu of a site with many places: at the side, the places of the current item open, all others a click away. Where
 * there is no room at the side it is opened from the head, over the page.
 */
export function Rail({ view }: { view: View }) {
  const said = words[view.language]
  if (!hasRail(view.nav)) return null
  return (
    <nav class="rail" id="menu" popover aria-label={said.mainNav}>
      <button type="button" class="rail-close" popovertarget="menu" popovertargetaction="hide">
        <Icon name="close" size={20} />
        {said.closeMenu}
      </button>
      <ul>
        {view.nav.map((item) => (
          <li>{item.places ? <Room item={item} places={item.places} /> : <Place item={item} />}</li>
        ))}
      </ul>
    </nav>
  )
}

/** Opens the menu where it does not stand at the side; says where one is. */
export function RailOpener({ view }: { view: View }) {
  if (!hasRail(view.nav)) return null
  return (
    <button type="button" class="rail-opener" popovertarget="menu" aria-label={words[view.language].mainNav}>
      <Icon name="bars" size={24} />
    </button>
  )
}

function Room({ item, places }: { item: NavItem; places: readonly NavItem[] }) {
  return (
    <details open={item.current}>
      <summary>{item.label}</summary>
      <ul>
        {places.map((place) => (
          <li>
            <Place item={place} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function Place({ item }: { item: NavItem }) {
  return (
    <a href={item.href} aria-current={item.current ? 'page' : undefined}>
      {item.label}
    </a>
  )
}
