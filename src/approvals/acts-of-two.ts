/**
 * Every act that takes two people of the staff, and what binds them: an `approval` that names the facts, a `correction`, or
 * two entries of a `value`. The one list: a test walks it, and each refuses the same person and one who rests still.
 */
export const actsOfTwo = {
  /** a wave with its quota and the rules of its draw: from then on people may join */
  open_wave: 'approval',
  /** the draw, with its seed */
  run_draw: 'approval',
  /** cards with their grants, to all who were chosen for a wave */
  grant_cards: 'approval',
  /** a wave of the seats of revoked recipients */
  plan_extra_wave: 'approval',
  /** a wave that was opened, before its public value can be known: who joined is free for another */
  cancel_wave: 'approval',
  /** who somebody is: their NIK, or the day of their birth */
  correct_identity: 'approval',
  /** nobody of a wave is revoked, until it is released */
  hold_sweep: 'approval',
  /** revocations of a wave that was held, or that stopped by itself, go on */
  release_sweep: 'approval',
  /** a later deadline for everybody of a wave */
  extend_deadline: 'approval',
  /** the rules of a programme year that has not begun, its grant among them */
  change_year_rules: 'approval',
  /** a revoked card, with what it had */
  restore_card: 'correction',
  /** the value that the seed of a draw comes from */
  enter_public_value: 'value',
} as const satisfies Readonly<Record<string, 'approval' | 'correction' | 'value'>>

/** An act that takes two people. */
export type ActOfTwo = keyof typeof actsOfTwo
/** One that an approval names. */
export type ApprovedAct = {
  [Act in ActOfTwo]: (typeof actsOfTwo)[Act] extends 'approval' ? Act : never
}[ActOfTwo]
