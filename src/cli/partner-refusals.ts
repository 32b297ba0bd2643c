/** What a partner is refused for when it is added, changed or given keys. */
export const partnerRefusals = {
  client_code_malformed: 'A client code is 1 to 64 letters, digits, dots, dashes or underscores.',
  name_missing: 'The partner needs a name.',
  domain_malformed: 'The domain is a host such as toko.example.',
  key_too_short: 'A key has at least 16 characters.',
  institution_missing:
    'Who makes the calls of an institution needs one: name it with --institution, by its number in bekal institution list.',
  institution_unknown: 'There is no institution of this number: bekal institution list shows them.',
  own_storefront: 'Our own storefronts do not act as institutions.',
  reason_missing: 'Say in --because why.',
  partner_taken: 'There is a partner of this client code already.',
  partner_unknown: 'There is no partner of this client code: bekal partner list shows them.',
  key_unknown: 'The partner has no live key in this slot.',
} as const
