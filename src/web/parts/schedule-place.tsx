import type { SchedulePlace } from '../../catalogue/places/schedule-place.ts'
import { outside } from '../site/link.ts'
import { dictionary } from '../words/dictionary.ts'
import { useView } from './view.ts'

/** What pages say of where a schedule is held. */
export const placeWords = dictionary({
  id: {
    place: 'Tempat',
    map: 'Lihat peta',
    mapOf: (name: string) => `ke ${name}`,
    online: 'Daring',
    inPerson: 'Kelas tatap muka',
    blended: 'Webinar atau kelas tatap muka',
  },
  en: {
    place: 'Place',
    map: 'See the map',
    mapOf: (name) => `of ${name}`,
    online: 'Online',
    inPerson: 'Class in person',
    blended: 'Webinar or class in person',
  },
})

/** Where a schedule is held: its name, its address, its city, and the way to a map. Without a place, that it is online. */
export function Place({ place }: { place: SchedulePlace | undefined }) {
  const said = placeWords[useView().language]
  if (!place) return <>{said.online}</>
  const { name, address, city, map } = place
  return (
    <>
      {name}
      <br />
      <span class="small">
        {[address, city].filter(Boolean).join(', ')}
        {map ? (
          <>
            {' · '}
            <a href={outside(map)} rel="noopener noreferrer">
              {said.map}
              <span class="hidden"> {said.mapOf(name)}</span>
            </a>
          </>
        ) : (
          ''
        )}
      </span>
    </>
  )
}

/** How courses that are taught at a time are taught, by the schedules that can be bought: undefined where none has a place. */
export function inPersonOf(
  schedules: readonly { readonly place?: SchedulePlace | null | undefined }[],
): 'inPerson' | 'blended' | undefined {
  const held = schedules.filter(({ place }) => place).length
  if (held === 0) return undefined
  return held === schedules.length ? 'inPerson' : 'blended'
}
