import { dictionary } from '../../words/dictionary.ts'

/** What is said to who does not want the card. */
export const declineWords = dictionary({
  id: {
    title: 'Tolak kartu',
    lead: 'Bila Anda tidak akan memakai kartu ini, kursinya bisa diberikan kepada orang lain.',
    warning: 'Ini tidak bisa dibatalkan sendiri',
    text: 'Seluruh saldo kembali ke kas negara, kepesertaan berakhir, dan Anda tidak bisa ikut gelombang berikutnya: kartu diberikan sekali seumur hidup.',
    prove: 'Buktikan bahwa ini Anda, lalu tolak kartunya.',
    decline: 'Tolak kartu saya',
    link: 'Tidak akan memakai kartu ini? Tolak kartu',
    toCard: 'Kembali ke kartu saya',
  },
  en: {
    title: 'Decline the card',
    lead: 'If you are not going to use this card, its seat can be given to somebody else.',
    warning: 'You cannot undo this yourself',
    text: 'The whole balance returns to the treasury, your membership ends, and you cannot join later waves: a card is given once in a lifetime.',
    prove: 'Prove that it is you, then decline the card.',
    decline: 'Decline my card',
    link: 'Not going to use this card? Decline it',
    toCard: 'Back to my card',
  },
})
