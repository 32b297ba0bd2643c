// Written by "npm run schema" from what PostgreSQL says of each statement: a test holds it true. Do not edit.
// biome-ignore format: one line a statement

/** The row of every statement, by the statement's name. */
export interface Rows {
  'appeals/answer-appeal': { reference: string; accountId: string | undefined; personId: string | undefined; about: 'identity' | 'duplicate' | 'family_card' | 'exclusion' | 'profile' | 'phone' | 'draw' | 'revoked' | 'copy' | 'correction' | 'erasure' | 'complaint' | 'other'; text: string; filedAt: Date; answerBefore: Date; answer: 'granted' | 'declined' | undefined; answerText: string | undefined; answeredBy: string | undefined; answeredAt: Date | undefined }
  'appeals/appeal-state': { answered: boolean | undefined; waits: boolean | undefined }
  'appeals/contact-of-appeal': { name: string | undefined; email: string | undefined }
  'appeals/find-appeal': { reference: string; accountId: string | undefined; personId: string | undefined; about: 'identity' | 'duplicate' | 'family_card' | 'exclusion' | 'profile' | 'phone' | 'draw' | 'revoked' | 'copy' | 'correction' | 'erasure' | 'complaint' | 'other'; text: string; filedAt: Date; answerBefore: Date; answer: 'granted' | 'declined' | undefined; answerText: string | undefined; answeredBy: string | undefined; answeredAt: Date | undefined }
  'appeals/grant-proposed': { reference: string; accountId: string | undefined; personId: string | undefined; about: 'identity' | 'duplicate' | 'family_card' | 'exclusion' | 'profile' | 'phone' | 'draw' | 'revoked' | 'copy' | 'correction' | 'erasure' | 'complaint' | 'other'; text: string; filedAt: Date; answerBefore: Date; answer: 'granted' | 'declined' | undefined; answerText: string | undefined; answeredBy: string | undefined; answeredAt: Date | undefined }
  'appeals/insert-appeal': { reference: string; accountId: string | undefined; personId: string | undefined; about: 'identity' | 'duplicate' | 'family_card' | 'exclusion' | 'profile' | 'phone' | 'draw' | 'revoked' | 'copy' | 'correction' | 'erasure' | 'complaint' | 'other'; text: string; filedAt: Date; answerBefore: Date; answer: 'granted' | 'declined' | undefined; answerText: string | undefined; answeredBy: string | undefined; answeredAt: Date | undefined }
  'appeals/lock-appeal': { reference: string }
  'appeals/select-appeals': { reference: string; accountId: string | undefined; personId: string | undefined; about: 'identity' | 'duplicate' | 'family_card' | 'exclusion' | 'profile' | 'phone' | 'draw' | 'revoked' | 'copy' | 'correction' | 'erasure' | 'complaint' | 'other'; text: string; filedAt: Date; answerBefore: Date; answer: 'granted' | 'declined' | undefined; answerText: string | undefined; answeredBy: string | undefined; answeredAt: Date | undefined }
  'appeals/select-appeals-of': { reference: string; accountId: string | undefined; personId: string | undefined; about: 'identity' | 'duplicate' | 'family_card' | 'exclusion' | 'profile' | 'phone' | 'draw' | 'revoked' | 'copy' | 'correction' | 'erasure' | 'complaint' | 'other'; text: string; filedAt: Date; answerBefore: Date; answer: 'granted' | 'declined' | undefined; answerText: string | undefined; answeredBy: string | undefined; answeredAt: Date | undefined }
  'appeals/select-asker': { there: boolean | undefined }
  'appeals/select-proposed': { text: string | undefined; by: string | undefined; at: Date | undefined; correctionId: string | undefined }
  'appeals/set-proposed': { reference: string; accountId: string | undefined; personId: string | undefined; about: 'identity' | 'duplicate' | 'family_card' | 'exclusion' | 'profile' | 'phone' | 'draw' | 'revoked' | 'copy' | 'correction' | 'erasure' | 'complaint' | 'other'; text: string; filedAt: Date; answerBefore: Date; answer: 'granted' | 'declined' | undefined; answerText: string | undefined; answeredBy: string | undefined; answeredAt: Date | undefined }
  'approvals/insert-approval': { approvalId: string; act: string; subject: string; facts: unknown; reason: string; makerId: string | undefined; requestedBy: string; requestedAt: Date; approvedBy: string | undefined; approvedAt: Date | undefined; same: boolean | undefined }
  'approvals/lock-live-approval': { approvalId: string; act: string; subject: string; facts: unknown; reason: string; makerId: string | undefined; requestedBy: string; requestedAt: Date; approvedBy: string | undefined; approvedAt: Date | undefined; same: boolean | undefined }
  'approvals/mark-withdrawn': { approvalId: string }
  'approvals/select-decider': { mayDecideFrom: Date | undefined }
  'approvals/select-waiting-approvals': { approvalId: string; act: string; subject: string; facts: unknown; reason: string; makerId: string | undefined; requestedBy: string; requestedAt: Date; approvedBy: string | undefined; approvedAt: Date | undefined; same: boolean | undefined }
  'card/lock-number': { number: string }
  'card/lock-status': { status: 'active' | 'suspended' | 'revoked' }
  'card/next-card-ids': { cardId: string | undefined }
  'card/select-by-number': { cardId: string }
  'card/select-cards': { cardId: string; number: string; personId: string; year: number; waveId: number; sandbox: boolean; holderName: string; holderPhone: string; holderEmail: string; holderBornOn: string; holderEducation: number; granted: number; balance: number; status: 'active' | 'suspended' | 'revoked'; notifiedAt: Date; firstPurchaseBefore: Date; usableBefore: Date; firstPaidAt: Date | undefined; payingFrom: Date | undefined; lockedToday: boolean | undefined; held: number | undefined; unfinishedPurchaseId: string | undefined; unfinishedCourse: string | undefined; unfinishedStorefront: string | undefined; unfinishedPaidAt: Date | undefined }
  'card/select-holds': { purchaseId: string; amount: number; course: string; storefront: string; createdAt: Date; expiresAt: Date }
  'card/select-movements': { kind: string | undefined; amount: number | undefined; at: Date | undefined; purchaseId: string | undefined; balance: number | undefined; course: string | undefined; institution: string | undefined; storefront: string | undefined; invoiceCode: string | undefined }
  'card/set-status': { cardId: string }
  'cases/card-of-appeal': { cardId: string }
  'cases/count-open': { mine: number | undefined; unowned: number | undefined; overdue: number | undefined }
  'cases/end-canned-answer': { title: string }
  'cases/escalate': { kind: 'appeal' | 'data_request' | 'complaint' | 'inquiry' | 'fraud' | 'completion' | 'assignment' | 'incentive' | 'recovery'; cases: number | undefined }
  'cases/lock-owner': { ownerId: string | undefined }
  'cases/select-canned-answers': { cannedAnswerId: number; kind: 'appeal' | 'data_request' | 'complaint' | 'inquiry'; title: string; textId: string; textEn: string }
  'cases/select-leave': { deputyId: string; deputy: string; fromAt: Date; untilAt: Date }
  'cases/select-notes': { text: string; writtenBy: string; writtenAt: Date }
  'cases/select-open': { kind: string | undefined; subject: string | undefined; openedAt: Date | undefined; dueAt: Date | undefined; personId: string | undefined; detail: string | undefined; needsSecond: boolean | undefined; ownerId: string | undefined; owner: string | undefined; escalatedAt: Date | undefined; deputy: string | undefined }
  'cases/select-stood-in': { name: string; untilAt: Date }
  'catalogue/approve-course-draft': { id: string }
  'catalogue/approve-schedule-draft': { id: string }
  'catalogue/categories-of-shelf': { name: string; slug: string; count: number | undefined }
  'catalogue/count-courses-of-institution': { count: number | undefined }
  'catalogue/course-by-code': { course: unknown }
  'catalogue/course-by-slug': { course: unknown }
  'catalogue/course-description': { description: string; about: unknown; createdAt: Date; lessons: number | undefined }
  'catalogue/course-of-title': { courseCode: string }
  'catalogue/course-to-draft': { courseId: number }
  'catalogue/courses-of-institution': { courseCode: string; slug: string; title: string; method: 'self_paced' | 'webinar'; price: number | undefined; schedules: unknown; sellers: unknown }
  'catalogue/curations': { curationId: string; verdict: 'approved' | 'refused'; points: unknown; reason: string | undefined; decidedAt: Date; decidedBy: string }
  'catalogue/describe-course': { lacks: string[] | undefined; changes: unknown }
  'catalogue/describe-picture': { shown: boolean | undefined; card: string | undefined }
  'catalogue/drafted-course': { courseId: number; method: 'self_paced' | 'webinar' }
  'catalogue/drafts': { kind: string | undefined; id: string | undefined; institutionId: number | undefined; courseCode: string | undefined; title: string | undefined; fields: unknown; startsAt: Date | undefined; endsAt: Date | undefined; quota: number | undefined; place: unknown; status: string | undefined; draftedAt: Date | undefined; submittedAt: Date | undefined; decidedAt: Date | undefined; reason: string | undefined; institution: string; total: number | undefined }
  'catalogue/find-leads': { without: unknown; withoutAll: number | undefined; words: unknown; categories: unknown; elsewhere: unknown }
  'catalogue/hide-picture': { card: string; alt: string }
  'catalogue/import-turn': { pgAdvisoryXactLock: unknown }
  'catalogue/insert-course-draft': { id: string }
  'catalogue/insert-curation': { curationId: string }
  'catalogue/insert-schedule-draft': { id: string }
  'catalogue/institution-by-slug': { institutionId: number; name: string; slug: string; address: string | undefined; redeemUrl: string | undefined }
  'catalogue/institution-contact': { institutionId: number; name: string }
  'catalogue/institution-learn-url': { institutionId: number; name: string }
  'catalogue/institution-reach': { institutionId: number; name: string; slug: string; address: string | undefined; contactEmail: string | undefined; learnUrl: string | undefined; redeemUrl: string | undefined }
  'catalogue/institutions': { institutionId: number; name: string; slug: string; count: number | undefined }
  'catalogue/institutions-of-shelf': { name: string; slug: string; count: number | undefined }
  'catalogue/known-categories': { id: number; name: string; key: string }
  'catalogue/known-institutions': { id: number; name: string; key: string }
  'catalogue/last-cut-off': { cutOff: Date | undefined }
  'catalogue/lessons-of': { number: number; title: string; body: string; kind: 'text' | 'video' | 'file'; url: string | undefined; minSeconds: number }
  'catalogue/like-courses': { slug: string | undefined; title: string | undefined; institution: string | undefined; price: number | undefined }
  'catalogue/like-prices': { courses: number | undefined; least: number | undefined; most: number | undefined; lowerQuartile: number | undefined; median: number | undefined; upperQuartile: number | undefined }
  'catalogue/list-courses': { courseId: number; courseCode: string; slug: string; title: string; institutionId: number; institution: string; category: string; method: 'self_paced' | 'webinar'; status: 'listed' | 'withdrawn' | 'suspended' | 'incomplete'; price: number | undefined; lacks: string[] | undefined; total: number | undefined }
  'catalogue/list-offers': { clientCode: string; name: string; status: 'active' | 'suspended'; storefront: string | undefined }
  'catalogue/list-schedules': { scheduleId: number; scheduleCode: string; startsAt: Date | undefined; endsAt: Date | undefined; quota: number; place: unknown; meeting: string | undefined; cancelledAt: Date | undefined; seatsLeft: number | undefined }
  'catalogue/lock-course-status': { courseId: number; status: 'listed' | 'withdrawn' | 'suspended' | 'incomplete' }
  'catalogue/lock-course-to-describe': { courseId: number }
  'catalogue/lock-course-to-picture': { courseId: number }
  'catalogue/lock-courses-to-undo': { courseId: number; listed: boolean | undefined }
  'catalogue/lock-draft': { status: string | undefined }
  'catalogue/lock-draft-to-decide': { id: string | undefined }
  'catalogue/lock-schedule': { scheduleId: number; courseId: number; quota: number }
  'catalogue/lock-seats': { bucket: number; seatsLeft: number }
  'catalogue/newest-of-categories': { courseId: number | undefined; courseCode: string | undefined; slug: string | undefined; title: string | undefined; institution: unknown; category: unknown; method: 'self_paced' | 'webinar' | undefined; price: number | undefined; stars: number | undefined; reviews: number | undefined; picture: unknown; nextStartsAt: Date | undefined; nextCity: string | undefined }
  'catalogue/offer-courses-to': { offers: number | undefined }
  'catalogue/offer-to-newcomers': { offers: number | undefined }
  'catalogue/open-schedules': { scheduleCode: string; scheduleId: number }
  'catalogue/own-courses': { courseCode: string; title: string; category: string; method: 'self_paced' | 'webinar'; price: number | undefined; description: string; minAge: number | undefined; maxAge: number | undefined; minEducation: number; about: unknown; status: 'listed' | 'withdrawn' | 'suspended' | 'incomplete'; lacks: string[] | undefined }
  'catalogue/partner-catalogue': { courseId: number; courseCode: string; title: string; institution: string; category: string; method: 'self_paced' | 'webinar'; price: number | undefined; minAge: number | undefined; maxAge: number | undefined; minEducation: number; status: 'listed' | 'withdrawn' | 'suspended' | 'incomplete'; schedules: unknown }
  'catalogue/picture-file': { content: Buffer }
  'catalogue/picture-of-course': { status: 'shown' | 'removed' | 'taken_down'; alt: string; card: string; page: string; changedAt: Date; changedBy: string; because: string | undefined }
  'catalogue/refuse-draft': { id: string | undefined }
  'catalogue/save-categories': { id: number; name: string; key: string }
  'catalogue/save-courses': { row: number | undefined; courseId: number | undefined; courseCode: string | undefined; wasSold: boolean | undefined; price: number | undefined; changes: unknown; outcome: string | undefined; lacks: string[] | undefined }
  'catalogue/save-institutions': { id: number; name: string; key: string }
  'catalogue/schedule-for-purchase': { courseId: number; scheduleId: number; scheduleCode: string; startsAt: Date | undefined; endsAt: Date | undefined; quota: number; place: unknown; seatsLeft: number | undefined }
  'catalogue/schedules-of-course': { scheduleId: number; scheduleCode: string; startsAt: Date | undefined; endsAt: Date | undefined; quota: number; place: unknown; seatsLeft: number | undefined }
  'catalogue/schedules-of-courses': { courseId: number; codes: string[] | undefined; undated: boolean | undefined; dated: boolean | undefined }
  'catalogue/search-cheapest': { total: number | undefined; courses: unknown; categories: unknown; methods: unknown; institutions: unknown; places: unknown; foundIn: unknown; balance: number | undefined; unknown: unknown }
  'catalogue/search-dearest': { total: number | undefined; courses: unknown; categories: unknown; methods: unknown; institutions: unknown; places: unknown; foundIn: unknown; balance: number | undefined; unknown: unknown }
  'catalogue/search-newest': { total: number | undefined; courses: unknown; categories: unknown; methods: unknown; institutions: unknown; places: unknown; foundIn: unknown; balance: number | undefined; unknown: unknown }
  'catalogue/search-rating': { total: number | undefined; courses: unknown; categories: unknown; methods: unknown; institutions: unknown; places: unknown; foundIn: unknown; balance: number | undefined; unknown: unknown }
  'catalogue/search-relevance': { total: number | undefined; courses: unknown; categories: unknown; methods: unknown; institutions: unknown; places: unknown; foundIn: unknown; balance: number | undefined; unknown: unknown }
  'catalogue/search-title': { total: number | undefined; courses: unknown; categories: unknown; methods: unknown; institutions: unknown; places: unknown; foundIn: unknown; balance: number | undefined; unknown: unknown }
  'catalogue/search-whole-shelf': { total: number | undefined; courses: unknown; categories: unknown; methods: unknown; institutions: unknown; places: unknown; foundIn: unknown; balance: number | undefined; unknown: unknown }
  'catalogue/select-sold-courses': { courseId: number }
  'catalogue/sellers-of-course': { partnerId: number; clientCode: string; name: string; storefront: string | undefined }
  'catalogue/selling-partners': { partnerId: number }
  'catalogue/set-course-status': { courseId: number }
  'catalogue/sold-courses-of-institution': { courseCode: string; title: string }
  'catalogue/submit-draft': { id: string | undefined }
  'catalogue/taken-institution-slugs': { slug: string }
  'catalogue/update-course-draft': { id: string }
  'catalogue/withdraw-courses': { courseId: number }
  'catalogue/withdraw-offers': { withdrawn: number | undefined }
  'database/add-seal': { rows: number; more: boolean | undefined }
  'database/ask-time': { now: Date | undefined }
  'database/citus-version': { version: string | undefined }
  'database/count-unsealed': { journalRows: number | undefined; oldestAt: Date | undefined }
  'database/fill-space': { bytes: number | undefined }
  'database/find-foreign-tx': { newest: string | undefined }
  'database/find-foreign-tx-before-traces': { newest: string | undefined }
  'database/find-last-seal': { seal: string; uptoTx: string; uptoJournalId: string; hash: Buffer }
  'database/hold-little': { set: string | undefined }
  'database/journal-export-bounds': { uptoTx: string | undefined; sealed: string | undefined }
  'database/journal-head': { seal: string; hash: string | undefined }
  'database/lines-of-rows': { cardId: string | undefined; journalId: string | undefined; line: string | undefined; seal: string | undefined }
  'database/list-seals': { seal: string; uptoTx: string; uptoJournalId: string; rows: number; hash: string | undefined; line: string | undefined }
  'database/lock-identity': { sealedKey: Buffer; fingerprint: string }
  'database/lock-subjects': { pgAdvisoryXactLock: unknown }
  'database/replace-secret': { secretFingerprint: string }
  'database/sealed-journal-lines': { rows: number | undefined; lines: string | undefined }
  'database/seals-for-tree': { firstSeal: string | undefined; lastSeal: string | undefined; rows: number | undefined; uptoTx: string | undefined; uptoJournalId: string | undefined; afterTx: string | undefined; afterJournalId: string | undefined }
  'database/select-identity': { mode: 'demo' | 'production'; fingerprint: string; sealedKey: Buffer }
  'database/subject-over': { subject: string | undefined; oldest: Date | undefined }
  'database/sum-subjects': { subject: string; total: number | undefined; recent: number | undefined }
  'database/tables-to-distribute': { table: string | undefined; keys: unknown; foreignKeys: unknown; triggers: string[] | undefined; identities: unknown }
  'database/take-sealing': { taken: boolean | undefined }
  'database/tree-leaves': { leaves: Buffer | undefined; journalIds: string | undefined }
  'database/trees': { firstSeal: string | undefined; lastSeal: string | undefined; seal: string | undefined; hash: string | undefined; sealLine: string | undefined; rowLine: string | undefined; uptoTx: string | undefined; uptoJournalId: string | undefined; afterTx: string | undefined; afterJournalId: string | undefined }
  'database/unsealed-journal-lines': { uptoTx: string; uptoJournalId: string; line: string | undefined }
  'database/wait-for-sealing': { taken: string | undefined }
  'database/waiting-tree': { tx: string; before: string | undefined }
  'database/what-tells': { journal: boolean | undefined; traces: boolean | undefined }
  'deadlines/card-of-correction': { cardId: string; year: number }
  'deadlines/count-due': { due: number | undefined }
  'deadlines/count-due-steps': { step: string | undefined; due: number | undefined; oldestDueAt: Date | undefined }
  'deadlines/count-held-waves': { because: 'too_many_due' | 'by_people'; waves: number | undefined }
  'deadlines/count-wave-deadlines': { waves: unknown }
  'deadlines/end-declined': { amount: number | undefined }
  'deadlines/end-terms': { revoked: number | undefined; cutOff: number | undefined; extended: number | undefined; held: number | undefined; waits: number | undefined; revokedAmount: string | undefined; cutOffAmount: string | undefined }
  'deadlines/insert-correction': { correctionId: string; askedAmount: number | undefined }
  'deadlines/insert-stop': { holdId: string }
  'deadlines/lock-card-to-correct': { year: number; status: 'active' | 'suspended' | 'revoked'; firstPurchaseBefore: Date; usableBefore: Date; firstPaidAt: Date | undefined }
  'deadlines/lock-cards-to-end': { cardId: string }
  'deadlines/lock-earlier-cards': { cardId: string }
  'deadlines/lock-hold-of-wave': { year: number; number: number; holdId: string | undefined; because: 'too_many_due' | 'by_people' | undefined; due: number | undefined; recipients: number | undefined }
  'deadlines/lock-wave-term': { year: number; number: number; firstPurchaseBefore: Date | undefined; usableBefore: Date | undefined; extending: boolean | undefined }
  'deadlines/move-terms': { moved: number | undefined }
  'deadlines/probe-indexes': { setConfig: string | undefined }
  'deadlines/restore-card': { restored: number | undefined; amount: number | undefined }
  'deadlines/select-corrections': { correctionId: string; cardId: string; cardTail: string | undefined; reason: string; requestedBy: string; requestedAt: Date; approvedBy: string | undefined; approvedAt: Date | undefined; askedAmount: number | undefined; amount: number | undefined }
  'deadlines/select-deadline-count': { countedAt: Date; tookMs: number; waves: unknown }
  'deadlines/select-ended': { cardId: string; due: string | undefined }
  'deadlines/select-open-correction': { reason: string; makerId: string | undefined; done: boolean | undefined; withdrawn: boolean | undefined; same: boolean | undefined }
  'deadlines/select-open-extensions': { extensionId: string; waveId: number; firstPurchaseBefore: Date }
  'deadlines/select-operators': { name: string; email: string }
  'deadlines/select-over': { waveId: number | undefined; year: number | undefined; number: number | undefined; due: number | undefined; recipients: number | undefined }
  'deadlines/select-revocation': { personId: string; because: string | undefined; usableBefore: Date; since: Date | undefined }
  'deadlines/select-wave-holds': { holdId: string | undefined; waveId: number | undefined; year: number | undefined; number: number | undefined; because: 'too_many_due' | 'by_people' | undefined; heldAt: Date | undefined; due: number | undefined; recipients: number | undefined; waiting: number | undefined }
  'deadlines/take-due-reminders': { cardId: string; dueAt: Date; year: number; status: 'active' | 'suspended' | 'revoked'; holderPhone: string; balance: number; firstPurchaseBefore: Date; usableBefore: Date; firstPaidAt: Date | undefined }
  'deadlines/withdraw-correction': { cardId: string }
  'demo/accounts-of-card': { storefront: string | undefined; accountId: string | undefined; personId: string }
  'demo/any-course': { known: boolean | undefined }
  'demo/attend': { cardId: string; purchaseId: string }
  'demo/courses-without-content': { courseCode: string; titleKey: string }
  'demo/insert-sandbox-institution': { institutionId: number }
  'demo/number-of-card': { number: string }
  'demo/sandbox-code': { cardId: string; purchaseId: string; cancelled: boolean | undefined }
  'demo/sandbox-partner': { partnerId: number; clientCode: string; name: string; domain: string; sandbox: boolean; givesVoucher: boolean }
  'demo/select-cards': { prakerjaId: string; name: string; phone: string; balance: number; bornOn: string; education: number }
  'demo/select-cards-by-nik': { place: number | undefined; cardId: string | undefined; name: string }
  'demo/select-courses': { courseCode: string; scheduleCode: string; amount: number | undefined }
  'demo/select-sandbox-keys': { clientCode: string; sealed: Buffer }
  'demo/totp-of-staff': { totpSealed: Buffer }
  'demo/unattended-institutions': { name: string; users: number | undefined }
  'demo/wear-code': { drawn: string | undefined }
  'desk/insert-case': { deskCaseId: string }
  'desk/lapse-cases': { deskCaseId: string }
  'desk/lock-case': { deskCaseId: string; personId: string; kind: 'access' | 'card_number'; reason: string; openedBy: string; openedById: string | undefined; openedAt: Date; expiresAt: Date; document: 'identity_card' | 'family_card' | 'passport' | 'driving_licence' | 'police_report' | undefined; documentNote: string | undefined; registryMatchedAt: Date | undefined; phone: string | undefined; phoneProvedAt: Date | undefined; outcome: 'done' | 'withdrawn' | 'lapsed' | undefined; endedAt: Date | undefined; confirmedBy: string | undefined }
  'desk/lock-stopped-change': { contactChangeId: string; personId: string; was: string; became: string; changedBy: string; changedAt: Date; stoppedAt: Date | undefined; putBack: boolean | undefined; frozeCard: boolean | undefined; settledAt: Date | undefined; settledBy: string | undefined; settledBecause: string | undefined; released: boolean | undefined; openedBy: string | undefined; confirmedBy: string | undefined }
  'desk/open-case-of-person': { deskCaseId: string }
  'desk/select-case': { deskCaseId: string; personId: string; kind: 'access' | 'card_number'; reason: string; openedBy: string; openedById: string | undefined; openedAt: Date; expiresAt: Date; document: 'identity_card' | 'family_card' | 'passport' | 'driving_licence' | 'police_report' | undefined; documentNote: string | undefined; registryMatchedAt: Date | undefined; phone: string | undefined; phoneProvedAt: Date | undefined; outcome: 'done' | 'withdrawn' | 'lapsed' | undefined; endedAt: Date | undefined; confirmedBy: string | undefined }
  'desk/select-compared': { nikHash: Buffer; kkHash: Buffer; bornOn: string | undefined; name: string; phone: string; email: string | undefined; logInEmail: string | undefined; cardNumber: string | undefined }
  'desk/select-helper': { roles: string[]; own: boolean | undefined }
  'desk/select-holder': { holderName: string; holderPhone: string; holderEmail: string }
  'desk/select-masked': { name: string; phone: string; email: string }
  'desk/select-open-cases': { deskCaseId: string; personId: string; kind: 'access' | 'card_number'; reason: string; openedBy: string; openedById: string | undefined; openedAt: Date; expiresAt: Date; document: 'identity_card' | 'family_card' | 'passport' | 'driving_licence' | 'police_report' | undefined; documentNote: string | undefined; registryMatchedAt: Date | undefined; phone: string | undefined; phoneProvedAt: Date | undefined; outcome: 'done' | 'withdrawn' | 'lapsed' | undefined; endedAt: Date | undefined; confirmedBy: string | undefined; name: string }
  'desk/select-proofs': { staffId: string; asked: string[]; matched: string[]; at: Date }
  'desk/select-stopped-change': { contactChangeId: string; personId: string; was: string; became: string; changedBy: string; changedAt: Date; stoppedAt: Date | undefined; putBack: boolean | undefined; frozeCard: boolean | undefined; settledAt: Date | undefined; settledBy: string | undefined; settledBecause: string | undefined; released: boolean | undefined; openedBy: string | undefined; confirmedBy: string | undefined }
  'evidence/purchase-by-number': { cardId: string; purchaseId: string }
  'evidence/purchases-by-invoice': { cardId: string; purchaseId: string }
  'evidence/rows-of-purchases': { cardId: string | undefined; purchaseId: string | undefined; journalId: string }
  'evidence/what-purchases-say': { cardId: string | undefined; purchaseId: string | undefined; says: string | undefined; course: string | undefined; storefront: string | undefined; institution: string | undefined }
  'fraud/at-limit': { subjectKind: string | undefined; subjectId: string | undefined; count: number | undefined; lastAt: Date | undefined; figures: unknown; cards: string[] | undefined; purchases: string[] | undefined; people: string[] | undefined; institutions: string[] | undefined; storefronts: string[] | undefined }
  'fraud/caps': { subjectKind: string | undefined; subjectId: string | undefined; count: number | undefined; lastAt: Date | undefined; figures: unknown; cards: string[] | undefined; purchases: string[] | undefined; people: string[] | undefined; institutions: string[] | undefined; storefronts: string[] | undefined }
  'fraud/changed-phones': { subjectKind: string | undefined; subjectId: string | undefined; count: number | undefined; lastAt: Date | undefined; figures: unknown; cards: string[] | undefined; purchases: string[] | undefined; people: string[] | undefined; institutions: string[] | undefined; storefronts: string[] | undefined }
  'fraud/count-open': { open: number | undefined }
  'fraud/fast-completions': { subjectKind: string | undefined; subjectId: string | undefined; count: number | undefined; lastAt: Date | undefined; figures: unknown; cards: string[] | undefined; purchases: string[] | undefined; people: string[] | undefined; institutions: string[] | undefined; storefronts: string[] | undefined }
  'fraud/gifts': { subjectKind: string | undefined; subjectId: string | undefined; count: number | undefined; lastAt: Date | undefined; figures: unknown; cards: string[] | undefined; purchases: string[] | undefined; people: string[] | undefined; institutions: string[] | undefined; storefronts: string[] | undefined }
  'fraud/insert-report': { caseId: string }
  'fraud/instant-redeems': { subjectKind: string | undefined; subjectId: string | undefined; count: number | undefined; lastAt: Date | undefined; figures: unknown; cards: string[] | undefined; purchases: string[] | undefined; people: string[] | undefined; institutions: string[] | undefined; storefronts: string[] | undefined }
  'fraud/last-hours': { subjectKind: string | undefined; subjectId: string | undefined; count: number | undefined; lastAt: Date | undefined; figures: unknown; cards: string[] | undefined; purchases: string[] | undefined; people: string[] | undefined; institutions: string[] | undefined; storefronts: string[] | undefined }
  'fraud/lock-case': { state: 'open' | 'cleared' | 'confirmed'; signal: 'cap' | 'spike' | 'shared_contact' | 'shared_account' | 'last_hours' | 'too_fast' | 'traceless' | 'same_work' | 'price_at_limit' | 'one_owner' | 'instant_redeem' | 'changed_phones' | 'gifts' | 'report' }
  'fraud/one-owner': { subjectKind: string | undefined; subjectId: string | undefined; count: number | undefined; lastAt: Date | undefined; figures: unknown; cards: string[] | undefined; purchases: string[] | undefined; people: string[] | undefined; institutions: string[] | undefined; storefronts: string[] | undefined }
  'fraud/record-case': { caseId: string; opened: boolean | undefined }
  'fraud/same-works': { subjectKind: string | undefined; subjectId: string | undefined; count: number | undefined; lastAt: Date | undefined; figures: unknown; cards: string[] | undefined; purchases: string[] | undefined; people: string[] | undefined; institutions: string[] | undefined; storefronts: string[] | undefined }
  'fraud/select-cases': { caseId: string; signal: 'cap' | 'spike' | 'shared_contact' | 'shared_account' | 'last_hours' | 'too_fast' | 'traceless' | 'same_work' | 'price_at_limit' | 'one_owner' | 'instant_redeem' | 'changed_phones' | 'gifts' | 'report'; subjectKind: 'institution' | 'storefront' | 'course' | 'people' | 'report'; subjectId: string; count: number; evidence: unknown; openedAt: Date; lastSeenAt: Date; state: 'open' | 'cleared' | 'confirmed'; decidedBy: string | undefined; decidedAt: Date | undefined; decidedBecause: string | undefined; subject: string | undefined; held: number | undefined; heldRupiah: string | undefined }
  'fraud/select-contact': { contactSealed: Buffer | undefined }
  'fraud/select-examples': { cardId: string; purchaseId: string; personId: string; course: string; institution: string; storefront: string; price: number | undefined; paidAt: Date | undefined; redeemedAt: Date | undefined; finishedAt: Date | undefined; cancelledAt: Date | undefined }
  'fraud/select-held': { partyKind: string; parties: number | undefined }
  'fraud/select-holds': { partyKind: string; partyId: string; cardId: string | undefined; holdId: string }
  'fraud/select-names': { name: string | undefined }
  'fraud/select-report': { reference: string; about: 'institution' | 'storefront' | 'recipient' | 'staff' | 'other'; named: string; text: string; filedAt: Date; hasContact: boolean | undefined }
  'fraud/set-terms': { bound: string | undefined; loops: string | undefined; memory: string | undefined }
  'fraud/shared-accounts': { subjectKind: string | undefined; subjectId: string | undefined; count: number | undefined; lastAt: Date | undefined; figures: unknown; cards: string[] | undefined; purchases: string[] | undefined; people: string[] | undefined; institutions: string[] | undefined; storefronts: string[] | undefined }
  'fraud/shared-contacts': { subjectKind: string | undefined; subjectId: string | undefined; count: number | undefined; lastAt: Date | undefined; figures: unknown; cards: string[] | undefined; purchases: string[] | undefined; people: string[] | undefined; institutions: string[] | undefined; storefronts: string[] | undefined }
  'fraud/spikes': { subjectKind: string | undefined; subjectId: string | undefined; count: number | undefined; lastAt: Date | undefined; figures: unknown; cards: string[] | undefined; purchases: string[] | undefined; people: string[] | undefined; institutions: string[] | undefined; storefronts: string[] | undefined }
  'fraud/traceless-completions': { subjectKind: string | undefined; subjectId: string | undefined; count: number | undefined; lastAt: Date | undefined; figures: unknown; cards: string[] | undefined; purchases: string[] | undefined; people: string[] | undefined; institutions: string[] | undefined; storefronts: string[] | undefined }
  'identity/count-links': { links: number | undefined }
  'identity/failed-tries': { own: Date[] | undefined; all: Date[] | undefined; caller: Date[] | undefined; known: boolean | undefined }
  'identity/insert-try': { tryId: string }
  'identity/institution_user-to-log-in': { ownerId: string; passwordHash: string | undefined; totpSealed: Buffer }
  'identity/live-phone-proof': { proofId: string; phone: string; codeHashes: Buffer[]; codeEnds: Date[]; sends: number; sentAt: Date; expiresAt: Date; failures: number }
  'identity/lock-newest-phone-proof': { proofId: string; phone: string; codeHashes: Buffer[]; codeEnds: Date[]; sends: number; sentAt: Date; expiresAt: Date; failures: number }
  'identity/lock-phone': { pgAdvisoryXactLock: unknown }
  'identity/lock-try': { pgAdvisoryXactLock: unknown }
  'identity/newest-phone-proof': { proofId: string; phone: string; codeHashes: Buffer[]; codeEnds: Date[]; sends: number; sentAt: Date; expiresAt: Date; failures: number }
  'identity/phone-proof-counts': { phoneSends: number | undefined; ownPhoneSends: number | undefined; ownerSends: number | undefined; ownerFailures: number | undefined }
  'identity/secret-of-institution_user': { totpSealed: Buffer }
  'identity/secret-of-staff': { totpSealed: Buffer }
  'identity/select-link': { ownerId: string | undefined; email: string | undefined; cardId: string | undefined; expiresAt: Date; endedAt: Date | undefined }
  'identity/staff-to-log-in': { ownerId: string; passwordHash: string | undefined; totpSealed: Buffer }
  'identity/use-link': { ownerId: string | undefined; email: string | undefined; cardId: string | undefined }
  'imports/count-rows': { found: number | undefined }
  'imports/insert-upload': { uploadId: string }
  'imports/lock-upload': { uploadId: string; kind: 'recipients' | 'applicants' | 'exclusions' | 'courses'; file: string; bytes: number; target: unknown; mapping: unknown; digitsAreRight: boolean; uploadedBy: string; uploadedAt: Date; report: unknown; state: 'brought' | 'tried' | 'writing' | 'written' | 'dropped'; importId: string | undefined }
  'imports/select-kept-uploads': { uploadId: string; kind: 'recipients' | 'applicants' | 'exclusions' | 'courses'; file: string; bytes: number; target: unknown; mapping: unknown; digitsAreRight: boolean; uploadedBy: string; uploadedAt: Date; report: unknown; state: 'brought' | 'tried' | 'writing' | 'written' | 'dropped'; importId: string | undefined }
  'imports/select-rows': { line: number; verdict: 'refused' | 'doubtful' | 'noted' | 'not_joined'; who: string; reasons: string[] }
  'imports/select-sealed': { sealed: Buffer | undefined }
  'imports/select-upload': { uploadId: string; kind: 'recipients' | 'applicants' | 'exclusions' | 'courses'; file: string; bytes: number; target: unknown; mapping: unknown; digitsAreRight: boolean; uploadedBy: string; uploadedAt: Date; report: unknown; state: 'brought' | 'tried' | 'writing' | 'written' | 'dropped'; importId: string | undefined }
  'imports/select-upload-of-import': { uploadId: string }
  'information/announcement-state': { version: number; withdrawnAt: Date | undefined; begun: boolean | undefined }
  'information/answer-inquiry': { reference: string; language: 'id' | 'en'; channel: 'sms' | 'email'; contactSealed: Buffer }
  'information/drop-inquiries': { reference: string }
  'information/end-question': { askedId: string }
  'information/find-announcement': { announcementId: number; titleId: string; titleEn: string; textId: string; textEn: string; fromAt: Date; untilAt: Date; places: string[]; version: number; writtenBy: string; writtenAt: Date; withdrawnAt: Date | undefined }
  'information/find-inquiry': { reference: string; topic: 'join' | 'wave' | 'card' | 'buy' | 'learn' | 'incentive' | 'account' | 'safe' | 'other'; name: string | undefined; text: string; language: 'id' | 'en'; channel: 'sms' | 'email'; contactSealed: Buffer; askedAt: Date; answerBefore: Date; answerText: string | undefined; answeredBy: string | undefined; answeredAt: Date | undefined; dropped: boolean }
  'information/find-question': { questionId: number; topic: 'join' | 'wave' | 'card' | 'buy' | 'learn' | 'incentive' | 'account' | 'safe'; place: number; askedId: string; askedEn: string; answerId: string; answerEn: string; words: string; version: number; writtenBy: string; writtenAt: Date; endedAt: Date | undefined }
  'information/inquiry-is-there': { reference: string }
  'information/insert-announcement': { announcementId: number }
  'information/insert-inquiry': { reference: string }
  'information/insert-question': { questionId: number }
  'information/question-version': { version: number; endedAt: Date | undefined; writtenBy: string }
  'information/same-inquiry': { reference: string }
  'information/select-announcements': { announcementId: number; titleId: string; titleEn: string; textId: string; textEn: string; fromAt: Date; untilAt: Date; places: string[]; version: number; writtenBy: string; writtenAt: Date; withdrawnAt: Date | undefined }
  'information/select-inquiries': { reference: string; topic: 'join' | 'wave' | 'card' | 'buy' | 'learn' | 'incentive' | 'account' | 'safe' | 'other'; askedAt: Date; answerBefore: Date; answeredBy: string | undefined; answeredAt: Date | undefined; dropped: boolean }
  'information/select-questions': { questionId: number; topic: 'join' | 'wave' | 'card' | 'buy' | 'learn' | 'incentive' | 'account' | 'safe'; place: number; askedId: string; askedEn: string; answerId: string; answerEn: string; words: string; version: number; writtenBy: string; writtenAt: Date; endedAt: Date | undefined }
  'information/update-announcement': { announcementId: number }
  'information/update-question': { questionId: number }
  'information/withdraw-announcement': { titleId: string }
  'jobs/keep-leases': { job: string }
  'jobs/take-leases': { job: string }
  'journal/audit-announcement': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-answer-option': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-appeal': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-approval': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-assisted-registration': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-attendance': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-bank-account': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-bank-statement': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-bar': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-campaign': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-canned-answer': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-card': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-case-handling': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-case-note': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-category': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-certificate': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-common-question': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-completion-report': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-consent': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-contact-change': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-contract': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-correction': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-counts': { traces: string | undefined; unsealedTraces: string | undefined; missingAtEnd: string | undefined }
  'journal/audit-course': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-course-draft': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-course-picture': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-course-requirement': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-curation': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-deadline': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-desk-case': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-desk-proof': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-difference': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-draw': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-draw-page': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-draw-struck': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-draw-value': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-entry': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-exclusion': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-fraud-case': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-fraud-hold': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-fraud-report': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-grade': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-hold': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-incentive': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-institution': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-institution-user': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-issuer-key': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-lesson': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-lesson-progress': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-list-import': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-message-choice': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-offer': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-otp-pause': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-owed-seat': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-partner': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-partner-day': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-partner-key': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-partner-redirect-uri': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-payment': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-payment-entry': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-payment-line': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-payment-run': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-payout-account': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-person': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-portal-account': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-programme-year': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-promo': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-promo-category': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-promo-course': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-purchase': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-question': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-quiz-attempt': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-recipient': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-reserve-call': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-review': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-schedule': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-schedule-draft': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-sealed-traces': { journalId: string; toldRows: string | undefined; keptRows: string | undefined; asSealed: boolean | undefined; follows: boolean | undefined }
  'journal/audit-seat-use': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-seat-wait': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-sign-on-client': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-sign-on-consent': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-staff': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-staff-leave': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-statement-line': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-storefront-account': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-storefront-order': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-submission': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-survey': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-survey-answer': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-suspension': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-wave': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-wave-application': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-wave-extension': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-wave-hold': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-wave-seat-source': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/audit-wording': { key: string | undefined; told: string | undefined; kept: string | undefined; total: string | undefined }
  'journal/daily-heads': { date: string | undefined; seal: string; hash: string | undefined }
  'journal/traced-columns': { relation: string; columns: string[] }
  'journal/traces-without-event': { relation: string; keys: string[] | undefined; writtenBy: string; writtenAt: Date; total: string | undefined }
  'journal/tree-seals': { date: string | undefined; seal: string; hash: string | undefined }
  'learning/answer-survey': { answered: number | undefined }
  'learning/asked-survey': { surveyId: number; number: number; title: unknown; questions: unknown; definedBy: string; definedAt: Date }
  'learning/attend-class': { written: number | undefined }
  'learning/awaited-completions': { cardId: string; purchaseId: string; dueAt: Date }
  'learning/bought-code': { cardId: string; purchaseId: string; redeemCode: string; courseId: number; courseCode: string; course: string; method: 'self_paced' | 'webinar'; institutionId: number; institution: string; scheduleCode: string; startsAt: Date | undefined; endsAt: Date | undefined; invoiceCode: string | undefined; storefront: string; sandbox: boolean; redeemedAt: Date | undefined; attended: boolean | undefined; transactionCancelledAt: Date | undefined; codeCancelledAt: Date | undefined }
  'learning/certificate-by-id': { certificateId: string; cardId: string; purchaseId: string; kind: 'institution' | 'ministry'; holderName: string; courseTitle: string; courseCode: string; institution: string; institutionSlug: string; grade: string | undefined; issuedAt: Date; statusIndex: string; revokedAt: Date | undefined; revokedBecause: 'wrong_details' | 'not_finished' | 'misuse' | 'withdrawn' | undefined }
  'learning/certificate-issued-before': { certificateId: string; revoked: boolean | undefined }
  'learning/certificates-of-card': { certificateId: string; cardId: string; purchaseId: string; kind: 'institution' | 'ministry'; holderName: string; courseTitle: string; courseCode: string; institution: string; institutionSlug: string; grade: string | undefined; issuedAt: Date; statusIndex: string; revokedAt: Date | undefined; revokedBecause: 'wrong_details' | 'not_finished' | 'misuse' | 'withdrawn' | undefined }
  'learning/class': { scheduleId: number; institutionId: number; institution: string; course: string; method: 'self_paced' | 'webinar'; startsAt: Date | undefined; endsAt: Date | undefined }
  'learning/close-attempt': { closed: number | undefined }
  'learning/close-schedule': { closed: boolean | undefined; purchases: number | undefined; rupiah: string | undefined }
  'learning/code-to-redeem': { cardId: string; purchaseId: string; codeCancelledAt: Date | undefined; transactionCancelledAt: Date | undefined; redeemedAt: Date | undefined; institutionId: number; institution: string; courseCode: string; course: string; scheduleCode: string; startsAt: Date | undefined; endsAt: Date | undefined; sandbox: boolean; emails: string[] | undefined }
  'learning/codes-meant': { code: string; kind: 'redeem' | 'voucher' }
  'learning/codes-of-purchase': { voucherCode: string | undefined; redeemCode: string | undefined }
  'learning/completion-facts': { courseId: number | undefined; institution: string | undefined; learnUrl: string | undefined; voucherCode: string | undefined; redeemedAt: Date | undefined; cancelledAt: Date | undefined; finishedAt: Date | undefined; paidAt: Date | undefined; waitsForReview: boolean | undefined; method: 'self_paced' | 'webinar' | undefined; startsAt: Date | undefined; endsAt: Date | undefined; meeting: string | undefined; place: unknown; usableBefore: Date | undefined; finishedAs: 'proven' | 'reported' | undefined; finishWithdrawnAt: Date | undefined; restsUntil: Date | undefined; accepted: boolean | undefined; asks: boolean | undefined; asksLessons: boolean | undefined; preTestQuestions: number | undefined; postTestQuestions: number | undefined; passPercent: number | undefined; tries: number | undefined; waitMinutes: number | undefined; restDays: number | undefined; sessions: number[] | undefined; assignments: string[] | undefined; institutionDays: number | undefined; minMinutes: number | undefined; lessons: number | undefined; lessonSeconds: number | undefined; lessonsFinished: number | undefined; preTestTaken: boolean | undefined; postTestPassed: boolean | undefined; postTestFailures: number | undefined; postTestFailedAt: Date | undefined; attended: number[] | undefined; handedIn: unknown }
  'learning/confirm-attendance': { confirmed: number | undefined }
  'learning/confirmation-by-state': { cardId: string; purchaseId: string; personId: string; sequence: number; course: string; institution: string; method: 'self_paced' | 'webinar'; startsAt: Date | undefined; endsAt: Date | undefined; place: unknown; redirectUri: string | undefined; expiresAt: Date; confirmedAt: Date | undefined; transactionCancelledAt: Date | undefined }
  'learning/count-incentives-between': { total: number | undefined }
  'learning/count-stars': { courseId: number; stars: number; count: number | undefined }
  'learning/count-survey-answers': { question: string | undefined; value: string | undefined; count: number | undefined }
  'learning/current-issuer-key': { issuerKeyId: number; publicKey: string; sealedPrivateKey: Buffer | undefined }
  'learning/decide-report': { decided: number | undefined }
  'learning/decide-submission': { decided: number | undefined }
  'learning/distrust-issuer-key': { known: boolean | undefined; signs: boolean | undefined }
  'learning/earlier-submissions': { accepted: boolean | undefined; times: number | undefined }
  'learning/feedback-on-work': { notes: string | undefined; url: string | undefined; at: Date }
  'learning/finish-training': { finished: boolean | undefined; reviewed: boolean | undefined }
  'learning/finished-lessons': { lesson: number }
  'learning/free-reviewed-card': { freed: boolean | undefined }
  'learning/grade-to-certify': { grade: string }
  'learning/hide-review': { changed: number | undefined }
  'learning/highest-reviews': { cardId: string; purchaseId: string; courseId: number; stars: number; text: string; shownName: string; writtenAt: Date; editedAt: Date | undefined; hiddenAt: Date | undefined; hiddenBecause: 'insult' | 'personal_data' | 'advertising' | 'off_topic' | 'other' | undefined; hiddenNote: string | undefined; reply: string | undefined; repliedAt: Date | undefined }
  'learning/hold-confirmation-email': { held: boolean | undefined }
  'learning/holder-of-card': { name: string }
  'learning/incentive-condition': { status: 'active' | 'suspended' | 'revoked'; incentive: unknown; finished: boolean | undefined; waits: boolean | undefined; owed: number | undefined }
  'learning/incentive-of-card': { cardId: string | undefined; purchaseId: string | undefined; kind: 'completion' | 'survey' | undefined; number: number | undefined; amount: number | undefined; dueAt: Date | undefined; answeredAt: Date | undefined; postedAt: Date | undefined; reported: boolean | undefined; surveyThere: boolean | undefined; payment: 'open' | 'ready' | 'ordered' | 'paid' | undefined; line: 'waiting' | 'ready' | 'withdrawn' | 'ordered' | 'paid' | 'refused' | 'returned' | undefined; waitsBecause: 'on_hold' | 'no_account' | 'account_rests' | 'account_shared' | 'account_refused' | 'duplicate_person' | 'below_minimum' | 'budget_passed' | 'account_changed' | 'entries_changed' | 'owed_changed' | undefined; bankReason: string | undefined; triedAccountId: string | undefined; orderedAt: Date | undefined; paymentId: string | undefined; runId: number | undefined }
  'learning/incentive-rules-of-card': { incentive: unknown }
  'learning/incentives-between': { cardId: string | undefined; purchaseId: string | undefined; kind: 'completion' | 'survey' | undefined; number: number | undefined; amount: number | undefined; dueAt: Date | undefined; answeredAt: Date | undefined; postedAt: Date | undefined; reported: boolean | undefined; surveyThere: boolean | undefined; payment: 'open' | 'ready' | 'ordered' | 'paid' | undefined; line: 'waiting' | 'ready' | 'withdrawn' | 'ordered' | 'paid' | 'refused' | 'returned' | undefined; waitsBecause: 'on_hold' | 'no_account' | 'account_rests' | 'account_shared' | 'account_refused' | 'duplicate_person' | 'below_minimum' | 'budget_passed' | 'account_changed' | 'entries_changed' | 'owed_changed' | undefined; bankReason: string | undefined; triedAccountId: string | undefined; orderedAt: Date | undefined; paymentId: string | undefined; runId: number | undefined }
  'learning/incentives-due': { cardId: string | undefined; purchaseId: string | undefined; kind: 'completion' | 'survey' | undefined; number: number | undefined; amount: number | undefined; dueAt: Date | undefined; answeredAt: Date | undefined; postedAt: Date | undefined; reported: boolean | undefined; surveyThere: boolean | undefined; payment: 'open' | 'ready' | 'ordered' | 'paid' | undefined; line: 'waiting' | 'ready' | 'withdrawn' | 'ordered' | 'paid' | 'refused' | 'returned' | undefined; waitsBecause: 'on_hold' | 'no_account' | 'account_rests' | 'account_shared' | 'account_refused' | 'duplicate_person' | 'below_minimum' | 'budget_passed' | 'account_changed' | 'entries_changed' | 'owed_changed' | undefined; bankReason: string | undefined; triedAccountId: string | undefined; orderedAt: Date | undefined; paymentId: string | undefined; runId: number | undefined }
  'learning/incentives-to-post': { cardId: string }
  'learning/insert-attempt': { attempt: number }
  'learning/insert-completion-report': { reportId: string }
  'learning/insert-incentive': { granted: number | undefined }
  'learning/insert-institution-user': { userId: string; institution: string }
  'learning/insert-progress': { number: number; first: boolean | undefined }
  'learning/insert-redeem-batch': { redeemBatchId: string }
  'learning/insert-review': { changed: number | undefined }
  'learning/insert-submission': { submissionId: string }
  'learning/insert-submission-file': { fileId: string }
  'learning/insert-wait': { waitId: string }
  'learning/insert-work': { submissionId: string }
  'learning/institution-known': { known: boolean | undefined }
  'learning/institution-of-picture': { course: string; institution: string; contactEmail: string | undefined }
  'learning/institution-participant': { cardId: string; purchaseId: string; name: string; scheduleId: number; course: string; method: 'self_paced' | 'webinar'; storefront: string; paidAt: Date | undefined; cancelledAt: Date | undefined; redeemedAt: Date | undefined; finishedAt: Date | undefined; finishedAs: 'proven' | 'reported' | undefined; givesMinistry: boolean | undefined; sessions: number[] | undefined; markedByHand: number[] | undefined; report: unknown; grade: string | undefined; certificates: string[] | undefined }
  'learning/institution-participants': { cardId: string; purchaseId: string; name: string; scheduleId: number; course: string; method: 'self_paced' | 'webinar'; storefront: string; paidAt: Date | undefined; cancelledAt: Date | undefined; redeemedAt: Date | undefined; finishedAt: Date | undefined; finishedAs: 'proven' | 'reported' | undefined; givesMinistry: boolean | undefined; sessions: number[] | undefined; markedByHand: number[] | undefined; report: unknown; grade: string | undefined; certificates: string[] | undefined; total: number | undefined }
  'learning/institution-reviews': { cardId: string; purchaseId: string; courseId: number; stars: number; text: string; shownName: string; writtenAt: Date; editedAt: Date | undefined; hiddenAt: Date | undefined; hiddenBecause: 'insult' | 'personal_data' | 'advertising' | 'off_topic' | 'other' | undefined; hiddenNote: string | undefined; reply: string | undefined; repliedAt: Date | undefined; course: string }
  'learning/institution-schedules': { scheduleId: number; scheduleCode: string; courseCode: string; course: string; method: 'self_paced' | 'webinar'; startsAt: Date | undefined; endsAt: Date | undefined; place: unknown; meeting: string | undefined; cancelledAt: Date | undefined; participants: number | undefined; waiting: number | undefined; total: number | undefined }
  'learning/institution-users': { userId: string; institutionId: number; institution: string; email: string; name: string; enrolledAt: Date | undefined; recoveryCodesLeft: number | undefined; disabledAt: Date | undefined }
  'learning/invited-institution-user': { email: string; institution: string }
  'learning/issue-certificate': { certificateId: string | undefined; revoked: boolean | undefined }
  'learning/issuer-keys': { issuerKeyId: number; publicKey: string; createdAt: Date; retiredAt: Date | undefined; compromised: boolean }
  'learning/lesson-time': { waits: boolean | undefined; finishableAt: Date | undefined }
  'learning/list-reviews': { cardId: string; purchaseId: string; courseId: number; stars: number; text: string; shownName: string; writtenAt: Date; editedAt: Date | undefined; hiddenAt: Date | undefined; hiddenBecause: 'insult' | 'personal_data' | 'advertising' | 'off_topic' | 'other' | undefined; hiddenNote: string | undefined; reply: string | undefined; repliedAt: Date | undefined; courseCode: string; course: string; total: number | undefined }
  'learning/lock-attending-card': { cardId: string }
  'learning/lock-card-of-certificate': { cardId: string }
  'learning/lock-card-of-code': { cardId: string }
  'learning/lock-card-of-report': { cardId: string }
  'learning/lock-card-of-submission': { cardId: string }
  'learning/lock-card-to-wait': { usable: boolean | undefined; bought: boolean | undefined; waits: number | undefined; here: boolean | undefined }
  'learning/lock-class-card': { cardId: string }
  'learning/lock-course': { courseId: number }
  'learning/lock-learner': { cardId: string }
  'learning/lock-reviewer': { cardId: string }
  'learning/lock-schedule-for-place': { scheduleId: number; place: unknown; startsAt: Date | undefined; over: boolean | undefined }
  'learning/lock-schedule-to-cancel': { scheduleCode: string; institutionId: number; startsAt: Date | undefined; cancelledAt: Date | undefined; used: boolean | undefined }
  'learning/lock-schedule-to-tell': { scheduleId: number }
  'learning/lock-training-card': { cardId: string }
  'learning/lowest-reviews': { cardId: string; purchaseId: string; courseId: number; stars: number; text: string; shownName: string; writtenAt: Date; editedAt: Date | undefined; hiddenAt: Date | undefined; hiddenBecause: 'insult' | 'personal_data' | 'advertising' | 'off_topic' | 'other' | undefined; hiddenNote: string | undefined; reply: string | undefined; repliedAt: Date | undefined }
  'learning/mark-attempt': { attempt: number; of: number | undefined; rightAnswers: number | undefined }
  'learning/mark-first-use': { paid: boolean | undefined; used: boolean | undefined }
  'learning/newest-attempt': { attempt: number; handedInAt: Date | undefined; rightAnswers: number | undefined; passed: boolean | undefined; questions: unknown }
  'learning/newest-reviews': { cardId: string; purchaseId: string; courseId: number; stars: number; text: string; shownName: string; writtenAt: Date; editedAt: Date | undefined; hiddenAt: Date | undefined; hiddenBecause: 'insult' | 'personal_data' | 'advertising' | 'off_topic' | 'other' | undefined; hiddenNote: string | undefined; reply: string | undefined; repliedAt: Date | undefined }
  'learning/newest-submissions': { kind: 'assignment' | 'feedback'; status: 'pending' | 'accepted' | 'failed' }
  'learning/next-training-for-incentive': { cardId: string; purchaseId: string; qualifiedAt: Date | undefined }
  'learning/open-attempt': { attempt: number }
  'learning/open-orders-of-course': { storefront: string; unused: number | undefined; begun: number | undefined; rupiah: number | undefined }
  'learning/paid-of-schedule': { cardId: string; purchaseId: string }
  'learning/participant-by-person': { cardId: string; purchaseId: string; cancelledAt: Date | undefined; attendedAt: Date | undefined }
  'learning/participant-by-purchase': { cardId: string; purchaseId: string; cancelledAt: Date | undefined; attendedAt: Date | undefined; scheduleId: number; institutionId: number; institution: string; course: string; method: 'self_paced' | 'webinar'; startsAt: Date | undefined; endsAt: Date | undefined }
  'learning/pending-submissions': { submissionId: string; kind: 'assignment' | 'feedback'; scope: 'tpm' | 'uk'; sequence: number; courseCode: string; institution: string; urlFile: string | undefined; uploaded: boolean | undefined; notes: string | undefined; submittedAt: Date }
  'learning/purchase-of-code': { cardId: string | undefined; purchaseId: string | undefined; courseCode: string | undefined; course: string | undefined; institution: string | undefined; institutionSlug: string | undefined; redeemUrl: string | undefined; storefront: string | undefined; startsAt: Date | undefined; endsAt: Date | undefined; place: unknown; paidAt: Date | undefined; transactionCancelledAt: Date | undefined; redeemedAt: Date | undefined; redeemedEmail: string | undefined; redeemedBy: string | undefined; codeCancelledAt: Date | undefined; codeCancelledBecause: string | undefined; orderStorefront: string | undefined; orderNo: string | undefined; buyerName: string | undefined; buyerEmail: string | undefined }
  'learning/purchase-to-cancel': { status: 'awaiting_otp' | 'paid' | 'cancelled' }
  'learning/question-bank': { questionId: number }
  'learning/record-of-institution': { bought: number | undefined; finished: number | undefined; certificates: number | undefined; stars: number[] | undefined; since: Date | undefined }
  'learning/records-of-courses': { courseId: number; bought: number; finished: number; certificates: number; stars: number[] }
  'learning/redeem-batch': { redeemBatchId: string; madeAt: Date; rows: unknown }
  'learning/redeem-purchase': { redeemed: number | undefined }
  'learning/replace-code': { replaced: number | undefined }
  'learning/replaced-vouchers': { cardId: string; purchaseId: string; tail: string | undefined; course: string; institution: string; replacedAt: Date | undefined; because: string | undefined; total: number | undefined }
  'learning/reply-to-review': { changed: number | undefined }
  'learning/report-file': { mediaType: string; content: Buffer }
  'learning/report-rest-days': { days: number | undefined }
  'learning/report-to-decide': { cardId: string; purchaseId: string; decided: boolean | undefined; counted: boolean | undefined }
  'learning/reset-attendance': { reset: number | undefined }
  'learning/returning-schedules': { scheduleId: number; cancelledBecause: string | undefined; cancelledBy: string | undefined; byProgramme: boolean | undefined }
  'learning/review': { cardId: string; purchaseId: string; courseId: number; stars: number; text: string; shownName: string; writtenAt: Date; editedAt: Date | undefined; hiddenAt: Date | undefined; hiddenBecause: 'insult' | 'personal_data' | 'advertising' | 'off_topic' | 'other' | undefined; hiddenNote: string | undefined; reply: string | undefined; repliedAt: Date | undefined }
  'learning/reviewed-by-card': { purchaseId: string }
  'learning/reviewed-purchase': { courseId: number; status: 'awaiting_otp' | 'paid' | 'cancelled'; finishedAt: Date | undefined; invoiceUrl: string | undefined; holderName: string; holderEmail: string; course: string; institution: string; institutionId: number; contactEmail: string | undefined }
  'learning/reviewed-purchases': { purchaseId: string }
  'learning/reviews-after': { cardId: string; purchaseId: string; courseId: number; stars: number; text: string; shownName: string; writtenAt: Date; editedAt: Date | undefined; hiddenAt: Date | undefined; hiddenBecause: 'insult' | 'personal_data' | 'advertising' | 'off_topic' | 'other' | undefined; hiddenNote: string | undefined; reply: string | undefined; repliedAt: Date | undefined; courseCode: string; course: string }
  'learning/revoke-certificate': { revokedAt: Date | undefined; cardId: string; purchaseId: string }
  'learning/revoked-bits': { statusIndex: string }
  'learning/revoked-certificates': { certificateId: string; kind: 'institution' | 'ministry'; course: string; institution: string; issuedAt: Date; revokedAt: Date | undefined; because: 'wrong_details' | 'not_finished' | 'misuse' | 'withdrawn' | undefined; total: number | undefined; replaced: boolean | undefined }
  'learning/save-answer': { attempt: number }
  'learning/schedule-was-sold': { sold: boolean | undefined }
  'learning/select-waiting-schedule': { scheduleId: number; scheduleCode: string; course: string; slug: string; institution: string; startsAt: Date | undefined; endsAt: Date | undefined; place: unknown; seatsLeft: number | undefined; waiting: number | undefined; storefronts: string[] | undefined }
  'learning/select-waits': { scheduleId: number; scheduleCode: string; course: string; startsAt: Date | undefined; joinedAt: Date; firstUntil: Date | undefined; place: number | undefined }
  'learning/select-waits-to-tell': { scheduleId: number }
  'learning/set-meeting': { scheduleId: number }
  'learning/set-survey': { surveyId: number }
  'learning/show-review': { changed: number | undefined }
  'learning/sold-schedules': { scheduleId: number | undefined; scheduleCode: string | undefined; course: string; institution: string; startsAt: Date | undefined; cancelledAt: Date | undefined; cancelledBecause: string | undefined; cancelledBy: string | undefined; returnedAt: Date | undefined; purchases: number | undefined; rupiah: number | undefined; returned: number | undefined }
  'learning/status-list-begun': { one: number | undefined }
  'learning/stopped-incentives': { cardId: string | undefined; purchaseId: string | undefined; kind: 'completion' | 'survey' | undefined; number: number | undefined; amount: number | undefined; dueAt: Date | undefined; answeredAt: Date | undefined; postedAt: Date | undefined; reported: boolean | undefined; surveyThere: boolean | undefined; payment: 'open' | 'ready' | 'ordered' | 'paid' | undefined; line: 'waiting' | 'ready' | 'withdrawn' | 'ordered' | 'paid' | 'refused' | 'returned' | undefined; waitsBecause: 'on_hold' | 'no_account' | 'account_rests' | 'account_shared' | 'account_refused' | 'duplicate_person' | 'below_minimum' | 'budget_passed' | 'account_changed' | 'entries_changed' | 'owed_changed' | undefined; bankReason: string | undefined; triedAccountId: string | undefined; orderedAt: Date | undefined; paymentId: string | undefined; runId: number | undefined; total: number | undefined }
  'learning/submission-file': { mediaType: string; content: Buffer }
  'learning/submission-to-decide': { cardId: string; purchaseId: string; status: 'pending' | 'accepted' | 'failed' }
  'learning/survey': { surveyId: number; number: number; title: unknown; questions: unknown; definedBy: string; definedAt: Date }
  'learning/survey-answers-of-card': { number: number; surveyId: number; answers: unknown; answeredAt: Date }
  'learning/survey-texts': { text: string | undefined }
  'learning/survey-turn': { dueAt: Date | undefined; answeredAt: Date | undefined; amount: number | undefined }
  'learning/surveys': { surveyId: number; number: number; title: unknown; questions: unknown; definedBy: string; definedAt: Date; answers: number | undefined; asked: boolean | undefined }
  'learning/take-due-reviews': { cardId: string | undefined; purchaseId: string | undefined; course: string | undefined; storefront: string | undefined; waits: boolean | undefined }
  'learning/tell-next-waiting': { told: number | undefined; ended: number | undefined }
  'learning/training-facts': { cancelledAt: Date | undefined; redeemedAt: Date | undefined; finishedAt: Date | undefined; startsAt: Date | undefined; endsAt: Date | undefined; reportRestsUntil: Date | undefined; certified: boolean | undefined }
  'learning/update-review': { changed: number | undefined }
  'learning/visit-lesson': { finishableAt: Date | undefined }
  'learning/voucher-by-code': { cardId: string | undefined; purchaseId: string | undefined; courseCode: string | undefined; course: string | undefined; institution: string | undefined; institutionSlug: string | undefined; redeemUrl: string | undefined; storefront: string | undefined; startsAt: Date | undefined; endsAt: Date | undefined; place: unknown; paidAt: Date | undefined; transactionCancelledAt: Date | undefined; redeemedAt: Date | undefined; redeemedEmail: string | undefined; redeemedBy: string | undefined; codeCancelledAt: Date | undefined; codeCancelledBecause: string | undefined; orderStorefront: string | undefined; orderNo: string | undefined; buyerName: string | undefined; buyerEmail: string | undefined }
  'learning/voucher-of-purchase': { cardId: string | undefined; purchaseId: string | undefined; courseCode: string | undefined; course: string | undefined; institution: string | undefined; institutionSlug: string | undefined; redeemUrl: string | undefined; storefront: string | undefined; startsAt: Date | undefined; endsAt: Date | undefined; place: unknown; paidAt: Date | undefined; transactionCancelledAt: Date | undefined; redeemedAt: Date | undefined; redeemedEmail: string | undefined; redeemedBy: string | undefined; codeCancelledAt: Date | undefined; codeCancelledBecause: string | undefined; orderStorefront: string | undefined; orderNo: string | undefined; buyerName: string | undefined; buyerEmail: string | undefined }
  'learning/waiting-reports': { reportId: string; institution: string; courseCode: string; course: string; kind: 'attendance_list' | 'test_result' | 'work' | 'recording' | 'dated_photo' | undefined; link: string | undefined; uploaded: boolean | undefined; note: string | undefined; reportedAt: Date; restsUntil: Date; mustBeDecided: boolean | undefined }
  'learning/withdraw-completion': { withdrawn: boolean | undefined; revoked: number | undefined; payments: number | undefined; amount: number | undefined }
  'learning/work-handed-in': { submissionId: string; scope: 'tpm' | 'uk'; url: string | undefined; uploaded: boolean | undefined; submittedAt: Date; status: 'pending' | 'accepted' | 'failed'; because: string | undefined }
  'ledger/check-with-memory': { setConfig: string | undefined }
  'ledger/invariant-account_uses_one_card': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-balance_from_entries': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-balance_within_grant': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-bank_as_stated': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-cancelled_by_right': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-cancelled_has_one_return': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-cancelled_term_runs_again': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-certificate_of_finished': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-clearing_settles': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-codes_lead_home': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-earned_as_due': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-earned_with_evidence': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-first_use_is_earliest': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-forfeits_and_restores': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-in_transit_is_ordered': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-incentive_due_is_posted': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-incentive_posted_as_due': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-line_as_approved': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-money_has_an_end': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-nothing_due_of_unfinished': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-number_leads_to_card': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-one_card_a_person': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-paid_has_one_debit': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-paid_has_one_invoice': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-paid_in_time': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-payable_is_not_negative': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-payment_is_of_entries': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-recipient_is_a_person': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-restored_by_two': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-revoked_everywhere': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-seat_of_revoked': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-seat_used_once': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-seats_add_up': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-seats_of_extra_wave': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-seats_of_waves': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-statements_follow': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-survey_payment_of_answer': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-suspense_is_undecided': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-transaction_codes_differ': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-trial_balance_zero': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-unfinished_is_paid': { violations: number | undefined; examples: string[] | undefined }
  'ledger/invariant-used_is_not_cancelled': { violations: number | undefined; examples: string[] | undefined }
  'ledger/money-of-purchases': { purchaseId: string; price: number | undefined; discount: number; cancelled: boolean | undefined; toInstitution: number | undefined; toStorefront: number | undefined; waits: number | undefined; paidOut: number | undefined; atBank: number | undefined }
  'ledger/post-earnings': { cardId: string | undefined; purchaseId: string | undefined }
  'ledger/post-incentives': { posted: number | undefined; takenBack: number | undefined; owed: number | undefined; cards: unknown }
  'ledger/sum-accounts': { account: string | undefined; partyId: string | undefined; amount: string | undefined; lines: string | undefined }
  'lists/insert-import': { importId: string }
  'lists/lock-import': { importId: string }
  'lists/select-imports': { importId: string; kind: 'recipients' | 'applicants' | 'exclusions' | 'courses'; file: string; facts: unknown; importedBy: string; importedAt: Date; undoneAt: Date | undefined; rows: number | undefined; undone: number | undefined; kept: number | undefined }
  'lists/select-rows-to-undo': { rowKey: string; made: boolean; writtenAt: Date }
  'messages/anybody-in-audience': { there: boolean | undefined }
  'messages/begin-campaign': { people: number | undefined }
  'messages/campaign-result': { waiting: number | undefined; parked: number | undefined; sent: number | undefined; failed: number | undefined; delivered: number | undefined; undelivered: number | undefined; smsParts: number | undefined }
  'messages/campaign-under-way': { campaignId: number }
  'messages/campaign-wave': { waveId: number }
  'messages/claim-calm': { id: string; address: string; template: string; language: string; params: unknown; sealed: Buffer | undefined; attempts: number; unanswered: number; firstTriedAt: Date | undefined; expiresAt: Date | undefined; expired: boolean | undefined; livesForMs: number | undefined }
  'messages/claim-urgent': { id: string; address: string; template: string; language: string; params: unknown; sealed: Buffer | undefined; attempts: number; unanswered: number; firstTriedAt: Date | undefined; expiresAt: Date | undefined; expired: boolean | undefined; livesForMs: number | undefined }
  'messages/count': { sms: number | undefined; email: number | undefined; parked: number | undefined; sent: number | undefined; failed: number | undefined; expired: number | undefined; smsParts: number | undefined; delivered: number | undefined; undelivered: number | undefined; awaited: number | undefined }
  'messages/count-audience': { people: number | undefined; smsId: number | undefined; smsEn: number | undefined; emails: number | undefined; nothing: number | undefined }
  'messages/count-campaigns': { campaigns: number | undefined }
  'messages/count-open-messages': { waiting: number | undefined; parked: number | undefined }
  'messages/count-parked': { parked: number | undefined }
  'messages/count-states': { all: number | undefined; sent: number | undefined; delivered: number | undefined; undelivered: number | undefined; failed: number | undefined; expired: number | undefined; parts: number | undefined }
  'messages/drop-parked': { '?column?': number | undefined }
  'messages/inbox-newest': { kind: string; to: string; subject: string | undefined; text: string; html: string | undefined; sentAt: Date }
  'messages/inbox-newest-to': { kind: string; to: string; subject: string | undefined; text: string; html: string | undefined; sentAt: Date }
  'messages/insert-campaign': { campaignId: number }
  'messages/insert-wording': { wordingId: string }
  'messages/keep-receipts': { messageId: string | undefined }
  'messages/list-parked': { id: string; key: string | undefined; cardId: string; template: string; channel: 'sms' | 'email'; address: string; state: string | undefined; tries: number | undefined; error: string | undefined; at: Date | undefined; resentAt: Date | undefined }
  'messages/list-waiting': { id: string; key: string | undefined; cardId: string; template: string; channel: 'sms' | 'email'; address: string; state: string | undefined; tries: number | undefined; error: string | undefined; at: Date | undefined; resentAt: Date | undefined }
  'messages/lock-campaigns': { pgAdvisoryXactLock: unknown }
  'messages/lock-message-to-resend': { template: string; params: unknown; resentAt: Date | undefined; troubled: boolean | undefined; times: number | undefined }
  'messages/lock-wording': { pgAdvisoryXactLock: unknown }
  'messages/outbox-depth': { channel: string | undefined; lane: string | undefined; due: number | undefined; oldestDueAt: Date | undefined }
  'messages/own-wordings': { template: string; channel: 'sms' | 'email'; language: 'id' | 'en'; subject: string | undefined; body: string | undefined }
  'messages/peek': { id: string | undefined; address: string | undefined; template: string | undefined; language: string | undefined; params: unknown; sealed: Buffer | undefined; attempts: number | undefined; unanswered: number | undefined; firstTriedAt: Date | undefined; expiresAt: Date | undefined; expired: boolean | undefined; livesForMs: number | undefined }
  'messages/queue-again': { messageId: string | undefined }
  'messages/resend-parked': { '?column?': number | undefined }
  'messages/sample-audience': { name: string | undefined; phone: string | undefined; email: string | undefined; language: string | undefined }
  'messages/select-campaign': { campaignId: number; name: string; audience: unknown; channels: string[]; subjectId: string; subjectEn: string; textId: string; textEn: string; path: string; partRupiah: number; madeBy: string; madeAt: Date; begunAt: Date | undefined; stoppedBy: string | undefined; stoppedAt: Date | undefined; endedAt: Date | undefined; state: string | undefined; people: number | undefined; queued: number | undefined; messages: number | undefined; smsParts: number | undefined; declined: number | undefined; limited: number | undefined; passedOver: number | undefined; stopped: number | undefined }
  'messages/select-campaigns': { campaignId: number; name: string; audience: unknown; channels: string[]; subjectId: string; subjectEn: string; textId: string; textEn: string; path: string; partRupiah: number; madeBy: string; madeAt: Date; begunAt: Date | undefined; stoppedBy: string | undefined; stoppedAt: Date | undefined; endedAt: Date | undefined; state: string | undefined; people: number | undefined; queued: number | undefined; messages: number | undefined; smsParts: number | undefined; declined: number | undefined; limited: number | undefined; passedOver: number | undefined; stopped: number | undefined }
  'messages/select-choice': { language: 'id' | 'en'; declined: string[]; chosenAt: Date }
  'messages/select-ended': { id: string; key: string | undefined; cardId: string; template: string; channel: string; address: string; state: string | undefined; tries: number | undefined; error: string | undefined; at: Date; resentAt: Date | undefined }
  'messages/select-history': { template: string | undefined; channel: string | undefined; to: string | undefined; status: string | undefined; endedAt: Date | undefined; delivery: string | undefined; deliveryAt: Date | undefined }
  'messages/select-parked': { id: string; cardId: string; template: string; channel: 'sms' | 'email'; address: string; error: string | undefined; attempts: number; createdAt: Date; parkedAt: Date | undefined }
  'messages/select-troubled': { id: string; key: string | undefined; cardId: string; template: string; channel: string; address: string; state: string | undefined; tries: number | undefined; error: string | undefined; at: Date; resentAt: Date | undefined }
  'messages/select-wording': { wordingId: string; template: string; channel: 'sms' | 'email'; language: 'id' | 'en'; subject: string | undefined; body: string | undefined; because: string; writtenBy: string; writtenAt: Date; inForceAt: Date | undefined }
  'messages/select-wording-in-force': { wordingId: string; template: string; channel: 'sms' | 'email'; language: 'id' | 'en'; subject: string | undefined; body: string | undefined; because: string; writtenBy: string; writtenAt: Date; inForceAt: Date | undefined }
  'messages/select-wordings': { wordingId: string; template: string; channel: 'sms' | 'email'; language: 'id' | 'en'; subject: string | undefined; body: string | undefined; because: string; writtenBy: string; writtenAt: Date; inForceAt: Date | undefined }
  'messages/send-campaign': { settled: number | undefined }
  'messages/settle': { messageId: string | undefined }
  'messages/take-campaign-back': { people: number | undefined; messages: number | undefined }
  'money/account-of-statement': { bankAccountId: number | undefined; number: string | undefined; closing: string | undefined; sequence: string | undefined; untilOn: string | undefined; reference: string | undefined }
  'money/accounts-to-check': { accountId: string }
  'money/changed-lines': { paymentId: string | undefined; changed: string | undefined }
  'money/count-waiting': { bankLines: number | undefined; accounts: number | undefined; failed: number | undefined }
  'money/has-usable': { has: boolean | undefined }
  'money/held-exists': { known: boolean | undefined }
  'money/insert-account': { accountId: string }
  'money/insert-bank-account': { bankAccountId: number }
  'money/insert-credits': { matched: number | undefined; waiting: number | undefined; paymentIds: string[] | undefined }
  'money/insert-debits': { matched: number | undefined; waiting: number | undefined; paymentIds: string[] | undefined }
  'money/insert-hold': { holdId: string }
  'money/insert-holds': { holdId: string; partyKind: 'institution' | 'storefront' | 'person' | 'purchase'; partyId: string }
  'money/insert-run': { runId: number }
  'money/insert-statement': { statementId: number }
  'money/lift-holds': { holdId: string; partyKind: 'institution' | 'storefront' | 'person' | 'purchase'; partyId: string }
  'money/lock-line': { statementLineId: string; amount: string; outcome: 'paid' | 'returned' | 'unordered' | 'paid_twice' | 'amount_differs' | 'return_differs' | 'unknown_credit'; decision: 'funding' | 'fee' | 'pays' | 'gives_back' | 'paid_back' | 'party_owes' | undefined; paymentId: string | undefined }
  'money/lock-party': { pgAdvisoryXactLock: unknown }
  'money/lock-payment': { paymentId: string | undefined; partyKind: 'institution' | 'storefront' | 'person' | undefined; partyId: string | undefined; state: 'open' | 'ready' | 'ordered' | 'paid' | undefined; runId: number | undefined; amount: string | undefined }
  'money/lock-ready': { paymentId: string }
  'money/lock-run': { runId: number; bankAccountId: number; asOf: Date; madeBy: string; lines: number; amount: string; digest: Buffer | undefined; secondFrom: string; approvalId: string | undefined; approvedBy: string | undefined; secondApprovalId: string | undefined; secondApprovedBy: string | undefined; exportedBy: string | undefined; exportedAt: Date | undefined; painHash: Buffer | undefined; csvHash: Buffer | undefined; withdrawnBy: string | undefined; withdrawnAt: Date | undefined }
  'money/lock-runs': { pgAdvisoryXactLock: unknown }
  'money/not-gathered': { because: string | undefined; entries: number | undefined; amount: string | undefined }
  'money/order-lines': { lines: number | undefined; amount: string | undefined }
  'money/parties-of-contract': { storefront: boolean | undefined; institution: boolean | undefined; maxPercent: number | undefined }
  'money/party-known': { known: boolean | undefined }
  'money/party-of-account': { partyKind: 'institution' | 'storefront' | 'person'; partyId: string }
  'money/pays-erased': { erased: boolean | undefined }
  'money/plan-for-many': { setConfig: string | undefined }
  'money/policy-of-run': { payments: unknown; bankAccountId: number | undefined }
  'money/position-of-party': { payable: string | undefined; owed: string | undefined; atBank: string | undefined; paidOut: string | undefined }
  'money/refuse-orders': { refused: number | undefined; paymentIds: string[] | undefined; before: number | undefined }
  'money/same-number': { same: boolean | undefined }
  'money/same-person': { same: boolean | undefined }
  'money/select-account-holder': { name: string; phone: string; cardId: string | undefined; restingUntil: Date | undefined }
  'money/select-accounts': { accountId: string; partyKind: 'institution' | 'storefront' | 'person'; partyId: string; kind: 'bank' | 'wallet'; provider: string; numberTail: string; holderName: string; language: 'id' | 'en'; askedBy: string; askedAt: Date; triedAt: Date | undefined; verifiedName: string | undefined; verifiedAt: Date | undefined; approvedBy: string | undefined; approvedAt: Date | undefined; usableFrom: Date | undefined; endedBecause: 'account_unknown' | 'name_differs' | 'declined' | 'replaced' | 'withdrawn' | 'closed' | undefined; endedReason: string | undefined; endedBy: string | undefined; endedAt: Date | undefined; usableUntil: Date | undefined; party: string | undefined; shared: boolean | undefined }
  'money/select-accounts-of-partners': { accountId: string; partyKind: 'institution' | 'storefront' | 'person'; partyId: string; kind: 'bank' | 'wallet'; provider: string; numberTail: string; holderName: string; language: 'id' | 'en'; askedBy: string; askedAt: Date; triedAt: Date | undefined; verifiedName: string | undefined; verifiedAt: Date | undefined; approvedBy: string | undefined; approvedAt: Date | undefined; usableFrom: Date | undefined; endedBecause: 'account_unknown' | 'name_differs' | 'declined' | 'replaced' | 'withdrawn' | 'closed' | undefined; endedReason: string | undefined; endedBy: string | undefined; endedAt: Date | undefined; usableUntil: Date | undefined; party: string | undefined; shared: boolean | undefined }
  'money/select-bank-accounts': { bankAccountId: number | undefined; holder: string | undefined; bic: string | undefined; number: string | undefined; opening: string | undefined; addedBy: string | undefined; addedAt: Date | undefined; untilOn: string | undefined; closing: string | undefined }
  'money/select-contacts': { party: string | undefined; name: string | undefined; email: string | undefined; phone: string | undefined; cardId: string | undefined }
  'money/select-contracts': { contractId: number; clientCode: string; storefront: string; institution: string | undefined; commissionBp: number; holdsFrom: Date; requestedBy: string; approvedBy: string | undefined }
  'money/select-holds': { holdId: string; partyKind: 'institution' | 'storefront' | 'person' | 'purchase'; partyId: string; reason: string; heldBy: string; heldAt: Date; liftedBy: string | undefined; liftedAt: Date | undefined; liftedBecause: string | undefined; party: string | undefined }
  'money/select-items': { cardId: string; purchaseId: string; kind: string; serial: number; amount: number; at: Date; personId: string; invoiceCode: string | undefined; course: string | undefined }
  'money/select-line': { statementLineId: string; statementId: number; line: number; amount: string; bookedOn: string | undefined; endToEndId: string | undefined; reference: string; reason: string | undefined; outcome: 'paid' | 'returned' | 'unordered' | 'paid_twice' | 'amount_differs' | 'return_differs' | 'unknown_credit'; paymentId: string | undefined; decision: 'funding' | 'fee' | 'pays' | 'gives_back' | 'paid_back' | 'party_owes' | undefined; decidedPaymentId: string | undefined; decidedBecause: string | undefined; decidedBy: string | undefined; decidedAt: Date | undefined; statement: string; bankAccountId: number; party: string | undefined; ordered: string | undefined }
  'money/select-lines': { runId: number; paymentId: string; partyKind: 'institution' | 'storefront' | 'person'; partyId: string; party: string | undefined; items: number; gross: string; netted: string; amount: string | undefined; state: 'waiting' | 'ready' | 'withdrawn' | 'ordered' | 'paid' | 'refused' | 'returned'; waitsBecause: 'on_hold' | 'no_account' | 'account_rests' | 'account_shared' | 'account_refused' | 'duplicate_person' | 'below_minimum' | 'budget_passed' | 'account_changed' | 'entries_changed' | 'owed_changed' | undefined; bankReason: string | undefined; provider: string | undefined; numberTail: string | undefined; asOf: Date; exportedAt: Date | undefined; paidOn: string | undefined }
  'money/select-lines-of': { statementLineId: string; statementId: number; line: number; amount: string; bookedOn: string | undefined; endToEndId: string | undefined; reference: string; reason: string | undefined; outcome: 'paid' | 'returned' | 'unordered' | 'paid_twice' | 'amount_differs' | 'return_differs' | 'unknown_credit'; paymentId: string | undefined; decision: 'funding' | 'fee' | 'pays' | 'gives_back' | 'paid_back' | 'party_owes' | undefined; decidedPaymentId: string | undefined; decidedBecause: string | undefined; decidedBy: string | undefined; decidedAt: Date | undefined; statement: string; bankAccountId: number; party: string | undefined; ordered: string | undefined }
  'money/select-lines-of-party': { runId: number; paymentId: string; partyKind: 'institution' | 'storefront' | 'person'; partyId: string; party: string | undefined; items: number; gross: string; netted: string; amount: string | undefined; state: 'waiting' | 'ready' | 'withdrawn' | 'ordered' | 'paid' | 'refused' | 'returned'; waitsBecause: 'on_hold' | 'no_account' | 'account_rests' | 'account_shared' | 'account_refused' | 'duplicate_person' | 'below_minimum' | 'budget_passed' | 'account_changed' | 'entries_changed' | 'owed_changed' | undefined; bankReason: string | undefined; provider: string | undefined; numberTail: string | undefined; asOf: Date; exportedAt: Date | undefined; paidOn: string | undefined }
  'money/select-moved': { kind: string; debit: string; credit: string; amount: string; at: Date; runId: number | undefined; statement: string | undefined; line: number | undefined }
  'money/select-paid-from': { holder: string; bic: string; number: string }
  'money/select-run': { runId: number; bankAccountId: number; asOf: Date; madeBy: string; lines: number; amount: string; digest: Buffer | undefined; secondFrom: string; approvalId: string | undefined; approvedBy: string | undefined; secondApprovalId: string | undefined; secondApprovedBy: string | undefined; exportedBy: string | undefined; exportedAt: Date | undefined; painHash: Buffer | undefined; csvHash: Buffer | undefined; withdrawnBy: string | undefined; withdrawnAt: Date | undefined }
  'money/select-runs': { runId: number; asOf: Date; madeBy: string; lines: number; amount: string; digest: Buffer | undefined; secondFrom: string; approvalId: string | undefined; approvedBy: string | undefined; secondApprovalId: string | undefined; secondApprovedBy: string | undefined; exportedBy: string | undefined; exportedAt: Date | undefined; painHash: Buffer | undefined; csvHash: Buffer | undefined; withdrawnBy: string | undefined; withdrawnAt: Date | undefined; bankAccountId: number; holder: string; bic: string; number: string; waiting: number | undefined; ordered: number | undefined; paid: number | undefined; back: number | undefined }
  'money/select-statements': { statementId: number; bankAccountId: number; format: 'camt.053' | 'mt940' | 'csv'; reference: string; sequence: string | undefined; fromOn: string | undefined; untilOn: string | undefined; opening: string; closing: string; lines: number; fileHash: Buffer; importedBy: string; importedAt: Date; number: string; holder: string; waiting: number | undefined }
  'money/select-transfers': { paymentId: string; amount: string | undefined; holder: string | undefined; provider: string; numberSealed: Buffer }
  'money/select-tries': { runId: number; paymentId: string; partyKind: 'institution' | 'storefront' | 'person'; partyId: string; party: string | undefined; items: number; gross: string; netted: string; amount: string | undefined; state: 'waiting' | 'ready' | 'withdrawn' | 'ordered' | 'paid' | 'refused' | 'returned'; waitsBecause: 'on_hold' | 'no_account' | 'account_rests' | 'account_shared' | 'account_refused' | 'duplicate_person' | 'below_minimum' | 'budget_passed' | 'account_changed' | 'entries_changed' | 'owed_changed' | undefined; bankReason: string | undefined; provider: string | undefined; numberTail: string | undefined; asOf: Date; exportedAt: Date | undefined; paidOn: string | undefined }
  'money/select-unchecked': { provider: string; numberSealed: Buffer; holderName: string; language: 'id' | 'en' }
  'money/select-waiting-lines': { statementLineId: string; statementId: number; line: number; amount: string; bookedOn: string | undefined; endToEndId: string | undefined; reference: string; reason: string | undefined; outcome: 'paid' | 'returned' | 'unordered' | 'paid_twice' | 'amount_differs' | 'return_differs' | 'unknown_credit'; paymentId: string | undefined; decision: 'funding' | 'fee' | 'pays' | 'gives_back' | 'paid_back' | 'party_owes' | undefined; decidedPaymentId: string | undefined; decidedBecause: string | undefined; decidedBy: string | undefined; decidedAt: Date | undefined; statement: string; bankAccountId: number; party: string | undefined; ordered: string | undefined }
  'money/set-hold-lifted': { partyKind: 'institution' | 'storefront' | 'person' | 'purchase'; partyId: string }
  'money/statement-known': { statementId: number; importedAt: Date }
  'money/statement-lines': { cardId: string; purchaseId: string; invoiceCode: string | undefined; storefront: string; course: string; price: number | undefined; commission: number | undefined; firstPart: number | undefined; restPart: number | undefined; paidAt: Date | undefined; redeemedAt: Date | undefined; finishedAt: Date | undefined; finishedAs: 'proven' | 'reported' | undefined; cancelledAt: Date | undefined; usedByWord: boolean | undefined; reportRestsUntil: Date | undefined }
  'money/sum-run': { lines: number | undefined; waiting: number | undefined; amount: string | undefined; digest: Buffer | undefined }
  'partners/count-offers': { offers: number | undefined }
  'partners/count-redirect-uris': { count: number | undefined }
  'partners/find-sign-on-client': { name: string; redirectUris: string[]; postLogoutUris: string[]; scopes: string[]; secretSealed: Buffer }
  'partners/find-sign-on-model': { sealed: Buffer; consumedAt: Date | undefined }
  'partners/find-sign-on-model-by-uid': { sealed: Buffer; consumedAt: Date | undefined }
  'partners/insert': { partnerId: number }
  'partners/insert-redirect-uri': { uri: string }
  'partners/insert-sign-on-client': { clientId: string }
  'partners/institution-exists': { found: boolean | undefined }
  'partners/key-slots': { slot: number; createdAt: Date }
  'partners/list': { partnerId: number; clientCode: string; name: string; kind: 'storefront' | 'institution'; domain: string; institutionId: number | undefined; actsAsInstitution: boolean; givesVoucher: boolean; sandbox: boolean; demandsSha256: boolean; status: 'active' | 'suspended'; sealedKeys: Buffer[] | undefined }
  'partners/list-by-name': { partnerId: number; clientCode: string; name: string; kind: 'storefront' | 'institution'; domain: string; institutionId: number | undefined; actsAsInstitution: boolean; givesVoucher: boolean; sandbox: boolean; demandsSha256: boolean; status: 'active' | 'suspended' }
  'partners/list-consents': { clientId: string; partner: string; scopes: string[]; scopeVersion: number; givenAt: Date }
  'partners/list-refused-calls': { clientCode: string | undefined; call: string; refusal: string; hour: Date; refusals: number; lastAt: Date; requestIds: string[] }
  'partners/list-sign-on-clients': { issuer: 'programme' | 'kemnaker'; clientId: string; name: string; redirectUris: string[]; postLogoutUris: string[]; scopes: string[]; createdAt: Date; secretChangedAt: Date; endedAt: Date | undefined }
  'partners/live-consent': { scopes: string[] }
  'partners/live-keys': { partnerId: number; slot: number; createdAt: Date }
  'partners/lock': { partnerId: number }
  'partners/lock-to-change': { partnerId: number; name: string; kind: 'storefront' | 'institution'; domain: string; institutionId: number | undefined; actsAsInstitution: boolean; status: 'active' | 'suspended'; storefront: string | undefined }
  'partners/partner-known': { known: boolean | undefined }
  'partners/put-key': { slot: number }
  'partners/redirect-uri-registered': { registered: boolean | undefined }
  'partners/redirect-uris': { uri: string; addedAt: Date }
  'partners/select-sign-on-keys': { kid: string; jwkSealed: Buffer }
  'people/insert-person': { personId: string }
  'people/lock-identity': { pgAdvisoryXactLock: unknown }
  'people/person-to-log-in': { personId: string | undefined; phone: string | undefined }
  'people/phone-of-person': { personId: string; phone: string }
  'people/select-card-of-person': { cardId: string | undefined }
  'people/select-claim-facts': { excludedBy: string | undefined; barred: boolean | undefined; recipient: boolean | undefined; registered: boolean | undefined; claimedElsewhere: boolean | undefined; lapsedElsewhere: boolean | undefined; family: number | undefined }
  'people/select-consents': { purpose: 'registration' | 'registry' | 'news' | 'research'; version: number; givenAt: Date; withdrawnAt: Date | undefined; place: string }
  'people/sign-on-claims': { name: string; email: string; phone: string }
  'purchase/authorize-purchases': { slot: number | undefined; verdict: string | undefined; triesLeft: number | undefined; triesAgainAt: Date | undefined; otpFailures: number | undefined; knownAccount: boolean | undefined; invoiceCode: string | undefined; transactionCode: string | undefined; redeemCode: string | undefined; voucherCode: string | undefined; amount: number | undefined; holderName: string | undefined; balanceAfter: number | undefined; paidAt: Date | undefined }
  'purchase/begin-otp-pause': { pauseId: string }
  'purchase/cancel': { cardId: string; purchaseId: string }
  'purchase/end-otp-pause': { partnerId: number; acquaintance: 'new' | 'known'; because: 'codes_guessed' | 'cards_probed' }
  'purchase/end-otp-pauses': { pauseId: string; partnerId: number; acquaintance: 'new' | 'known' }
  'purchase/lock-cards': { cardId: string }
  'purchase/lock-cards-by-number': { cardId: string }
  'purchase/lock-invoiced-card': { cardId: string }
  'purchase/lock-otp-pauses': { pgAdvisoryXactLock: unknown }
  'purchase/lock-seats': { scheduleId: number }
  'purchase/lock-telling-refused': { mine: boolean | undefined }
  'purchase/open-otp-pauses': { pauses: number | undefined }
  'purchase/own-purchase': { status: 'awaiting_otp' | 'paid' | 'cancelled'; redeemedAt: Date | undefined; amount: number; discount: number; startsAt: Date | undefined; balance: number; cardStatus: 'active' | 'suspended' | 'revoked'; firstPaidAt: Date | undefined; firstPurchaseBefore: Date; usableBefore: Date; floorGiven: boolean | undefined; othersStand: boolean | undefined }
  'purchase/purchase-of-invoice': { cardId: string; purchaseId: string; scheduleId: number; status: 'awaiting_otp' | 'paid' | 'cancelled'; captured: boolean | undefined; transactionCode: string | undefined; amount: number; expiresAt: Date; createdAt: Date; redeemedAt: Date | undefined; holderName: string }
  'purchase/purchase-to-void': { cardId: string; purchaseId: string; scheduleId: number; status: 'awaiting_otp' | 'paid' | 'cancelled'; captured: boolean | undefined; transactionCode: string | undefined; amount: number; expiresAt: Date; createdAt: Date; redeemedAt: Date | undefined; holderName: string }
  'purchase/receipt': { cardId: string; purchaseId: string; holderName: string; cardTail: string | undefined; invoiceCode: string | undefined; transactionCode: string | undefined; redeemCode: string | undefined; voucherCode: string | undefined; amount: number; discount: number; paidAt: Date | undefined; cancelledAt: Date | undefined; redeemedAt: Date | undefined; redeemedEmail: string | undefined; redeemUrl: string | undefined; finishedAt: Date | undefined; balanceAfter: number | undefined }
  'purchase/refused-asks-of-card': { storefront: string; course: string; reason: 'card_number_replaced' | 'card_suspended' | 'card_revoked' | 'paying_locked' | 'phone_changed' | 'deadline_passed' | 'card_used_by_other_account' | 'schedule_after_term' | 'age_unfit' | 'education_unfit' | 'balance_too_small' | 'training_unfinished' | 'too_many_otps' | undefined; at: Date }
  'purchase/refused-asks-to-tell': { cardId: string; refusedAskId: string }
  'purchase/seats-of-schedule': { courseCode: string; seatsLeft: number | undefined }
  'purchase/select-cancelled': { cardId: string; firstPaidAt: Date | undefined; firstPurchaseBefore: Date; usableBefore: Date; floorGiven: boolean | undefined; othersStand: boolean | undefined; cancelledDays: number | undefined; status: 'active' | 'suspended' | 'revoked'; balance: number; holderName: string; holderPhone: string; holderEmail: string; course: string; storefront: string; invoice: string | undefined; amount: number }
  'purchase/select-otp-pauses': { pauseId: string; partner: string | undefined; acquaintance: 'new' | 'known'; because: 'codes_guessed' | 'cards_probed'; beganAt: Date; endedAt: Date | undefined; endedBy: string | undefined }
  'purchase/select-purchases-of-card': { purchaseId: string; course: string; institution: string; institutionSlug: string; storefront: string; amount: number; paidAt: Date | undefined; cancelledAt: Date | undefined; voucherCode: string | undefined; redeemUrl: string | undefined; redeemedAt: Date | undefined; redeemedEmail: string | undefined; finishedAt: Date | undefined; finishedAs: 'proven' | 'reported' | undefined; invoiceUrl: string | undefined; invoiceCode: string | undefined; transactionCode: string | undefined; redeemCode: string | undefined; startsAt: Date | undefined; place: unknown }
  'purchase/send-otps': { slot: number | undefined; refusal: string | undefined; knownAccount: boolean | undefined; cardId: string | undefined; purchaseId: string | undefined; expiresAt: Date | undefined; waitSeconds: number | undefined }
  'purchase/waiting-refused-asks': { cardId: string; refusedAskId: string; reason: 'card_number_replaced' | 'card_suspended' | 'card_revoked' | 'paying_locked' | 'phone_changed' | 'deadline_passed' | 'card_used_by_other_account' | 'schedule_after_term' | 'age_unfit' | 'education_unfit' | 'balance_too_small' | 'training_unfinished' | 'too_many_otps' | undefined; storefront: string; phone: string | undefined }
  'recipients/after': { personId: string; name: string; nikTail: string; phone: string; cardTail: string | undefined; cardStatus: 'active' | 'suspended' | 'revoked' | undefined; balance: number | undefined; notifiedAt: Date | undefined; firstPurchaseBefore: Date | undefined; firstPaidAt: Date | undefined }
  'recipients/count-families': { kkHash: Buffer; recipients: number | undefined }
  'recipients/count-selected': { selected: number | undefined; notified: number | undefined }
  'recipients/delete-exclusions': { nikHash: string | undefined }
  'recipients/insert-exclusion': { list: string }
  'recipients/insert-exclusions': { nikHash: Buffer }
  'recipients/lock-wave': { year: number; quota: number; notified: boolean | undefined; byDraw: boolean | undefined; recipients: number | undefined }
  'recipients/lock-wave-to-undo': { waveId: number }
  'recipients/select-called-upto': { rank: number | undefined }
  'recipients/select-excluded': { nikHash: Buffer }
  'recipients/select-exclusion-lists': { list: string; niks: number | undefined; importedAt: Date | undefined }
  'recipients/select-exclusion-sources': { list: string | undefined }
  'recipients/select-exclusions': { list: string; mark: string | undefined; addedBy: string; addedAt: Date; because: string | undefined; key: string | undefined }
  'recipients/select-exclusions-of-list': { list: string; mark: string | undefined; addedBy: string; addedAt: Date; because: string | undefined; key: string | undefined }
  'recipients/select-exclusions-of-nik': { list: string; mark: string | undefined; addedBy: string; addedAt: Date; because: string | undefined; key: string | undefined }
  'recipients/select-known-persons': { nikHash: Buffer; barred: boolean | undefined; waveId: number | undefined; name: string; bornOn: string; phone: string; email: string }
  'recipients/select-person-of-nik': { personId: string }
  'recipients/select-recipients-to-undo': { personId: string; granted: boolean | undefined }
  'recipients/select-reserves': { rank: number | undefined; personId: string; left: boolean | undefined; barred: boolean | undefined; recipient: boolean | undefined; family: string | undefined; ofFamily: number | undefined; name: string; phone: string; email: string; bornOn: string; education: number }
  'recipients/select-seats-to-fill': { freedSeatId: string }
  'recipients/select-waves-to-fill': { waveId: number; seats: number | undefined; sandbox: boolean | undefined; calledUpto: number | undefined }
  'recipients/select-years-with-seats': { year: number }
  'recipients/take-selected': { personId: string; name: string; phone: string; email: string; bornOn: string; education: number }
  'recipients/upsert-persons': { personId: string; made: boolean | undefined }
  'reconciliation/count-open': { open: number | undefined }
  'reconciliation/day-lines': { partnerId: number | undefined; what: string | undefined; at: Date | undefined; invoiceCode: string | undefined; transactionCode: string | undefined; redeemCode: string | undefined; courseCode: string; scheduleCode: string; price: number | undefined; paidByCard: number | undefined; promo: number | undefined; held: number | undefined; institutions: number | undefined; commission: number | undefined; promoOwed: number | undefined; returned: number | undefined; firstTaken: boolean | undefined }
  'reconciliation/decide-difference': { known: boolean | undefined; decided: boolean | undefined }
  'reconciliation/find-difference': { differenceId: string; kind: 'missing_here' | 'missing_there' | 'doubled' | 'amount_differs' | 'status_differs' | 'wrong_day'; clientCode: string | undefined; party: string | undefined; day: string | undefined; subject: string; ours: unknown; theirs: unknown; foundBy: string; foundAt: Date; decision: 'accepted' | 'corrected_there' | 'corrected_here' | 'false_alarm' | 'settled_by_file' | undefined; decidedBecause: string | undefined; decidedBy: string | undefined; decidedAt: Date | undefined }
  'reconciliation/find-file': { partnerFileId: string; partnerId: number; clientCode: string; storefront: string; day: string | undefined; name: string; sha256: Buffer; content: Buffer; taken: boolean | undefined }
  'reconciliation/find-invoice': { invoiceCode: string | undefined; transactionCode: string | undefined; cardId: string; purchaseId: string; course: string; paidAt: Date | undefined; redeemedAt: Date | undefined; finishedAt: Date | undefined; cancelledAt: Date | undefined }
  'reconciliation/find-invoices': { invoiceCode: string; transactionCode: string | undefined; amount: number; paidAt: Date | undefined; cancelledAt: Date | undefined; status: string | undefined }
  'reconciliation/first-day': { began: Date | undefined }
  'reconciliation/insert-file': { partnerFileId: string | undefined }
  'reconciliation/kept-day': { file: Buffer; sha256: Buffer }
  'reconciliation/last-closed-day': { day: string | undefined; closing: unknown }
  'reconciliation/list-days': { clientCode: string; storefront: string; day: string | undefined; lines: number; totals: unknown; closing: unknown; openDifferences: number | undefined }
  'reconciliation/lock-partner': { partnerId: number }
  'reconciliation/partner-by-code': { partnerId: number; clientCode: string; name: string }
  'reconciliation/select-differences': { differenceId: string; kind: 'missing_here' | 'missing_there' | 'doubled' | 'amount_differs' | 'status_differs' | 'wrong_day'; clientCode: string | undefined; party: string | undefined; day: string | undefined; subject: string; ours: unknown; theirs: unknown; foundBy: string; foundAt: Date; decision: 'accepted' | 'corrected_there' | 'corrected_here' | 'false_alarm' | 'settled_by_file' | undefined; decidedBecause: string | undefined; decidedBy: string | undefined; decidedAt: Date | undefined }
  'reconciliation/storefronts': { partnerId: number; clientCode: string }
  'registration/applicants-by-the-index': { seqscan: string | undefined; hashjoin: string | undefined; mergejoin: string | undefined }
  'registration/contact-change-in-the-way': { restsUntil: Date; stopped: boolean | undefined }
  'registration/email-before': { accountId: string | undefined; name: string | undefined }
  'registration/hold-open-waves': { waveId: number }
  'registration/identity-failures-since': { failures: number | undefined }
  'registration/insert-contact-change': { contactChangeId: string }
  'registration/insert-persons': { personId: string; nikHash: Buffer }
  'registration/lock-applicants-to-undo': { personId: string }
  'registration/lock-contact-change': { stoppedAt: Date | undefined }
  'registration/lock-email': { pgAdvisoryXactLock: unknown }
  'registration/lock-identities': { pgAdvisoryXactLock: unknown }
  'registration/lock-identity-to-correct': { nikSealed: Buffer; kkSealed: Buffer; bornOn: string; waits: boolean | undefined }
  'registration/lock-person-contacts': { name: string; phone: string; email: string }
  'registration/lock-person-identity': { nikHash: Buffer; kkHash: Buffer; bornOn: string; name: string; phone: string; email: string }
  'registration/lock-person-to-correct': { name: string; email: string; education: number; occupation: string }
  'registration/lock-phone-to-put-back': { phone: string }
  'registration/lock-phones': { pgAdvisoryXactLock: unknown }
  'registration/lock-registration': { accountId: string; email: string; personId: string | undefined; identityDraft: Buffer | undefined; identityFailures: number; identityFailedOn: string | undefined; name: string | undefined; nikHash: Buffer | undefined; nikSealed: Buffer | undefined; nikTail: string | undefined; kkHash: Buffer | undefined; kkSealed: Buffer | undefined; bornOn: string | undefined; claimedAt: Date | undefined; education: number | undefined; occupation: string | undefined; phone: string | undefined; phoneVerifiedAt: Date | undefined; statementsAt: Date | undefined; completedAt: Date | undefined }
  'registration/lock-running-test': { endsAt: Date }
  'registration/old-channels': { channel: string | undefined; address: string | undefined }
  'registration/person-of-portal-account': { personId: string | undefined }
  'registration/phone-taken': { taken: boolean | undefined }
  'registration/phone-to-change': { phone: string }
  'registration/portal-account-by-email': { accountId: string; personId: string | undefined; passwordHash: string }
  'registration/portal-account-of-person': { accountId: string; email: string; passwordHash: string }
  'registration/select-applicants-to-undo': { personId: string | undefined; name: string | undefined; email: string | undefined; kept: string | undefined; waveId: number | undefined; wave: number | undefined }
  'registration/select-assisted': { nikHash: Buffer; name: string; bornOn: string; phone: string; email: string }
  'registration/select-contact-change': { personId: string; was: string; became: string; changedAt: Date; restsUntil: Date; stoppedAt: Date | undefined }
  'registration/select-contact-of-person': { name: string; phone: string }
  'registration/select-families': { kkHash: Buffer | undefined; nikHash: Buffer | undefined; registered: boolean | undefined }
  'registration/select-family-of-correction': { family: number | undefined }
  'registration/select-held-data': { name: string; email: string; phone: string; nikTail: string; bornOn: string; education: number; occupation: string; createdAt: Date; scores: unknown; agency: string | undefined }
  'registration/select-journal-of-person': { at: Date; actor: string; act: string; reason: string | undefined }
  'registration/select-known-niks': { nikHash: Buffer | undefined; excludedBy: string | undefined; claimed: boolean | undefined; lapsed: boolean | undefined; personId: string | undefined; barred: boolean | undefined; recipient: boolean | undefined; assisted: boolean | undefined; kkHash: Buffer | undefined; name: string | undefined; bornOn: string | undefined; phone: string | undefined; email: string | undefined; occupation: string | undefined }
  'registration/select-nik-facts': { taken: boolean | undefined; excluded: boolean | undefined }
  'registration/select-registration': { accountId: string; email: string; personId: string | undefined; identityDraft: Buffer | undefined; identityFailures: number; identityFailedOn: string | undefined; name: string | undefined; nikHash: Buffer | undefined; nikSealed: Buffer | undefined; nikTail: string | undefined; kkHash: Buffer | undefined; kkSealed: Buffer | undefined; bornOn: string | undefined; claimedAt: Date | undefined; education: number | undefined; occupation: string | undefined; phone: string | undefined; phoneVerifiedAt: Date | undefined; statementsAt: Date | undefined; completedAt: Date | undefined }
  'registration/select-taken-phones': { phone: string | undefined }
  'registration/select-test-answers': { item: number; choice: number }
  'registration/select-test-attempt': { beganAt: Date; endsAt: Date; finishedAt: Date | undefined }
  'registration/take-registry-try': { taken: number | undefined }
  'registration/upsert-portal-account': { accountId: string; personId: string | undefined; opened: boolean | undefined }
  'reports/chart-by-hour': { hour: Date | undefined; registered: number | undefined; bought: number | undefined }
  'reports/chart-cards': { state: string | undefined; cards: number | undefined; rupiah: string | undefined }
  'reports/chart-cases': { kind: string | undefined; d2: number | undefined; d4: number | undefined; d8: number | undefined; d15: number | undefined; older: number | undefined }
  'reports/chart-completion': { paid: number | undefined; standing: number | undefined; used: number | undefined; finished: number | undefined; reviewed: number | undefined }
  'reports/chart-first-purchases': { day: string | undefined; bought: number | undefined }
  'reports/chart-institutions': { name: string; purchases: number | undefined; rupiah: string | undefined }
  'reports/chart-otps': { beginning: string | undefined; sent: number | undefined; confirmed: number | undefined }
  'reports/chart-ratings': { stars: number; reviews: number | undefined }
  'reports/chart-refusals': { refusal: string; refusals: number | undefined }
  'reports/chart-storefronts': { name: string; purchases: number | undefined; rupiah: string | undefined }
  'reports/chart-wave-term': { cards: number | undefined; notifiedAt: Date | undefined; before: Date | undefined }
  'reports/latest-entry': { at: Date | undefined }
  'reports/movements': { of: string | undefined; kind: string | undefined; debit: string | undefined; credit: string | undefined; amount: string | undefined }
  'reports/movements-by-institution': { of: string | undefined; kind: string | undefined; debit: string | undefined; credit: string | undefined; amount: string | undefined }
  'reports/movements-by-province': { of: string | undefined; kind: string | undefined; debit: string | undefined; credit: string | undefined; amount: string | undefined }
  'reports/movements-by-storefront': { of: string | undefined; kind: string | undefined; debit: string | undefined; credit: string | undefined; amount: string | undefined }
  'reports/movements-by-wave': { of: string | undefined; kind: string | undefined; debit: string | undefined; credit: string | undefined; amount: string | undefined }
  'reports/movements-by-year': { of: string | undefined; kind: string | undefined; debit: string | undefined; credit: string | undefined; amount: string | undefined }
  'reports/open-chosen': { applied: number | undefined; chosen: number | undefined }
  'reports/pack-approvals': { cells: string[] | undefined; mark: string[] | undefined }
  'reports/pack-contracts': { cells: string[] | undefined; mark: string[] | undefined }
  'reports/pack-differences': { cells: string[] | undefined; mark: string[] | undefined }
  'reports/pack-entries': { cells: string[] | undefined; mark: string[] | undefined }
  'reports/pack-lines': { cells: string[] | undefined; mark: string[] | undefined }
  'reports/pack-payment-entries': { cells: string[] | undefined; mark: string[] | undefined }
  'reports/pack-runs': { cells: string[] | undefined; mark: string[] | undefined }
  'reports/pack-statement-lines': { cells: string[] | undefined; mark: string[] | undefined }
  'reports/pack-statements': { cells: string[] | undefined; mark: string[] | undefined }
  'reports/sample-items': { cells: string[] | undefined }
  'reports/value-names': { value: string | undefined; name: string | undefined }
  'retention/erase-append-only': { eraseFromAppendOnly: unknown }
  'retention/lock-to-erase': { name: string; phone: string; email: string; nikSealed: Buffer; erasedAt: Date | undefined; known: boolean | undefined; accountId: string | undefined; cardId: string | undefined; requests: string[] | undefined }
  'retention/select-addresses': { address: string | undefined }
  'retention/select-shop-accounts': { accountId: string | undefined; storefront: string }
  'retention/what-stands': { cardUntil: Date | undefined; unsettled: boolean | undefined; waits: boolean | undefined; offered: boolean | undefined; orderUntil: Date | undefined; checked: boolean | undefined; unpaid: boolean | undefined; appealed: boolean | undefined; held: boolean | undefined; helped: boolean | undefined; helpUntil: Date | undefined; restoring: boolean | undefined }
  'staff/count-broken-tasks': { broken: number | undefined }
  'staff/count-exports': { count: number | undefined }
  'staff/count-views': { count: number | undefined }
  'staff/end-open-approvals': { approvalId: string; act: string; subject: string }
  'staff/end-open-corrections': { correctionId: string; cardId: string }
  'staff/find-people': { personId: string | undefined; by: string | undefined; name: string; phone: string; nikTail: string; cardTail: string | undefined; cardStatus: 'active' | 'suspended' | 'revoked' | undefined }
  'staff/find-people-by-name': { personId: string; by: string | undefined; name: string; phone: string; nikTail: string; cardTail: string | undefined; cardStatus: 'active' | 'suspended' | 'revoked' | undefined }
  'staff/find-things': { kind: string | undefined; key: string | undefined; name: string | undefined; below: string | undefined }
  'staff/history': { at: Date; act: string; actor: string; actorName: string | undefined; reason: string; facts: unknown }
  'staff/history-of-card': { at: Date; act: string; actor: string; actorName: string | undefined; reason: string; facts: unknown }
  'staff/insert-export': { exportId: string }
  'staff/insert-staff': { staffId: string }
  'staff/insert-task': { taskId: string }
  'staff/prepare-names': { setConfig: string | undefined }
  'staff/read-name': { word: string | undefined; common: string[] | undefined }
  'staff/select-actor-names': { actor: string | undefined; name: string | undefined }
  'staff/select-card-of-person': { cardId: string | undefined }
  'staff/select-export': { source: string; terms: unknown; language: 'id' | 'en'; staffId: string; rows: number; lastKey: string | undefined; wholeAt: Date | undefined; chunks: number | undefined }
  'staff/select-export-chunk': { content: Buffer }
  'staff/select-exports': { exportId: string; source: string; terms: unknown; language: 'id' | 'en'; askedAt: Date; rows: number; wholeAt: Date | undefined; endedAs: string | undefined }
  'staff/select-exports-left': { exportId: string; source: string; staffId: string }
  'staff/select-first': { nobody: boolean | undefined; neverEnrolled: boolean | undefined }
  'staff/select-person': { personId: string; name: string; nikTail: string; bornOn: string | undefined; phone: string; email: string; education: number; occupation: string; barredAt: Date | undefined; barredBecause: string | undefined; erasedAt: Date | undefined; cardId: string | undefined; waveNumber: number | undefined; waveYear: number | undefined }
  'staff/select-purchases-of-person': { purchaseId: string; course: string; storefront: string; amount: number; status: 'awaiting_otp' | 'paid' | 'cancelled'; createdAt: Date; paidAt: Date | undefined; redeemedAt: Date | undefined; finishedAt: Date | undefined; cancelledAt: Date | undefined; invoice: string | undefined }
  'staff/select-shell-session': { accountId: string | undefined }
  'staff/select-shell-sessions': { id: string | undefined; device: string; createdAt: Date }
  'staff/select-staff': { staffId: string; email: string; name: string; roles: string[]; enrolledAt: Date | undefined; decidesFrom: Date | undefined; recoveryCodesLeft: number | undefined; createdAt: Date; disabledAt: Date | undefined }
  'staff/select-staff-names': { staffId: string; name: string }
  'staff/select-staff-of-session': { staffId: string; email: string; name: string; roles: string[]; enrolledAt: Date | undefined; decidesFrom: Date | undefined; recoveryCodesLeft: number | undefined; createdAt: Date; disabledAt: Date | undefined }
  'staff/select-task': { taskId: string; kind: string; subject: string; startedBy: string; startedAt: Date; done: number; total: number; endedAt: Date | undefined; endedAs: 'done' | 'refused' | 'broken' | 'interrupted' | undefined; report: unknown; terms: unknown; lost: boolean | undefined }
  'staff/select-tasks': { taskId: string; kind: string; subject: string; startedBy: string; startedAt: Date; done: number; total: number; endedAt: Date | undefined; endedAs: 'done' | 'refused' | 'broken' | 'interrupted' | undefined; report: unknown; terms: unknown; lost: boolean | undefined }
  'staff/select-timeline': { at: Date | undefined; act: string | undefined; actor: string | undefined; actorName: string | undefined; subject: string | undefined; reason: string | undefined; facts: unknown; requestId: string | undefined; key: string | undefined }
  'staff/select-views': { viewId: number; query: string; name: string; role: string | undefined; madeBy: string; own: boolean | undefined }
  'storefronts/account-by-email': { accountId: string; storefront: string; email: string; name: string; phone: string | undefined; phoneVerifiedAt: Date | undefined; provider: string | undefined; passwordHash: string | undefined }
  'storefronts/account-by-id': { accountId: string; storefront: string; email: string; name: string; phone: string | undefined; phoneVerifiedAt: Date | undefined; provider: string | undefined }
  'storefronts/account-to-reset': { accountId: string; name: string }
  'storefronts/balance-of-account': { tail: string | undefined; balance: number }
  'storefronts/card-tail-of-account': { tail: string | undefined }
  'storefronts/changing-account': { accountId: string; email: string; name: string; phone: string | undefined; phoneVerifiedAt: Date | undefined; passwordHash: string | undefined }
  'storefronts/drafts-to-settle': { orderNo: string; storefront: string }
  'storefronts/email-is-taken': { taken: boolean | undefined }
  'storefronts/end-promo': { promoId: number }
  'storefronts/insert-account': { accountId: string; storefront: string; email: string; name: string; phone: string | undefined; phoneVerifiedAt: Date | undefined; provider: string | undefined }
  'storefronts/insert-account-elsewhere': { accountId: string }
  'storefronts/insert-draft': { orderNo: string }
  'storefronts/insert-missing-partners': { made: number | undefined }
  'storefronts/insert-promo': { promoId: number }
  'storefronts/is-suspended': { suspended: boolean | undefined }
  'storefronts/lapse-order': { orderNo: string; title: string; name: string; email: string; lapsesAt: Date | undefined }
  'storefronts/leave-step': { becameAnother: boolean | undefined }
  'storefronts/lock-limited-promo': { promoId: number }
  'storefronts/lock-order-for-promo': { status: 'draft' | 'placed' | 'paid' | 'lapsed' | 'cancelled'; accountId: string | undefined; discount: number; promoCode: string | undefined; lapsesAt: Date | undefined }
  'storefronts/locked-account': { accountId: string; email: string; name: string; phone: string | undefined; phoneVerifiedAt: Date | undefined; passwordHash: string | undefined }
  'storefronts/order-by-number': { orderNo: string; storefront: string; accountId: string | undefined; name: string | undefined; email: string | undefined; phone: string | undefined; phoneVerified: boolean | undefined; sessionHash: Buffer | undefined; courseId: number; courseCode: string; courseTitle: string; courseSlug: string; institution: string; institutionSlug: string; redeemUrl: string | undefined; learningMethod: 'self_paced' | 'webinar'; scheduleCode: string; startsAt: Date | undefined; endsAt: Date | undefined; place: unknown; step: string; answers: unknown; status: string | undefined; price: number; discount: number; promoCode: string | undefined; createdAt: Date; placedAt: Date | undefined; lapsesAt: Date | undefined; paidAt: Date | undefined; cardId: string | undefined; purchaseId: string | undefined; voucherCode: string | undefined; redeemedAt: Date | undefined; cancelledAt: Date | undefined; finishedAt: Date | undefined; paidUnseen: boolean | undefined }
  'storefronts/order-is-paid': { paid: boolean | undefined }
  'storefronts/orders-of-account': { orderNo: string; storefront: string; accountId: string | undefined; name: string | undefined; email: string | undefined; phone: string | undefined; phoneVerified: boolean | undefined; sessionHash: Buffer | undefined; courseId: number; courseCode: string; courseTitle: string; courseSlug: string; institution: string; institutionSlug: string; redeemUrl: string | undefined; learningMethod: 'self_paced' | 'webinar'; scheduleCode: string; startsAt: Date | undefined; endsAt: Date | undefined; place: unknown; step: string; answers: unknown; status: string | undefined; price: number; discount: number; promoCode: string | undefined; createdAt: Date; placedAt: Date | undefined; lapsesAt: Date | undefined; paidAt: Date | undefined; cardId: string | undefined; purchaseId: string | undefined; voucherCode: string | undefined; redeemedAt: Date | undefined; cancelledAt: Date | undefined; finishedAt: Date | undefined; paidUnseen: boolean | undefined }
  'storefronts/orders-of-card': { orderNo: string; storefront: string; purchaseId: string | undefined }
  'storefronts/orders-to-lapse': { orderNo: string; storefront: string }
  'storefronts/promo-exists': { promoId: number }
  'storefronts/refresh-account-elsewhere': { accountId: string }
  'storefronts/sealed-card-of': { cardSealed: Buffer | undefined }
  'storefronts/select-promo': { promoId: number; kind: 'percent' | 'amount'; value: number; maxDiscount: number | undefined; minPrice: number | undefined; startsAt: Date; endsAt: Date | undefined; limitTotal: number | undefined; limitPerAccount: number | undefined; status: 'active' | 'ended'; fitsCourse: boolean | undefined; mine: boolean | undefined; taken: number | undefined; takenByAccount: number | undefined }
  'storefronts/select-promos': { promoId: number; storefront: string; code: string; kind: 'percent' | 'amount'; value: number; maxDiscount: number | undefined; minPrice: number | undefined; startsAt: Date; endsAt: Date | undefined; limitTotal: number | undefined; limitPerAccount: number | undefined; uses: number | undefined; state: string | undefined; courses: string[] | undefined; categories: string[] | undefined }
  'storefronts/unknown-promo-scope': { courses: number | undefined; categories: number | undefined }
  'suspension/account-to-tell': { name: string; email: string }
  'suspension/end-order': { orderNo: string; course: string; storefront: string; name: string | undefined; email: string | undefined }
  'suspension/in-force': { suspensionId: number }
  'suspension/insert': { suspensionId: number }
  'suspension/list': { suspensionId: number; partyKind: 'institution' | 'storefront'; partyId: number; party: string | undefined; clientCode: string | undefined; because: string; begun: 'by_place' | 'go_on' | 'cancelled'; beganAt: Date; begunBy: string; settledAt: Date | undefined; endedAt: Date | undefined; endedBy: string | undefined; endedBecause: string | undefined; waits: number | undefined; returned: number | undefined; goesOn: number | undefined; ended: number | undefined; told: number | undefined; overBefore: number | undefined }
  'suspension/list-open-of-institution': { purchases: number | undefined; orders: number | undefined; accounts: number | undefined }
  'suspension/list-open-of-storefront': { purchases: number | undefined; orders: number | undefined; accounts: number | undefined }
  'suspension/lock': { partyKind: 'institution' | 'storefront'; partyId: number; subject: string | undefined; holdId: string; settledAt: Date | undefined; name: string | undefined }
  'suspension/lock-institution': { name: string }
  'suspension/lock-seats': { scheduleId: number }
  'suspension/lock-storefront': { name: string }
  'suspension/open-purchases': { cardId: string; purchaseId: string; stillPaid: boolean | undefined; finished: boolean | undefined; holderName: string; holderPhone: string; holderEmail: string; course: string; ownLessons: boolean | undefined }
  'suspension/settling': { suspensionId: number; partyKind: 'institution' | 'storefront'; because: string; begun: 'by_place' | 'go_on' | 'cancelled'; begunBy: string; subject: string | undefined; party: string | undefined }
  'suspension/take-items': { item: number; cardId: string | undefined; purchaseId: string | undefined; orderNo: string | undefined; accountId: string | undefined; used: boolean | undefined }
  'waves/count-free-seats': { waveId: number; number: number; forReserves: number | undefined; forExtra: number | undefined }
  'waves/count-funnel': { joined: number | undefined; takenOut: number | undefined; listed: number | undefined; selected: number | undefined; notified: number | undefined; bought: number | undefined; revoked: number | undefined }
  'waves/count-moved-up': { movedUp: number | undefined; upto: number | undefined }
  'waves/count-wave-seats': { reserves: number | undefined; called: number | undefined; movedUp: number | undefined; calledUpto: number | undefined; reservesUntil: Date | undefined; left: number | undefined; toReserves: number | undefined; toExtra: number | undefined; returned: number | undefined; madeUp: number | undefined; forReserves: number | undefined; forExtra: number | undefined; owed: number | undefined }
  'waves/free-seat-again': { freedSeatId: string }
  'waves/group-of-ref': { priorityGroup: number }
  'waves/hold-open-wave': { waveId: number }
  'waves/insert-application': { joined: boolean | undefined; open: boolean | undefined }
  'waves/insert-applications': { personId: string }
  'waves/insert-chosen': { chosen: number | undefined }
  'waves/insert-extra-wave': { waveId: number; number: number }
  'waves/insert-wave': { waveId: number }
  'waves/list-by-the-index': { setConfig: string | undefined }
  'waves/lock-drawn-wave': { waveId: number }
  'waves/lock-families': { personId: string }
  'waves/lock-family': { personId: string; nikSealed: Buffer; bornOn: string; occupation: string; barred: boolean | undefined }
  'waves/lock-wave-to-change': { year: number; number: number; quota: number; extra: boolean | undefined; changeable: boolean | undefined; recipients: number | undefined; taken: boolean | undefined; ruled: boolean | undefined }
  'waves/lock-wave-to-grant': { waveId: number }
  'waves/lock-waves-of-year': { waveId: number }
  'waves/make-up-owed-seats': { seats: number | undefined }
  'waves/open-draws': { year: number; number: number; stage: string | undefined; applicants: number | undefined; valueFrom: Date }
  'waves/select-applications': { waveId: number; year: number; number: number; status: 'planned' | 'open' | 'closed' | 'drawn' | 'announced' | 'notified' | 'cancelled'; ref: Buffer; priorityGroup: number; province: string; joinedAt: Date; leftBecause: 'left' | 'barred' | 'earlier_recipient' | 'family_card_full' | undefined; closedAt: Date | undefined; drawnFrom: Date | undefined; seed: string | undefined; applicants: number | undefined; movedUp: boolean | undefined }
  'waves/select-calendar': { year: number; number: number; quota: number; kind: 'regular' | 'extra'; status: 'planned' | 'open' | 'closed' | 'drawn' | 'announced' | 'notified' | 'cancelled'; openedAt: Date | undefined; closedAt: Date | undefined; drawnAt: Date | undefined; announcedAt: Date | undefined; notifiedAt: Date | undefined; valueFrom: Date | undefined }
  'waves/select-draw': { waveId: number; year: number; number: number; quota: number; status: 'planned' | 'open' | 'closed' | 'drawn' | 'announced' | 'notified' | 'cancelled'; closedAt: Date | undefined; recipients: boolean | undefined; rules: string | undefined; commitment: string | undefined; valueName: string | undefined; valueFrom: Date | undefined; committedAt: Date | undefined; committedBy: string | undefined; listedAt: Date | undefined; applicants: number | undefined; listRoot: string | undefined; valueRound: number | undefined; publicValue: string | undefined; seed: string | undefined; drawnAt: Date | undefined; drawnBy: string | undefined; resultRoot: string | undefined; result: string | undefined }
  'waves/select-draw-page-hashes': { hashes: Buffer | undefined }
  'waves/select-draw-page-of': { page: number; lines: string }
  'waves/select-draw-pages': { lines: string; hash: Buffer }
  'waves/select-draw-values': { value: string; enteredById: string | undefined }
  'waves/select-family-waits': { personId: string; kkHash: Buffer; barred: boolean | undefined; recipient: boolean | undefined; waitsElsewhere: boolean | undefined; waits: boolean | undefined; left: boolean | undefined }
  'waves/select-grant': { year: number; number: number; begun: boolean | undefined; early: boolean | undefined; recipients: number | undefined; selected: number | undefined; list: string | undefined }
  'waves/select-join-facts': { waitsElsewhere: boolean | undefined; recipient: boolean | undefined; family: number | undefined }
  'waves/select-left-seat': { freedSeatId: string | undefined; used: boolean | undefined; waveId: number | undefined; extraWaveId: number | undefined; quota: number | undefined; returnable: boolean | undefined }
  'waves/select-list-lines': { lines: string | undefined; count: number | undefined; last: Buffer | undefined }
  'waves/select-open-waves': { waveId: number; year: number; number: number; quota: number }
  'waves/select-public-draws': { waveId: number; year: number; number: number; status: 'planned' | 'open' | 'closed' | 'drawn' | 'announced' | 'notified' | 'cancelled'; quota: number; applicants: number | undefined }
  'waves/select-reserve-calls': { rank: number; calledAt: Date; passedBecause: 'barred' | 'earlier_recipient' | 'family_card_full' | 'left' | undefined }
  'waves/select-reserve-pages': { page: number; lines: string }
  'waves/select-simulated': { ref: Buffer; priorityGroup: number; province: string; joinedAt: Date; leftBecause: 'left' | 'barred' | 'earlier_recipient' | 'family_card_full' | undefined; bornOn: string; occupation: string | undefined }
  'waves/select-simulated-families': { ref: Buffer | undefined; kkHash: Buffer | undefined; joinedAt: Date | undefined; earlier: boolean | undefined }
  'waves/select-simulated-niks': { ref: Buffer; nikSealed: Buffer }
  'waves/select-struck': { ref: string | undefined; because: 'barred' | 'earlier_recipient' | 'family_card_full' }
  'waves/select-waiting-draw-value': { enteredBy: string; enteredAt: Date }
  'waves/select-wave-name': { waveId: number; year: number; number: number }
  'waves/select-wave-to-join': { year: number; open: boolean | undefined; rules: string | undefined }
  'waves/select-waves': { waveId: number; year: number; number: number; quota: number; status: 'planned' | 'open' | 'closed' | 'drawn' | 'announced' | 'notified' | 'cancelled'; notifiedAt: Date | undefined; kind: 'regular' | 'extra'; byDraw: boolean | undefined; grantBegun: boolean | undefined; recipients: number | undefined; notified: number | undefined }
  'waves/simulate-with-memory': { setConfig: string | undefined }
  'waves/strike-ineligible': { ref: string | undefined; province: string; because: 'barred' | 'earlier_recipient' | 'family_card_full' }
  'waves/take-seats': { seats: number | undefined }
  'waves/tell-joined': { told: number | undefined; last: Buffer | undefined }
  'waves/year-exists': { known: boolean | undefined }
  'web/find-session': { tokenHash: Buffer; site: string; accountId: string | undefined; personId: string | undefined; csrf: string; state: unknown; device: string; createdAt: Date; seenAt: Date }
  'web/holder-of-session': { personId: string; cardId: string; unfinishedPurchaseId: string | undefined }
  'web/list-sessions': { tokenHash: Buffer; site: string; accountId: string | undefined; personId: string | undefined; csrf: string; state: unknown; device: string; createdAt: Date; seenAt: Date }
  'web/remember-in-session': { state: unknown }
  'years/lock-year': { begun: boolean | undefined; rules: unknown }
  'years/select-clock-offset': { offsetMs: string }
  'years/select-year': { begun: boolean | undefined; rules: unknown }
  'years/select-years': { year: number; name: string; rules: unknown }
}
