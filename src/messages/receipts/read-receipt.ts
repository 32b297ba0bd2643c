/** What a centre says of one SMS that it took: where it ended. */
export interface Receipt {
  /** the centre's id of it, brought into one form */
  readonly reference: string
  /** the same id as a centre may have answered it that counts in the other base */
  readonly otherwise: readonly string[]
  readonly state: 'delivered' | 'undelivered'
  /** the centre's word: `DELIVRD`, `EXPIRED` ... */
  readonly said: string
}

// SMPP 3.4, 5.2.28 and appendix B: what is not here is no end (on its way, accepted, unknown).
const wordOfState: Readonly<Record<number, string>> = {
  2: 'DELIVRD',
  3: 'EXPIRED',
  4: 'DELETED',
  5: 'UNDELIV',
  8: 'REJECTD',
}
const stateOfWord: Readonly<Record<string, Receipt['state']>> = {
  DELIVRD: 'delivered',
  EXPIRED: 'undelivered',
  DELETED: 'undelivered',
  UNDELIV: 'undelivered',
  REJECTD: 'undelivered',
}

/** An id of a centre in one form: some pad it, some change its case between the answer and the receipt. */
export function canonicalReference(id: string): string {
  return (
    id
      .trim()
      .toLowerCase()
      .replace(/^0+(?=.)/, '') || id
  )
}

/**
 * Reads the fields of a `deliver_sm`: a receipt from its own fields where the centre sets them, else from the text that appendix B of SMPP 3.4 gives
 * as an example and everybody uses. `none`: it is no receipt but somebody's SMS; `passing`: it tells of no end yet.
 */
export function readReceipt(fields: Readonly<Record<string, unknown>>): Receipt | 'none' | 'passing' {
  const marked = (Number(fields.esm_class ?? 0) & 0x3c) === 0x04
  const text = textOf(fields.short_message)
  const id = String(fields.receipted_message_id ?? /\bid:\s*(\S+)/i.exec(text)?.[1] ?? '')
  if (!marked && fields.receipted_message_id === undefined) return 'none'
  const said =
    fields.message_state === undefined
      ? (/\bstat:\s*([a-z]+)/i.exec(text)?.[1] ?? '').toUpperCase()
      : (wordOfState[Number(fields.message_state)] ?? '')
  const state = Object.hasOwn(stateOfWord, said) ? stateOfWord[said] : undefined
  if (id === '' || !state) return 'passing'
  const reference = canonicalReference(id)
  return { reference, otherwise: otherBases(reference), state, said }
}

function textOf(message: unknown): string {
  const inner =
    message && typeof message === 'object' && 'message' in message
      ? (message as { message: unknown }).message
      : message
  return Buffer.isBuffer(inner) ? inner.toString('latin1') : typeof inner === 'string' ? inner : ''
}

/** Many centres answer a submission in hexadecimal and write the same number in decimal into the receipt, or the reverse. */
function otherBases(id: string): string[] {
  if (id.length > 20) return []
  const others: string[] = []
  if (/^\d+$/.test(id)) others.push(BigInt(id).toString(16))
  if (/^[0-9a-f]+$/.test(id)) others.push(BigInt(`0x${id}`).toString(10))
  return others.filter((other) => other !== id)
}
