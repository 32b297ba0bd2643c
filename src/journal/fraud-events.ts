/** The events of the search for fraud, and of what comes of it: a part of the catalogue. */
export const fraudEvents = {
  fraud_case_opened: { id: 'Kasus kecurangan dibuka', en: 'Case of fraud opened' },
  fraud_case_grown: { id: 'Kasus kecurangan bertambah', en: 'Case of fraud grown' },
  fraud_case_cleared: { id: 'Kasus kecurangan dinyatakan wajar', en: 'Case of fraud cleared' },
  fraud_case_confirmed: { id: 'Kasus kecurangan dinyatakan benar', en: 'Case of fraud confirmed' },
  fraud_reported: { id: 'Kecurangan dilaporkan masyarakat', en: 'Fraud reported by the public' },
  fraud_reporter_looked_up: { id: 'Kontak pelapor dilihat staf', en: 'Contact of a reporter viewed' },
} as const
