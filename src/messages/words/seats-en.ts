import type { SeatWords } from './words.ts'

/** What those are told whose turn for a seat has come. */
export const seatWordsEn: SeatWords = {
  'moved-up': {
    sms: 'BEKAL: you move up from the reserves! Card {card}, balance {balance}. Buy your first training before {deadline}: {link} Free of charge, we never ask for money.',
    email: {
      subject: 'You move up from the reserves: buy your first training before {deadline}',
      body: `# Congratulations, {name}, you have a seat

A seat of your wave became free, and by the ranks of the draw it is your turn. You are now a recipient of Bekal. Your training balance is on your card.

- Card number: {card}
- Training balance: {balance}
- Buy your first training before: {deadline}

What to do: log in to your account, choose a training at one of the storefronts, and pay with this card number. The OTP comes by SMS.

[Log in and choose a training]({link})

If no training has been bought by then, your membership is revoked and the whole balance returns to the treasury.

All of this is free of charge. We never ask for money, passwords or OTPs. Never give your card number or an OTP to anybody.`,
    },
  },
  'seat-free': {
    sms: 'BEKAL: a seat is free in {course}. You come first until {until}: {link}',
    email: {
      subject: 'A seat is free in {course}',
      body: `# A seat is free

Hello {name},

The schedule that you wait for has a free seat, and you are next on its waiting list.

- Training: {course}
- You come first until: {until}

The seat is not kept: whoever pays first has it. After that time it is the next one's turn.

[See the schedule and the storefronts that sell it]({link})`,
    },
  },
}
