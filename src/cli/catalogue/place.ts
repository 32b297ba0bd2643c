import { placeLine, type RawPlace } from '../../catalogue/places/schedule-place.ts'
import { seatsRefusals } from '../../catalogue/schedules/change-seats.ts'
import { only, refusalWords } from '../../kernel/refusal.ts'
import { setPlace, setPlaceRefusals } from '../../learning/institution-portal/set-place.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused } from '../command.ts'

interface PlaceOptions {
  readonly name?: string
  readonly address?: string
  readonly city?: string
  readonly map?: string
  readonly json?: boolean
}

// Whoever of the programme says where a schedule is held has no institution.
const refusals = refusalWords({
  id: {},
  en: {},
  also: [setPlaceRefusals, only(seatsRefusals, 'schedule_unknown')],
})

/** `bekal course place`, into the group of the other commands of courses. */
export function placeCommand(group: Command, cli: Cli): void {
  group
    .command('place <schedule-code>')
    .description('Say in which room a schedule is held, for everybody to read; without options: online.')
    .option('--name <words>', 'what the place is called')
    .option('--address <words>', 'street and number')
    .option('--city <name>', 'regency or city: "Kota Bandung", "Kabupaten Sleman"')
    .option('--map <link>', 'an https link to a map')
    .byStaff(cli, 'run_catalogue', place)
}

async function place(
  { cli, ctx, actor }: ByStaff,
  scheduleCode: string,
  { name, address, city, map, json }: PlaceOptions,
): Promise<void> {
  const typed: RawPlace = { place: name, address, city, mapLink: map }
  const outcome = await setPlace(ctx, { scheduleCode }, typed, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, refusals)
  const made = outcome.value
  answer(json, { scheduleCode, place: made ?? null }, [
    `Schedule ${scheduleCode}: ${made ? placeLine(made) : 'online'}.`,
  ])
}
