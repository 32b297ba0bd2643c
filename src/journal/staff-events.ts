/** Who may act for the programme, and how they prove it. */
export const staffEvents = {
  list_exported: { id: 'Daftar diekspor', en: 'List exported' },
  staff_added: { id: 'Staf ditambahkan', en: 'Staff added' },
  staff_roles_changed: { id: 'Peran staf diganti', en: 'Roles of the staff changed' },
  staff_disabled: { id: 'Staf dinonaktifkan', en: 'Staff disabled' },
  staff_email_changed: { id: 'Email staf diganti', en: 'Email of staff changed' },
  staff_enrolled: { id: 'Staf terdaftar', en: 'Staff enrolled' },
  staff_log_in_failed: { id: 'Staf gagal masuk', en: 'Log-in of staff failed' },
  staff_logged_in: { id: 'Staf masuk', en: 'Staff logged in' },
  staff_rest_ended: { id: 'Masa tenang staf berakhir', en: 'Rest of staff ended' },
  staff_shell_opened: { id: 'Staf masuk di baris perintah', en: 'Staff logged in at the command line' },
  second_factor_reset: { id: 'Faktor kedua diatur ulang', en: 'Second factor reset' },
  task_started: { id: 'Pekerjaan dimulai', en: 'Long work begun' },
} as const
