/** How a statement of a purchase or of a redemption would run where its rows lie on many nodes. */
export type Way =
  /** one card chooses the node: it is sent there whole */
  | 'routed'
  /** touches nothing that lies on many nodes */
  | 'coordinator'
  /** asks all nodes, which nobody waits for: a job, or a list of the staff */
  | 'everywhere'
  | { readonly notRouted: string; readonly needs: string }

const manyCards = {
  notRouted: 'takes the locks of cards of several nodes in one statement',
  needs: 'the batch split by the node that owns each card (from the routing tables), and run once for each',
}
const manyWrites = {
  notRouted:
    'decides for cards of several nodes in one statement, reads routing tables and writes to seats, outbox or codes',
  needs:
    'the owners looked up first, then the statement for the cards of one node; what is written elsewhere in statements of its own',
}
const seats = {
  notRouted: 'joins purchases, which lie with their cards, to seats, which lie with their schedules',
  needs:
    'the schedules handed in as parameters, and a seat taken in a statement of its own before the decision',
}
const byRoute = {
  notRouted: 'finds the card by a routing table and goes on to its rows in the same statement',
  needs: 'two statements: the card of the code, number or invoice first, then its rows by card_id',
}
const orders = {
  notRouted: "joins a card's rows to orders and accounts of storefronts, which lie on the coordinator",
  needs: 'what is asked of the order in a statement of its own',
}

/** Every statement of the rooms of purchases and of redeeming: a test asks for each. */
export const hotStatements: Readonly<Record<string, Way>> = {
  'purchase/lock-cards-by-number': manyCards,
  'purchase/send-otps': manyWrites,
  'purchase/lock-cards': manyCards,
  'purchase/lock-seats': seats,
  'purchase/gather-seats': seats,
  'purchase/authorize-purchases': manyWrites,
  'purchase/cancel': manyWrites,
  'purchase/select-cancelled': manyCards,
  'purchase/return-terms': manyCards,
  'purchase/lock-invoiced-card': byRoute,
  'purchase/purchase-to-void': byRoute,
  'purchase/purchase-of-invoice': byRoute,
  'purchase/seats-of-schedule': {
    notRouted: 'finds the schedule by its code, and then its seats on the node that has them',
    needs:
      'two statements, or the seats of all nodes asked (a plain join to a reference table: slower, not wrong)',
  },
  'purchase/receipt': 'routed',
  'purchase/own-purchase': 'routed',
  'purchase/select-purchases-of-card': 'routed',
  'purchase/refused-asks-of-card': 'routed',
  'learning/mark-first-use': 'routed',
  'learning/redeem-purchase': 'routed',
  'learning/codes-of-purchase': 'routed',
  'learning/codes-meant': {
    notRouted: 'asks for codes of several nodes at once',
    needs: 'nothing for its answer to be right; one statement for each code to be quick',
  },
  'learning/lock-card-of-code': byRoute,
  'learning/purchase-of-code': orders,
  'learning/voucher-by-code': orders,
  'learning/voucher-of-purchase': orders,
  'learning/code-to-redeem': orders,
  'learning/replace-code': {
    notRouted: 'writes a code, which lies by itself, with the purchase that it belongs to',
    needs: 'two statements in one transaction of both nodes',
  },
  'learning/replaced-vouchers': byRoute,
  'purchase/waiting-refused-asks': 'everywhere',
  'purchase/refused-asks-to-tell': 'everywhere',
  'purchase/mark-refused-asks': 'everywhere',
  'purchase/forget-refused-asks': 'everywhere',
  'purchase/lock-telling-refused': 'coordinator',
  'purchase/lock-otp-pauses': 'coordinator',
  'purchase/begin-otp-pause': 'coordinator',
  'purchase/end-otp-pauses': 'coordinator',
  'purchase/open-otp-pauses': 'coordinator',
  'purchase/select-otp-pauses': 'coordinator',
  'purchase/end-otp-pause': 'coordinator',
}

/** What beside schema and statements is not built yet. */
export const notBuilt: readonly string[] = [
  'The journal is sealed over all rows in the order of their transactions, which are counted by each node for itself: it needs a chain for each node.',
  'Traces of rows are written by triggers, which do not run on tables that lie on many nodes: the statements themselves would have to write them.',
  'Shelves are written by triggers of courses, offers, storefronts and reviews: the statements that write those would have to write them.',
  'A trigger of courses, rests_with_institution, lets nothing be listed of an institution that is stopped: the statements that list have to ask it themselves.',
  'The hot path has one pool of connections: it needs one for each node, and batches that are split by owner.',
]

/** The statements that would not be sent to one node, each with why and with what it needs. */
export function notRouted(): { name: string; why: string; needs: string }[] {
  return Object.entries(hotStatements).flatMap(([name, way]) =>
    typeof way === 'string' ? [] : [{ name, why: way.notRouted, needs: way.needs }],
  )
}
