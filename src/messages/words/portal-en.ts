import type { PortalWords } from './words.ts'

/** What the programme's own portal writes to those who register. */
export const portalWordsEn: PortalWords = {
  'portal-sign-up': {
    email: {
      subject: 'Go on with your registration for Kartu Prakerja',
      body: `# Go on with your registration

Somebody registers for Kartu Prakerja with this email address. Open this link to prove that the address is yours and to choose a password. It is good for {minutes} minutes, and once.

[Go on registering]({confirmLink})

Registration is free. If it was not you, ignore this email: no account is made.`,
    },
  },
  registered: {
    email: {
      subject: 'Your registration for Kartu Prakerja is complete',
      body: `# Registration complete

Hello {name},

Your data are complete and checked. What comes next: join a wave that is open. Without joining, you are not in the draw.

[Open your home and join a wave]({link})

All of this is free. We never ask for money, passwords or OTP codes.`,
    },
  },
  'registration-undone': {
    email: {
      subject: 'Your registration for Kartu Prakerja was taken back',
      body: `# Registration taken back

Hello {name},

The registration that {agency} made for you was taken back. You are not registered any more, and your data were removed.

- Reason: {reason}

You may register again, by yourself or through an agency. Registration is free.`,
    },
  },
  'application-undone': {
    email: {
      subject: 'You were taken out of wave {wave}',
      body: `# Taken out of wave {wave}

Hello {name},

{agency} had registered you and let you join wave {wave}. That list was taken back, so you are not in this wave any more. You stay registered.

- Reason: {reason}

While the wave is open you may join it again by yourself.`,
    },
  },
  'wave-cancelled': {
    sms: 'BEKAL: wave {wave}, which you joined, is cancelled. You lose nothing and may join the next wave: {link}',
    email: {
      subject: 'Wave {wave} is cancelled',
      body: `# Wave {wave} is cancelled

Hello {name},

The wave that you joined is cancelled before its draw. You lose nothing, and may join the next wave that is open.

- Reason: {reason}

[Open your home]({link})`,
    },
  },
  'appeal-answered': {
    email: {
      subject: 'Your appeal {reference} is answered',
      body: `# Your appeal is answered

Hello {name},

- Number of the appeal: {reference}
- Answered at: {answeredAt}

The answer and its reason are in your account.

[Read the answer]({link})`,
    },
  },
  'inquiry-answered': {
    sms: 'BEKAL: your question {reference} is answered. Read it here: {answerLink}',
    email: {
      subject: 'Your question {reference} is answered',
      body: `# Your question is answered

- Number of the question: {reference}

[Read the answer]({answerLink})

Staff never ask for an OTP, a password or money.`,
    },
  },
  'person-erased': {
    email: {
      subject: 'Your data is erased',
      body: `# Your data is erased

As you asked, your personal data at Kartu Prakerja was erased at {erasedAt}: name, NIK, family card, phone, email, accounts, account numbers and what you wrote.

Records of money stay, as the law demands, without your name. This email is the last one, and its address is erased once it is sent. Certificates that you have kept stay yours.

If it was not you who asked, come to the help desk.

[Read how]({link})`,
    },
  },
  'card-number': {
    sms: 'BEKAL: the number of your card is now {card}. The old one works no more; the balance stays. {link}',
    email: {
      subject: 'The number of your Kartu Prakerja was replaced',
      body: `# Your card has another number

Hello {name},

The number of your card is now {card}. The old one works at no storefront any more; balance, purchases and deadline stay.

If you did not ask for it, call the desk for help.

[See the card]({link})`,
    },
  },
  'phone-replaced': {
    sms: 'BEKAL: the phone of your card was changed to {phone}, {changedAt}. Not you? Stop it: {stopLink}',
    email: {
      subject: 'The phone of your Kartu Prakerja was changed',
      body: `# Your phone was changed

Hello {name},

The phone of your Kartu Prakerja was changed to {phone} at {changedAt}. Until {until} nothing can be paid with the card.

If you asked for it yourself, there is nothing to do. If not, stop it at once: the old number comes back and the card is suspended.

[Not me, stop it]({stopLink})`,
    },
  },
  'payout-account-otp': {
    sms: `BEKAL: OTP {otp} for the payment account {account}. Valid {minutes} min. NEVER share it with anyone.
@{domain} #{otp}`,
  },
  'payout-account': {
    sms: 'BEKAL: the account {account} was asked for, for your payments. Not you? Cancel it at once: {link}',
    email: {
      subject: 'Account for payments {account}',
      body: `# Account for payments {account}

Hello {name},

This is about the bank account or e-wallet for payments of {party}.

- Account: {account}
- Asked for: {askedAt}
- In use from, at the earliest: {usableFrom}
- Not used: {because}

If it was not you who asked for it, open its page and cancel it now.

[Open the page of the account]({link})

We never ask for a PIN, a password or an OTP.`,
    },
  },
}
