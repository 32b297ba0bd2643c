import { campaignEn } from './campaign-en.ts'
import { learningWordsEn } from './learning-en.ts'
import { paidWordsEn } from './paid-en.ts'
import { portalWordsEn } from './portal-en.ts'
import { seatWordsEn } from './seats-en.ts'
import { stoppedWordsEn } from './stopped-en.ts'
import type { Words } from './words.ts'
import { workWordsEn } from './work-en.ts'

export const wordsEn: Words = {
  ...portalWordsEn,
  ...learningWordsEn,
  ...paidWordsEn,
  ...stoppedWordsEn,
  ...seatWordsEn,
  ...workWordsEn,
  ...campaignEn,
  'payment-otp': {
    sms: `BEKAL: OTP {otp} to pay {amount} at {storefront}. Valid {minutes} min. NEVER share it with anyone.
@{domain} #{otp}`,
  },
  'account-phone-otp': {
    sms: `BEKAL: code {otp} to verify your phone at {storefront}. Valid {minutes} min. NEVER share it with anyone.
@{domain} #{otp}`,
  },
  'login-otp': {
    sms: `BEKAL: OTP {otp} to log in to your {site} account. Valid {minutes} min. NEVER share it with anyone.
@{domain} #{otp}`,
  },
  'attendance-otp': {
    sms: `BEKAL: OTP {otp} to confirm that you attend at {institution}. Valid {minutes} min. NEVER share it with anyone.
@{domain} #{otp}`,
  },
  designation: {
    sms: 'BEKAL: you are chosen! Card {card}, balance {balance}. Buy your first training before {deadline}: {link} It is free, we never ask for money.',
    email: {
      subject: 'You are chosen: buy your first training before {deadline}',
      body: `# Congratulations, {name}, you are chosen

You are now a recipient of Bekal. The training balance is on your card.

- Card number: {card}
- Training balance: {balance}
- Buy your first training before: {deadline}

What to do: log in to your account, choose a training at one of the storefronts, and pay with this card number. The OTP comes by SMS.

[Log in and choose a training]({link})

If no training has been bought by then, your membership is revoked and the whole balance returns to the treasury.

All of this is free. We never ask for money, your password or an OTP. Never give your card number or an OTP to anyone.`,
    },
  },
  'deadline-reminder': {
    sms: 'BEKAL: {daysLeft}. Buy your first training before {deadline}: {link} After that your membership is revoked and your balance of {balance} is lost.',
  },
  'card-refused': {
    sms: `BEKAL: your card was refused at {storefront}: {reason}. Not you? Ignore it and give no OTP to anybody.
{link}`,
  },
  revoked: {
    sms: 'BEKAL: your membership was revoked on {at}. Reason: {reason}. Explanation and appeal: {link}',
    email: {
      subject: 'Your membership was revoked',
      body: `# Your membership was revoked

Hello {name},

Your membership in the Bekal programme was revoked.

- Reason: {reason}
- Since: {at}
- Balance returned to the treasury: {balance}

If you think this is wrong, appeal here:

[See the reason and appeal]({link})`,
    },
  },
  'cut-off': {
    sms: 'BEKAL: your card could be used until {before}. The rest of {balance} went back to the treasury. Your membership and trainings stay. Ask: {link}',
    email: {
      subject: 'The rest of your training balance returned to the treasury',
      body: `# The rest of your balance returned to the treasury

Hello {name},

The time to use the training balance is over, so the rest of it returned to the treasury. Your membership is not revoked, and you can go on with the trainings that you bought.

- The balance could be used until: {before}
- Returned to the treasury: {balance}

If you think this is wrong, ask here:

[See your statement]({link})`,
    },
  },
  restored: {
    sms: 'BEKAL: your membership is restored, {balance} is back on your card. Buy a training before {deadline}: {link}',
    email: {
      subject: 'Your membership is restored: buy a training before {deadline}',
      body: `# Your membership is restored

Hello {name},

The revocation of your membership was undone. Your card and its number are the same, and its balance is back.

- Training balance: {balance}
- Buy a training before: {deadline}

[Log in and choose a training]({link})

If no training has been bought by then, your membership is revoked again.`,
    },
  },
  'term-extended': {
    sms: 'BEKAL: your deadline is extended. Buy your first training before {deadline}: {link} After that your membership is revoked and your balance of {balance} is lost.',
    email: {
      subject: 'Your deadline is extended until {deadline}',
      body: `# Your deadline is extended

Hello {name},

You have more time to buy your first training.

- Buy your first training before: {deadline}
- Training balance: {balance}

[Log in and choose a training]({link})

If no training has been bought by then, your membership is revoked and the whole balance returns to the treasury.`,
    },
  },
  'order-placed': {
    email: {
      subject: 'Order {order} waits for payment until {payBefore}',
      body: `# Your order is placed

Hello {name},

Your order at {storefront} waits for payment. Nothing has been taken from your balance yet.

- Order number: {order}
- Training: {course}
- Institution: {institution}
- To pay: {amount}
- Pay before: {payBefore}

[Continue to payment]({link})

If it is not paid by then, the order lapses by itself and you may order again.`,
    },
  },
  receipt: {
    email: {
      subject: 'Receipt for {course}',
      body: `# You bought it

Hello {name},

Thank you, your payment has been received.

- Training: {course}
- Institution: {institution}
- Bought at: {storefront}
- Starts: {startsAt}
- Place: {place}
- Paid at: {paidAt}

- Price: {price}
- Promo discount: {discount}
- Paid by card: {amount}
- Balance left: {balance}

- Order number: {invoice}
- Transaction code: {transactionCode}
- Voucher code: {voucherCode}
- Redeem it at: {redeemLink}
- Redeem code (for the institution, if it asks): {redeemCode}

[Start learning]({learnLink})

[See the receipt]({receiptLink})

Keep this email. A code can be used only once; never give it to anyone.`,
    },
  },
  'purchase-cancelled': {
    sms: `BEKAL: your purchase of {course} ({invoice}) was cancelled. {amount} is back on your card, balance now {balance}. {link}
Buy your first training again before {deadline}, or your membership is revoked.`,
    email: {
      subject: 'Purchase {invoice} was cancelled',
      body: `# Your purchase was cancelled

Hello {name},

This purchase was cancelled. Its price is back on the balance of your card, not in cash, and its code is no longer valid.

- Training: {course}
- Bought at: {storefront}
- Invoice number: {invoice}
- Cancelled at: {cancelledAt}
- Reason: {reason}
- Back on the card: {amount}
- Balance now: {balance}
- Buy your first training again before: {deadline}

[See your purchases]({link})`,
    },
  },
  'voucher-replaced': {
    email: {
      subject: 'A new voucher code for {course}',
      body: `# Your voucher code was replaced

Hello {name},

For your safety the old voucher code for this training was cancelled and can no longer be used. Here is the one that replaces it; your purchase has not changed.

- Training: {course}
- Institution: {institution}
- Bought at: {storefront}
- New voucher code: {voucherCode}

[Redeem the voucher code]({redeemLink})

A code can be used only once; never give it to anyone.`,
    },
  },
  'review-written': {
    email: {
      subject: 'A new review of {course}',
      body: `# There is a new review

To {institution},

Somebody who finished your training wrote a review.

- Training: {course}
- Written by: {name}
- Stars (of 5): {stars}
- Can be answered before: {replyBefore}

[Read and answer the review]({replyLink})

A review can be answered once, and the answer is shown to everybody on the page of the training. This link is for your institution alone; do not forward it.`,
    },
  },
  'picture-taken-down': {
    email: {
      subject: 'The picture of {course} was taken down',
      body: `# A picture was taken down

To {institution},

The programme has taken down the picture of your course. The course stays on sale, with the drawn picture.

- Course: {course}
- Reason: {reason}

[Upload another picture]({link})`,
    },
  },
  'review-hidden': {
    email: {
      subject: 'Your review of {course} was hidden',
      body: `# Your review was hidden

Hello {name},

Your review is no longer shown on the page of the training and does not count in its rating.

- Training: {course}
- Reason: {reason}
- Since: {hiddenAt}

You may still put it right: open your order and change the review. It is then looked at again before it is shown.

[Open the order]({link})`,
    },
  },
  'password-reset': {
    email: {
      subject: 'Reset your {site} password',
      body: `# Reset your password

Hello {name},

Somebody asked to reset the password of your account at {site}. This link is valid for {minutes} minutes and works once.

[Choose a new password]({resetLink})

If it was not you, ignore this email: your password has not changed. Do not forward this email to anyone.`,
    },
  },
  'email-confirm': {
    email: {
      subject: 'Confirm your new email at {site}',
      body: `# Confirm your new email

Hello {name},

Your account at {site} is about to use this email address. This link is valid for {minutes} minutes and works once.

[Use this email address]({confirmLink})

If it was not you, ignore this email: nothing has changed.`,
    },
  },
  'account-changed': {
    email: {
      subject: 'Your account at {site} has just been changed',
      body: `# Your account has just been changed

Hello {name},

This has changed in your account at {site}:

- Password changed: {passwordChangedAt}
- Email address changed: {emailChangedAt}
- Mobile number changed: {phoneChangedAt}

If you changed it yourself, there is nothing to do. If not, choose a new password at once, or contact {site} if you can no longer log in.

[Choose a new password]({link})`,
    },
  },
  'institution-invitation': {
    email: {
      subject: "Invitation to the institutions' site: {institution}",
      body: `# Invitation to the institutions' site

Hello {name},

You are invited to work for {institution} on the programme's site for institutions. With this link you choose a password and set up the authenticator app on your phone.

[Choose password and second factor]({inviteLink})

The link works once, until {until}. Pass it on to nobody. If you did not expect this invitation, ignore this email.`,
    },
  },
  'staff-invitation': {
    email: {
      subject: 'Invitation to the Bekal console',
      body: `# Invitation to the console

Hello {name},

You are invited to work in the console of the Bekal programme. With this link you choose a password and set up the authenticator app on your phone.

[Choose password and second factor]({inviteLink})

The link works once, until {until}. Pass it on to nobody. If you did not expect this invitation, ignore this email and tell whoever runs the console.`,
    },
  },
  'staff-news': {
    email: {
      subject: 'An account of the Bekal console: {name}',
      body: `# An account of the console

About {name}, {email} ({roles}), this happened:

- Invited: {invitedAt}
- Password and second factor reset: {resetAt}
- Email address changed: {emailChangedAt}
- New password and second factor: {enrolledAt}
- Roles changed: {rolesChangedAt}
- May ask for and approve what takes two people from: {decidesFrom}
- By: {by}

You are told because you approve or administer, or because the account is yours. If you do not know of this, ask {name} by a way of your own, and have an administrator disable the account before that time.`,
    },
  },
}
