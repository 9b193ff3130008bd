/** The page of a commune for who governs it: on a phone, without training, the same on paper. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import { FORMS } from '../domain/organisations/form.ts'
import type { Organisation } from '../domain/organisations/organisation.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import type { TerritoryEvent } from '../domain/territories/history.ts'
import type { Perimeter, PerimeterId } from '../domain/territories/perimeter.ts'
import { word } from './access-form.tsx'
import { CommuneNewsSection, type NewsView } from './commune-news.tsx'
import { DoubtCard, DoubtedFigure, type DoubtView } from './doubt.tsx'
import { Page, PrintButton, Section, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { AsWritten } from './passage.tsx'
import { pathTo } from './paths.ts'
import { atPeriod, periodText } from './period-text.ts'
import { eventText } from './territory-events.ts'
import { dayText } from './territory-members.tsx'
import { populationSentence } from './territory-text.ts'
import { isKnown, unitOf } from './units.ts'
import { isShort, Value } from './value.tsx'

type HolderView = { readonly id: PerimeterId; readonly label: Text }

type ContactView = {
  readonly organisation: Organisation
  readonly name: string
  readonly form?: keyof typeof FORMS
  readonly ground: 'commune' | 'epci' | 'wider'
  readonly offices: readonly { readonly name: string; readonly office: Text; readonly example: boolean }[]
}

export type CommuneView = {
  readonly code: string
  readonly name: string
  readonly department: HolderView
  readonly epci?: HolderView
  readonly zone?: HolderView
  readonly population?: Figure
  readonly vintages: readonly { readonly vintage: Vintage; readonly source: Source }[]
  readonly change?: Figure
  readonly figures: readonly { readonly indicator: Indicator; readonly figure: Figure; readonly beside?: Figure }[]
  readonly day: string
  readonly belongs: readonly { readonly perimeter: Perimeter; readonly nature?: Text; readonly since?: string }[]
  readonly outside: readonly Perimeter[]
  readonly history: readonly TerritoryEvent[]
  readonly contacts: readonly ContactView[]
  readonly doubts: readonly DoubtView[]
  readonly news: NewsView
}

export type CommuneProps = {
  readonly frame: Frame
  readonly page: CommuneView
  readonly today: string
  /** Why the news begin on that day: a visit that is remembered, a day that was asked, or neither. */
  readonly reason: 'visit' | 'first' | 'asked' | 'usual'
}

type Part = { readonly page: CommuneView; readonly language: Language }

export function CommunePage({ frame, page, today, reason }: CommuneProps) {
  const { language } = frame
  const { name, code, department, doubts } = page
  const trend = page.change && populationSentence(page.change, language)
  const say2 = (text: Text): string => word(text, language)
  return (
    <Page frame={frame} title={name} description={describe(page, language)} current="territories">
      <Trail
        links={[
          [pathTo('home', language), say('home', language)],
          [pathTo('territories', language), say('territories', language)]
        ]}
        here={name}
      />
      <div class="title">
        <div>
          <h1>{name}</h1>
          <p class="under">
            {say2({ fr: 'Commune', en: 'Commune' })} {code},{' '}
            <a href={pathTo('territories', language, department.id)}>{department.label[language]}</a>
          </p>
        </div>
        <div class="actions">
          <a class="button small" href={pathTo('territories', language, code)}>
            {say2({ fr: 'Tous ses chiffres', en: 'All its figures' })}
          </a>
          <PrintButton language={language} />
        </div>
      </div>
      <Population page={page} language={language} />
      {trend && <p class="standfirst">{trend}</p>}
      <CommuneNewsSection news={page.news} code={code} {...{ language, zone: frame.zone, today, reason }} />
      <Figures page={page} language={language} />
      <Belongs page={page} language={language} />
      <Contacts page={page} language={language} />
      {doubts.length > 0 && (
        <Section title={say2({ fr: 'Doutes sur ses chiffres', en: 'Doubts about its figures' })}>
          {doubts.map((doubt) => (
            <div class="doubted">
              <h3>
                <DoubtedFigure doubt={doubt} language={language} />
              </h3>
              <DoubtCard doubt={doubt} language={language} />
            </div>
          ))}
        </Section>
      )}
    </Page>
  )
}

function Population({ page: { population, vintages }, language }: Part) {
  if (!population) return null
  return (
    <div class="inhabitants">
      <p class="big">
        <Value figure={population} language={language} bare />
      </p>
      <p>
        {say('inhabitants', language)} {atPeriod(population.period, language)}
        {vintages.map(({ source, vintage }) => (
          <span class="note">
            <AsWritten text={source.producer[language]} language={language} />,{' '}
            <a href={pathTo('sources', language, source.id)}>{source.label[language]}</a>,{' '}
            {word({ fr: 'édition', en: 'edition' }, language)} {vintage.edition},{' '}
            {word({ fr: 'reçue le', en: 'received on' }, language)} {dayText(vintage.receivedOn, language)}
          </span>
        ))}
      </p>
    </div>
  )
}

function Figures({ page: { figures, code }, language }: Part) {
  return (
    <Section
      title={word({ fr: 'Ses chiffres', en: 'Its figures' }, language)}
      notes={[
        word(
          {
            fr: 'Un par thème. Chaque nombre s’ouvre : d’où il vient, comment il est calculé, et comment signaler un doute.',
            en: 'One for each theme. Each number opens: where it comes from, how it is computed, and how to report a doubt.'
          },
          language
        )
      ]}
    >
      {figures.length === 0 && (
        <p class="quiet">
          {word({ fr: 'Aucun chiffre par commune n’est chargé.', en: 'No figure by commune is loaded.' }, language)}
        </p>
      )}
      <dl class="keys town">
        {figures.map(({ indicator, figure, beside }) => (
          <div>
            <dt>
              <a href={`${pathTo('indicators', language, indicator.id)}`}>{indicator.label[language]}</a>
            </dt>
            <dd class="v">
              <Value figure={figure} language={language} bare />
            </dd>
            <dd class="note">
              {unitWords(figure, language)}
              {periodText(figure.period, language)}
              {beside && (
                <>
                  {' · '}
                  {beside.perimeter.label[language]} <Value figure={beside} language={language} bare />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p class="gap">
        <a href={pathTo('territories', language, code)}>
          {word(
            { fr: 'Tous ses chiffres, ses voisines, sa carte', en: 'All its figures, its neighbours, its map' },
            language
          )}
        </a>
      </p>
    </Section>
  )
}

/** « personnes par ménage, »: what a number too large for its unit leaves to the line under it. */
function unitWords({ unit, cell }: Figure, language: Language): string {
  const { form, one, many } = unitOf(unit)
  if (isShort(unit) || !isKnown(unit) || form === 'ordinal') return ''
  const word = 'value' in cell && Math.abs(cell.value) < 2 ? one[language] : many[language]
  return word === '' ? '' : `${word}, `
}

function Belongs({ page, language }: Part) {
  const { belongs, outside, epci, zone, history, day } = page
  return (
    <Section
      title={word({ fr: 'Où elle est comprise', en: 'What it belongs to' }, language)}
      notes={[`${word({ fr: 'Au', en: 'On' }, language)} ${dayText(day, language)}.`]}
    >
      <dl class="sheet">
        {epci && (
          <div>
            <dt>{word({ fr: 'Intercom\u00admunalité', en: 'Authority' }, language)}</dt>
            <dd>
              <a href={pathTo('territories', language, epci.id)}>{epci.label[language]}</a>
            </dd>
          </div>
        )}
        {zone && (
          <div>
            <dt>{word({ fr: 'Zone d’emploi', en: 'Job zone' }, language)}</dt>
            <dd>
              <a href={pathTo('territories', language, zone.id)}>{zone.label[language]}</a>
            </dd>
          </div>
        )}
        <div>
          <dt>{word({ fr: 'Périmètres', en: 'Perimeters' }, language)}</dt>
          <dd>
            {belongs.length === 0 && word({ fr: 'Aucun de la liste.', en: 'None of the list.' }, language)}
            <ul class="plain">
              {belongs
                .filter(({ perimeter }) => perimeter.id !== epci?.id && perimeter.id !== zone?.id)
                .map(({ perimeter, nature, since }) => (
                  <li>
                    <a href={pathTo('territories', language, perimeter.id)}>{perimeter.label[language]}</a>
                    {(nature ?? since) !== undefined && (
                      <span class="note">
                        {' '}
                        {[
                          ...(nature ? [typeset(nature[language], language)] : []),
                          ...(since === undefined
                            ? []
                            : [`${word({ fr: 'depuis le', en: 'since' }, language)} ${dayText(since, language)}`])
                        ].join(', ')}
                      </span>
                    )}
                  </li>
                ))}
            </ul>
          </dd>
        </div>
        {outside.length > 0 && (
          <div>
            <dt>{word({ fr: 'Hors de', en: 'Outside' }, language)}</dt>
            <dd>
              <ul class="listed roomy">
                {outside.map(({ id, short }) => (
                  <li>
                    <a href={pathTo('territories', language, id)}>{short[language]}</a>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
      <h3 class="gap">{word({ fr: 'Son histoire', en: 'Its history' }, language)}</h3>
      {history.length === 0 ? (
        <p class="note">
          {word(
            {
              fr: 'Ni fusion, ni changement de nom ou d’intercommunalité depuis que les listes le disent.',
              en: 'No merger, no change of name or of authority as far back as the lists tell.'
            },
            language
          )}
        </p>
      ) : (
        <dl class="sheet dated gap">
          {history.toReversed().map((event) => (
            <div>
              <dt>{dayText(event.date, language)}</dt>
              <dd>{typeset(eventText(event, language), language)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}

function Contacts({ page: { contacts }, language }: Part) {
  const near = contacts.filter(({ ground }) => ground !== 'wider')
  const wider = contacts.filter(({ ground }) => ground === 'wider')
  return (
    <Section
      title={word({ fr: 'Contacts', en: 'Contacts' }, language)}
      notes={[<a href={pathTo('directory', language)}>{word({ fr: 'Annuaire', en: 'Directory' }, language)}</a>]}
    >
      {!near.some(({ ground }) => ground === 'commune') && (
        <p class="note">
          {word(
            {
              fr: 'La mairie n’est pas encore au registre. Un chargé d’études ou un administrateur peut l’y ajouter.',
              en: 'The town hall is not in the register yet. A study officer or an administrator can add it.'
            },
            language
          )}
        </p>
      )}
      <ul class="contacts">
        {near.map((contact) => (
          <li>
            <h3>
              <a href={pathTo('organisations', language, contact.organisation.id)}>
                <AsWritten text={contact.name} language={language} />
              </a>
            </h3>
            {contact.form && <p class="note">{word(FORMS[contact.form], language)}</p>}
            <Reach contact={contact} language={language} />
          </li>
        ))}
      </ul>
      {wider.length > 0 && (
        <>
          <h3 class="gap">{word({ fr: 'Plus largement', en: 'More widely' }, language)}</h3>
          <ul class="listed roomy">
            {wider.map(({ organisation, name }) => (
              <li>
                <a href={pathTo('organisations', language, organisation.id)}>
                  <AsWritten text={name} language={language} />
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

/** How to reach an organisation, and who holds office in it today; or that the register does not say. */
function Reach({
  contact: { organisation, offices },
  language
}: {
  readonly contact: ContactView
  readonly language: Language
}) {
  const { site, address } = organisation.contact ?? {}
  if (site === undefined && address === undefined && offices.length === 0) {
    return (
      <p class="note">
        {word({ fr: 'Ni adresse ni mandat au registre.', en: 'Neither address nor office in the register.' }, language)}
      </p>
    )
  }
  return (
    <>
      {offices.map(({ name, office, example }) => (
        <p>
          {name}, {office[language]}{' '}
          {example && <span class="tag care">{word({ fr: 'exemple', en: 'example' }, language)}</span>}
        </p>
      ))}
      {address !== undefined && <p>{address}</p>}
      {site !== undefined && (
        <p>
          <a href={site} rel="external">
            {site.replace(/^https?:\/\//, '')}
          </a>
        </p>
      )}
    </>
  )
}

function describe({ name, epci, belongs }: CommuneView, language: Language): string {
  const all = [...(epci ? [epci.label[language]] : []), ...belongs.map(({ perimeter }) => perimeter.short[language])]
  const what = {
    fr: 'population, périmètres, contacts et nouveautés',
    en: 'inhabitants, perimeters, contacts and news'
  }
  return `${name}${language === 'fr' ? '\u00a0: ' : ': '}${what[language]}. ${[...new Set(all)].slice(0, 6).join(', ')}.`
}
