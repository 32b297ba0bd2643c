import { refusalWords } from '../kernel/refusal.ts'

/** Why somebody of the staff is not added, changed or disabled. Each act names which of these it can meet. */
export const staffRefusals = refusalWords({
  id: {
    email_taken: 'Email itu sudah terdaftar sebagai staf. Pakai email lain.',
    role_missing: 'Pilih paling sedikit satu peran.',
    staff_unknown: 'Staf itu tidak ada. Pilih dari daftarnya.',
    staff_disabled: 'Staf itu sudah dinonaktifkan. Undang lagi dengan email lain, bila perlu.',
    not_oneself:
      'Anda tidak bisa menonaktifkan akun sendiri, atau memberi diri sendiri peran. Minta pengelola lain.',
    not_first: 'Sudah ada staf, yang masuk lewat tautan di emailnya. Minta mereka mengundang yang lain.',
    admin_first: 'Staf pertama mengelola: tulis --role admin.',
    roles_same: 'Perannya sudah begitu. Tidak perlu apa-apa lagi.',
    admin_needed: 'Tidak akan ada lagi yang mengelola: beri dulu orang lain --role admin.',
    email_wrong: 'Itu bukan email. Tulis seperti nama@contoh.id.',
  },
  en: {
    email_taken: 'Somebody of the staff has this email already. Use another email.',
    role_missing: 'Choose at least one role.',
    staff_unknown: 'There is nobody of that kind in the staff. Choose one of the list.',
    staff_disabled: 'This person is disabled already. Invite them with another email, if need be.',
    not_oneself: 'You cannot disable yourself, or give yourself roles. Ask another administrator.',
    not_first:
      'There is somebody of the staff already, who enrols by the link in their email. Ask them to invite all others.',
    admin_first: 'The first one of an installation administers: write --role admin.',
    roles_same: 'They have these roles already. There is nothing to do.',
    admin_needed: 'Nobody would be left who administers: give somebody else --role admin first.',
    email_wrong: 'That is no email. Write it like name@example.id.',
  },
})
