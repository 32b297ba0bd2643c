import type { ApprovalRefusal } from '../approvals/approvals.ts'
import type { ExtendRefusal } from '../deadlines/extend-wave.ts'
import type { HoldRefusal } from '../deadlines/wave-holds.ts'
import type { IdentityRefusal } from '../registration/corrections/correct-identity.ts'
import type { CancelRefusal } from '../waves/cancel-wave.ts'
import type { ChangeWaveRefusal } from '../waves/change-wave.ts'
import type { CloseRefusal } from '../waves/close-wave.ts'
import type { CommitRefusal } from '../waves/draw/commit-draw.ts'
import type { ValueRefusal } from '../waves/draw/enter-public-value.ts'
import type { RunRefusal } from '../waves/draw/run-draw.ts'
import type { GrantRefusal } from '../waves/grant-cards.ts'
import type { OpenRefusal } from '../waves/open-wave.ts'
import type { ChangeYearRefusal } from '../years/change-year.ts'

export type DrawRefusal =
  | ApprovalRefusal
  | CommitRefusal
  | ValueRefusal
  | RunRefusal
  | CloseRefusal
  | OpenRefusal
  | HoldRefusal
  | ExtendRefusal
  | ChangeYearRefusal
  | GrantRefusal
  | CancelRefusal
  | ChangeWaveRefusal
  | IdentityRefusal
  | 'no_wave_waits'
  | 'year_over'
  | 'not_drawn'
  | 'already_announced'
  | 'nothing_public'
  | 'no_free_seats'
  | 'too_few_free_seats'
  | 'year_unknown'

/** What the operator is told when a step of a wave or its draw is refused, and what to do now. */
export const drawRefusals: Readonly<Record<DrawRefusal, string>> = {
  wave_unknown: 'There is no such wave.',
  year_unknown: 'There is no programme year yet: begin one with year create.',
  approval_differs:
    'The same act waits already with other facts than those of now: look at approval list, and withdraw it first.',
  second_person_needed: 'You did the first part: another person must do the second one.',
  staff_needed: 'This takes somebody of the staff: bekal staff log-in EMAIL.',
  still_resting:
    'Your password, second factor or address is new: you may not decide with another person yet. bekal staff list says from when on.',
  approval_missing: 'Nobody else has approved this yet.',
  wave_has_recipients:
    'The wave has recipients that were imported: it is not drawn; to cancel it, undo the import first (import list).',
  draw_begun: 'The list of this wave is closed: its rules stand.',
  rules_differ: 'The wave is open: only another public value may be named now, all other rules stand.',
  value_already_known:
    'The public value is known by then: name one that will only be known later (draw commit).',
  rules_malformed:
    'The rules contradict themselves: no more shares than 100 percent, at most nine groups, and the last group without occupations.',
  list_missing: 'The wave has no closed list: close it first (wave close).',
  value_not_known_yet: 'The public value cannot be known yet.',
  value_agreed: 'Two people have entered the public value already.',
  values_differ:
    'This is not what the other person entered. Both entries are void: look again, and enter it both anew.',
  value_malformed: 'The public value is empty, or longer than 200 characters.',
  value_missing: 'Two people must enter the public value first (draw value).',
  already_drawn: 'This wave was drawn: a draw is run once.',
  wave_not_planned: 'The wave was opened before, or its recipients were imported.',
  rules_missing:
    'The wave has no rules of its draw yet, or they are for another number or quota: write them down first (draw commit).',
  wave_not_open: 'The wave is not open.',
  no_wave_waits: 'No wave waits to be notified: import recipients first.',
  wave_empty: 'The wave has no recipients yet: import them, or draw them, first.',
  not_announced: 'The result of the draw is not announced yet: announce it first (draw announce).',
  year_over: 'The term of the first purchase would end after the cut-off of the programme year.',
  not_drawn: 'The wave was not drawn yet.',
  already_announced: 'The result is announced already.',
  nothing_public: 'Nothing of this draw is public yet: commit to its rules first (draw commit).',
  year_begun:
    'A wave of the year was opened, or has recipients or rules of a draw: what was promised stands.',
  cut_off_past: 'The cut-off (usableUntil) has passed: name a day to come.',
  reason_missing: 'Say in --because why.',
  already_cancelled: 'This wave is cancelled already.',
  wave_malformed: 'Say what changes: --quota, --new-number or both, whole numbers from 1 on.',
  wave_taken: 'There is a wave of this number already.',
  wave_is_extra:
    'The seats of an extra wave are those that two people have approved: cancel it (wave cancel), and plan another.',
  quota_below_recipients: 'The wave has more recipients than that: undo an import first (import list).',
  person_unknown: 'There is nobody of this id: person find.',
  nik_malformed: 'This is no NIK: 16 digits.',
  kk_malformed: 'This is no number of a family card: 16 digits, and not the NIK.',
  family_card_full: 'As many of that family card are registered as the year lets in.',
  birth_date_malformed: 'This is no day of birth: write 1998-07-21.',
  nik_birth_date_differ: 'The NIK names another day of birth: correct both at once.',
  nothing_differs: 'This is what the programme has already: nothing would change.',
  nik_taken: 'This NIK is somebody else’s, or somebody registers with it just now: person find.',
  on_exclusion_list: 'This NIK is on a list of exclusions: exclusion list, exclusion remove.',
  waits_in_wave:
    'The wave that the person waits in has the province of the NIK and the family card in its list: correct it after the draw, or let them leave the wave first.',
  already_held: 'The sweep of this wave is held already.',
  not_held: 'The sweep of this wave is not held.',
  wave_without_cards: 'Nobody of this wave has a card: there is no deadline to move.',
  until_not_later: 'That day is over, or everybody of the wave may buy that long already: name a later one.',
  until_after_cut_off: "That is after the year's cut-off, when nothing can be bought any more.",
  extension_open:
    'The last extension of this wave is being carried out: the next run of the deadlines ends it.',
  no_free_seats: 'No seats of revoked recipients wait to be given to others.',
  too_few_free_seats: 'Fewer seats of revoked recipients wait than that.',
}
