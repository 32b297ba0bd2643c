import { dictionary } from '../../words/dictionary.ts'

/** What is said where somebody of the staff is given other roles. */
export const rolesWords = dictionary({
  id: {
    change: 'Ganti peran',
    text: (name: string, hours: number) =>
      `${name} mendapat peran yang dicentang sebagai ganti perannya yang sekarang. Selama ${hours} jam belum boleh meminta atau menyetujui hal yang butuh dua orang, dan semua yang menyetujui atau mengelola staf diberi tahu.`,
  },
  en: {
    change: 'Change roles',
    text: (name, hours) =>
      `${name} has the roles that are ticked, instead of those of now. For ${hours} hours nothing that takes two people is asked for or approved with them, and everybody who approves or administers is told.`,
  },
})
