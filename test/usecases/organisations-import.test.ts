import { describe, expect, it, onTestFinished } from 'vitest'
import { replaceRegister, findRegister } from '../../src/store/organisations.ts'
import { findEntries } from '../../src/store/journal.ts'
import type { ChangeContext } from '../../src/usecases/organisation-changes.ts'
import { applyOrganisationImport, planUpload, type PlannedImport } from '../../src/usecases/organisations-import.ts'
import { makeDatabase } from '../database.ts'
import { makeOrganisation } from '../domain/organisations/make.ts'

const pma = makeOrganisation('pma', {
  names: [{ name: 'Pôle métropolitain de l’Artois' }],
  aliases: ['PMA'],
  forms: [{ form: 'pole-metropolitain' }]
})
const aula = makeOrganisation('aula', { kind: 'engineering', names: [{ name: 'Agence d’urbanisme' }] })

async function makeContext(): Promise<ChangeContext> {
  const { db, close } = await makeDatabase()
  onTestFinished(close)
  await db.transaction().execute((t) => replaceRegister(t, { organisations: [aula, pma], lists: [], people: [] }))
  return { db, authorship: { actor: 'account:1', reason: 'import' }, perimeters: new Set() }
}

async function plan({ db }: ChangeContext, ...lines: readonly string[]): Promise<PlannedImport> {
  return planUpload(db, 'organisations.csv', Buffer.from(`${lines.join('\n')}\n`))
}

const HEADER = 'Nom;Domaine;Forme juridique;Autres noms;Site'
const LOCAL = 'Collectivités et leurs groupements'

describe('a spreadsheet of organisations', () => {
  it('is a plan first: what is added, what is changed and how, what is there already', async () => {
    const context = await makeContext()
    const before = await findRegister(context.db)
    const planned = await plan(
      context,
      'Liste des partenaires;;;;',
      HEADER,
      `pole metropolitain de l'artois;${LOCAL};;Pôle;https://www.poleartois.fr`,
      'Agence d’urbanisme;;;;',
      `Ville de Lens;${LOCAL};commune;Lens;`
    )
    expect(planned.plan).toMatchObject({
      added: [{ id: 'ville-de-lens', kind: 'local', forms: [{ form: 'commune' }], aliases: ['Lens'] }],
      changed: [{ organisation: { id: 'pma' }, fields: [{ field: 'aliases' }, { field: 'contact' }] }],
      unchanged: 1,
      refused: []
    })
    expect(await findRegister(context.db)).toEqual(before)
  })

  it('is then applied as it was read, each record in the journal', async () => {
    const context = await makeContext()
    const planned = await plan(context, HEADER, `Ville de Lens;${LOCAL};commune;;`, `PMA;${LOCAL};;Pôle;`)
    await applyOrganisationImport(context, planned)
    expect((await findRegister(context.db)).organisations.map(({ id }) => id)).toEqual(['aula', 'pma', 'ville-de-lens'])
    const entries = await findEntries(context.db, { relations: ['organisation'], limit: 10 })
    expect(
      entries
        .slice(2)
        .map(({ action, key, actor }) => `${actor} ${action} ${key}`)
        .sort()
    ).toEqual(['account:1 insert ville-de-lens', 'account:1 update pma'])
  })

  it('refuses a row with its line, what was found and what was expected, and then writes nothing', async () => {
    const context = await makeContext()
    const planned = await plan(
      context,
      HEADER,
      'Ville de Lens;mairie;;;',
      `;${LOCAL};;;`,
      `PMA;${LOCAL};association;;`,
      `Ville de Liévin;${LOCAL};;;lievin.fr`,
      `Arras;${LOCAL};;;`,
      `ARRAS;${LOCAL};;;`
    )
    expect(planned.plan.refused.map(({ line, text }) => `${line} ${text.en}`)).toEqual([
      expect.stringMatching(/^2 field: found "mairie", expected one of State/),
      '3 name: empty',
      expect.stringMatching(/^4 legal form: found "association", the register says "metropolitan cluster/),
      '5 site: found "lievin.fr", expected an http(s) address',
      '7 "arras" is on line 6 already'
    ])
    await expect(applyOrganisationImport(context, planned)).rejects.toMatchObject({ reason: 'rows-refused' })
    expect((await findRegister(context.db)).organisations).toHaveLength(2)
  })

  it('refuses a cell that is no line: too long, over two lines, or turned round', async () => {
    const context = await makeContext()
    const { plan: read } = await plan(
      context,
      HEADER,
      `${'n'.repeat(301)};${LOCAL};;;`,
      `"Ville\nde Lens";${LOCAL};;;`,
      `Ville de Lens;${LOCAL};;Lens;`,
      `Rapport \u202efdp.exe;${LOCAL};;;`,
      `Ville de Liévin;${LOCAL};;"Liévin;${'v'.repeat(301)}";`
    )
    expect(read.added.map(({ id }) => id)).toEqual(['ville-de-lens'])
    expect(read.refused.map(({ text }) => text.fr.split(' : ')[0])).toEqual(['nom', 'nom', 'nom', 'autres noms'])
  })

  it('is refused when the register has changed since the plan was read', async () => {
    const context = await makeContext()
    const planned = await plan(context, HEADER, `PMA;${LOCAL};;Pôle;`)
    await replaceRegister(context.db, {
      organisations: [aula, { ...pma, aliases: ['PMA', 'autre'] }],
      lists: [],
      people: []
    })
    await expect(applyOrganisationImport(context, planned)).rejects.toMatchObject({ reason: 'changed-since' })
  })

  it('loses no cell: one after the last column is refused with its line, one between marks is read whole', async () => {
    const context = await makeContext()
    const lines = (names: string): readonly string[] => ['Nom;Domaine;Autres noms', `Ville de Lens;${LOCAL};${names}`]
    await expect(plan(context, ...lines('Lens; La ville'))).rejects.toThrow(
      /csv:2.*après la dernière colonne[\s\S]*guillemets/
    )
    const { added } = (await plan(context, ...lines('"Lens; La ville"'))).plan
    expect(added[0]?.aliases).toEqual(['Lens', 'La ville'])
  })

  it('says what it expects when no line names the columns', async () => {
    const context = await makeContext()
    await expect(plan(context, 'a;b', 'c;d')).rejects.toThrow(/aucune ligne ne nomme les colonnes/)
  })
})
