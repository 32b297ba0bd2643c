import { refusalWords } from '../kernel/refusal.ts'

/** Why somebody of the staff is not added, changed or disabled. Each act names which of these it can meet. */
export const staffRefusals = refusalWords({
  id: {
    email_taken: 'Email itu sudah terdaftar sebagai staf.',
    role_missing: 'Pilih paling sedikit satu peran.',
    staff_unknown: 'Staf itu tidak ada. Pilih dari daftarnya.',
    staff_disabled: 'Staf itu sudah dinonaktifkan.',
    not_oneself:
      'Anda tidak bisa menonaktifkan akun sendiri, atau memberi diri sendiri peran. Minta pengelola lain.',
    not_first: 'Sudah ada staf. Mereka masuk lewat tautan di emailnya, lalu mengundang yang lain.',
    admin_first: 'Staf pertama mengelola: --role admin.',
    roles_same: 'Perannya sudah begitu. Tidak ada yang diubah.',
    admin_needed: 'Tidak akan ada lagi yang mengelola: beri dulu orang lain --role admin.',
    email_wrong: 'Itu bukan email.',
  },
  en: {
    email_taken: 'Somebody of the staff has this email already.',
    role_missing: 'Choose at least one role.',
    staff_unknown: 'There is nobody of that kind in the staff. Choose one of the list.',
    staff_disabled: 'This person is disabled already.',
    not_oneself: 'You cannot disable yourself, or give yourself roles. Ask another administrator.',
    not_first:
      'There is somebody of the staff already. They enrol by the link in their email, then invite all others.',
    admin_first: 'The first one of an installation administers: --role admin.',
    roles_same: 'They have these roles already. Nothing was changed.',
    admin_needed: 'Nobody would be left who administers: give somebody else --role admin first.',
    email_wrong: 'That is no email.',
  },
})
