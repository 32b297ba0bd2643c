import type { StoppedWords } from './words.ts'

/** What buyers are told when what they have ordered stops, or the programme stops where they bought. */
export const stoppedWordsEn: StoppedWords = {
  'order-lapsed': {
    email: {
      subject: 'Order {order} lapsed because it was not paid',
      body: `# Your order lapsed

Hello {name},

Your order at {storefront} was not paid in time, so it lapsed by itself. Nothing was taken from your balance.

- Order number: {order}
- Training: {course}
- Lapsed at: {lapsedAt}

[Order again]({link})`,
    },
  },
  'training-goes-on': {
    sms: `BEKAL: the programme suspended {party}. Your training {course} stays yours. Go on: {link}`,
    email: {
      subject: 'Your training {course} goes on',
      body: `# Your training goes on

Hello {name},

The programme has suspended {party}. The training that you paid stays yours: its code, its material and its certificate hold.

- Training: {course}
- Why it is suspended: {reason}

Finish the training as usual. Your voucher code, where you learn and your certificates are on the page of your card, also when the site where you bought is gone.

[Open the page of your card]({link})`,
    },
  },
  'order-ended': {
    email: {
      subject: 'Order {order} has ended',
      body: `# Your order has ended

Hello {name},

This order was not paid and cannot be paid any more, because the programme has suspended {party}. Your balance is untouched.

- Training: {course}
- Storefront: {storefront}
- Order number: {order}
- Reason: {reason}

Choose another course or another storefront.

[See your card and the storefronts]({link})`,
    },
  },
  'storefront-suspended': {
    email: {
      subject: 'The programme has suspended {storefront}',
      body: `# {storefront} is suspended

Hello {name},

The programme has suspended {storefront}: nothing can be bought there for the time being. What you paid stays yours.

- Reason: {reason}

Your voucher codes, where you learn and your certificates are on the page of your card. Buy your next training at another storefront.

[Open the page of your card]({link})`,
    },
  },
}
