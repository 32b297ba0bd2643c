/**
 * SQL of the digest over everything that is approved of a line of a payment run: whose it is, the account that it goes to (by
 * the mark of its number), its rupiah and its entries. The columns are those of where it stands; `sum` is what those of
 * `payment_sum` are called by there.
 */
export const lineDigest = (sum = '') => `
  sha256(convert_to(concat_ws('|',
    payment_id, party_kind, party_id, account_id, mark, gross, netted, ${sum}items, ${sum}digest
  ), 'UTF8'))
`
