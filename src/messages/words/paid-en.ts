import type { PaidWords } from './words.ts'

/** What participants and institutions read of their payments. */
export const paidWordsEn: PaidWords = {
  'incentive-due': {
    sms: 'BEKAL: your incentive of {amount} is due and goes with the next payments. See that your account is registered: {link}',
    email: {
      subject: 'Your incentive of {amount} is due',
      body: `# Your incentive is due

Hello {name},

This incentive goes with the next payments, to the bank account or e-wallet that is registered. No account yet? Add one now; the incentive is not lost while it waits.

- Amount: {amount}

[See incentive and account]({link})`,
    },
  },
  'incentive-paid': {
    sms: 'BEKAL: your incentive of {amount} was paid to {account}. Details: {link}',
    email: {
      subject: 'Your incentive of {amount} was paid',
      body: `# Your incentive was paid

Hello {name},

- Amount: {amount}
- To: {account}

Not there after two working days? Ask your bank first, then file an appeal.

[See all incentives]({link})`,
    },
  },
  'incentive-failed': {
    sms: `BEKAL: the bank did not pay your incentive of {amount} to {account}. Mend the account: {link}
The bank says: {reason}`,
    email: {
      subject: 'Your incentive of {amount} could not be paid: look at your account',
      body: `# Your incentive could not be paid

Hello {name},

The bank refused this payment or sent it back. The money stays yours and is tried again with the next payments.

- Amount: {amount}
- To: {account}
- The bank says: {reason}

Check the number and the name of the account. If it is closed or wrong, change it to another account of your own.

[Mend the account]({link})`,
    },
  },
  'incentive-withdrawn': {
    sms: 'BEKAL: your incentive of {amount} is withdrawn, because the training that earned it does not stand any more. Why, and appeal: {link}',
    email: {
      subject: 'Your incentive of {amount} is withdrawn',
      body: `# Incentive withdrawn

Hello {name},

The training that earned this incentive was cancelled or turned out not to be finished, so the incentive does not stand any more.

- Amount: {amount}
- Paid already, taken off the next payments: {owed}

Do you think this is wrong? Appeal from the page of your card.

[Open the page of the card]({link})`,
    },
  },
  'payout-paid': {
    email: {
      subject: 'Payment {reference}: {amount} was paid',
      body: `# The payment was made

Hello {name},

- For: {party}
- Amount: {amount}
- To: {account}
- Number of the payment: {reference}

[See the payments]({link})`,
    },
  },
  'payout-failed': {
    email: {
      subject: 'Payment {reference}: {amount} was not paid by the bank',
      body: `# The bank did not pay

Hello {name},

The bank refused this payment or sent it back. The money stays the institution's and is tried again with the next payments, under the same number.

- For: {party}
- Amount: {amount}
- To: {account}
- Number of the payment: {reference}
- The bank says: {reason}

Check the account of the institution. If the number is wrong or the account is closed, ask for another one.

[Mend the account]({link})`,
    },
  },
}
