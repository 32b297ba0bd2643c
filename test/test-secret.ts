/** The secret of every test database. */
export const testSecret = 'a secret that only the tests know, really'
