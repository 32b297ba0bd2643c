import { z } from 'zod'
import { smallIdOf } from '../../../kernel/ids.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDay } from '../../../kernel/wib.ts'
import { addBankAccount, type BankAccount, listBankAccounts } from '../../../money/bank/bank-accounts.ts'
import { type BankFileRead, importBankFile } from '../../../money/bank/import-bank-file.ts'
import { findStatement, listStatements, type ReadStatement } from '../../../money/bank/statements.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, type Shown } from '../page.tsx'
import { Digest } from '../parts/digest.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { mostRows } from '../parts/list-parts.tsx'
import { sentence } from '../refusal-words.ts'
import { wordsOf } from './bank-words.ts'
import { dayColumn, lineColumns } from './differences-page.tsx'

const accountForm = form((language) => {
  const said = wordsOf(language)
  return {
    pemegang: ask.text(field.text(140), said.holder, { maxlength: 140 }),
    bic: ask.text(field.text(11), said.bic, { short: true, maxlength: 11 }),
    nomor: ask.text(field.text(40), said.number, { short: true }),
    saldo: ask.text(field.whole(0, 1_000_000_000_000_000), said.opening, {
      short: true,
      hint: said.openingHint,
    }),
  }
})

/** The file itself comes beside the answers. */
const importForm = form((language) => {
  const said = wordsOf(language)
  return {
    rekening: ask.text(z.string().trim().max(10).optional(), said.whose, {
      short: true,
      hint: said.whoseHint,
    }),
    berkas: ask.file(said.file, ['.xml', '.txt', '.sta', '.940', '.csv'], { hint: said.importHint }),
  }
})

/** `/konsol/keuangan/bank`: the accounts of the programme, the statements that were read, and where the next is given. */
export async function bankPage(
  request: ConsoleRequest,
  shown: Shown & { read?: BankFileRead; at?: 'file' | 'account' } = {},
): Promise<Response> {
  const { ctx, language } = request
  const said = wordsOf(language)
  const [accounts, statements] = await Promise.all([
    listBankAccounts(ctx.db),
    listStatements(ctx.db, mostRows(request.c)),
  ])
  const name = await actorNames(
    request,
    statements.map(({ importedBy }) => importedBy),
  )
  const mayRun = offers(request, 'run_money')
  const here = (at: 'file' | 'account') => (shown.at === at ? shown : {})
  return listPage(
    request,
    {
      title: said.bank,
      lead: said.bankLead,
      place: '/konsol/keuangan/bank',
      file: 'rekening-koran',
      columns: statementColumns(language, name),
      rows: statements,
      empty: said.noStatements,
      before: (
        <>
          {shown.read ? <ReadNotice read={shown.read} language={language} /> : ''}
          {accounts.length > 0 ? <Accounts accounts={accounts} language={language} /> : ''}
          {mayRun && accounts.length > 0 ? (
            <section class="panel stack">
              <h2>{said.importFile}</h2>
              <parts.Form action="/konsol/keuangan/bank/berkas" button={said.importFile} files>
                {importForm.fields(request.c, here('file'))}
              </parts.Form>
            </section>
          ) : (
            ''
          )}
          <h2>{said.statements}</h2>
        </>
      ),
      after: mayRun ? (
        <section class="panel stack">
          <h2>{said.addAccount}</h2>
          <parts.Form action="/konsol/keuangan/bank">
            {accountForm.fields(request.c, here('account'))}
            <parts.Button look="second">{said.addAccount}</parts.Button>
          </parts.Form>
        </section>
      ) : (
        ''
      ),
    },
    shown,
  )
}

type Language = ConsoleRequest['language']

function ReadNotice({ read, language }: { read: BankFileRead; language: Language }) {
  const said = wordsOf(language)
  const { known, statements, paid, returned, refused, waiting } = read
  return (
    <parts.Notice
      tone={waiting > 0 ? 'warning' : 'success'}
      title={known ? said.known : said.read(paid, returned, refused, waiting)}
    >
      {waiting > 0 && statements > 0 ? (
        <p>
          <a href="/konsol/keuangan/selisih-bank">{said.differences}</a>
        </p>
      ) : (
        ''
      )}
    </parts.Notice>
  )
}

function Accounts({ accounts, language }: { accounts: readonly BankAccount[]; language: Language }) {
  const said = wordsOf(language)
  return (
    <parts.Table
      caption={said.payFrom}
      columns={[
        { label: said.whose },
        { label: said.holder },
        { label: said.bic },
        { label: said.number },
        { label: said.balance, right: true },
        { label: said.until },
      ]}
      rows={accounts.map((one) => [
        one.bankAccountId,
        one.holder,
        one.bic,
        one.number,
        formatRupiah(Number(one.closing)),
        one.untilOn ? formatDay(one.untilOn, language) : '-',
      ])}
    />
  )
}

function statementColumns(language: Language, name: (actor: string) => string): ListColumn<ReadStatement>[] {
  const said = wordsOf(language)
  const money = (label: string, key: 'opening' | 'closing') => ({
    label,
    key,
    right: true,
    cell: (one: ReadStatement) => Number(one[key]),
    show: (one: ReadStatement) => formatRupiah(Number(one[key])),
  })
  return [
    {
      label: said.statement,
      key: 'nomor',
      cell: (one) => one.reference,
      show: (one) => <a href={`/konsol/keuangan/bank/${one.statementId}`}>{one.reference}</a>,
    },
    dayColumn(said.from, 'dari', ({ fromOn }) => fromOn, language),
    dayColumn(said.until, 'sampai', ({ untilOn }) => untilOn, language),
    money(said.opening, 'opening'),
    money(said.closing, 'closing'),
    { label: said.lines, key: 'baris', right: true, cell: (one) => one.lines },
    { label: said.waiting, key: 'menunggu', right: true, cell: (one) => one.waiting },
    { label: said.at, key: 'dibaca', cell: (one) => one.importedAt },
    { label: said.by, cell: (one) => name(one.importedBy) },
  ]
}

/** `/konsol/keuangan/bank/:statement`: the lines of a statement, and what each paid. */
export async function statementPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const id = smallIdOf(c.req.param('statement') ?? '')
  const found = id && (await findStatement(ctx.db, id, mostRows(c)))
  if (!found) return errorPage(c, 404)
  const said = wordsOf(language)
  const { statement, lines } = found
  return listPage(request, {
    title: `${said.statement} ${statement.reference}`,
    place: `/konsol/keuangan/bank/${id}`,
    file: `rekening-koran-${id}`,
    columns: lineColumns(language),
    rows: lines,
    before: (
      <parts.SummaryList
        rows={[
          { label: said.number, value: `${statement.holder}, ${statement.number}` },
          { label: said.from, value: formatDay(statement.fromOn, language) },
          { label: said.until, value: formatDay(statement.untilOn, language) },
          { label: said.opening, value: formatRupiah(Number(statement.opening)) },
          { label: said.closing, value: formatRupiah(Number(statement.closing)), total: true },
          { label: said.hash, value: <Digest value={statement.fileHash.toString('hex')} /> },
        ]}
      />
    ),
    after: (
      <p>
        <a href="/konsol/keuangan/bank">{said.bank}</a>
      </p>
    ),
  })
}

/** Begins the books of an account of the programme. */
export async function submitBankAccount(request: ConsoleRequest): Promise<Response> {
  const answers = await accountForm.read(request.c)
  if (!answers.ok) return bankPage(request, { ...answers, at: 'account' })
  const { pemegang: holder, bic, nomor: number, saldo: opening } = answers.values
  const made = await addBankAccount(request.ctx, { holder, bic, number, opening }, request.actor)
  if (!made.ok)
    return bankPage(request, {
      problem: sentence(request.language, made),
      typed: answers.typed,
      at: 'account',
    })
  return goTo(request.c, '/konsol/keuangan/bank?kabar=bank_account_added')
}

/** More takes the server's time from everybody: it is read by command, in a process of its own. */
export const mostBankFileBytes = 8 * 1024 * 1024

/** Reads what the bank sends, and says what came of it. */
export async function submitBankFile(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const answers = await importForm.read(c)
  if (!answers.ok) return bankPage(request, { ...answers, at: 'file' })
  const content = c.get('upload')
  if (content && content.length > mostBankFileBytes)
    return bankPage(request, { problem: wordsOf(language).tooLarge, at: 'file' })
  const { rekening } = answers.values
  const bankAccountId = rekening && /^[1-9]\d{0,8}$/.test(rekening) ? Number(rekening) : undefined
  const file = { name: 'konsol', content: content ?? new Uint8Array(), bankAccountId }
  const read = await importBankFile(ctx, file, request.actor)
  if (!read.ok) return bankPage(request, { problem: sentence(language, read), at: 'file' })
  return bankPage(request, { read: read.value })
}
