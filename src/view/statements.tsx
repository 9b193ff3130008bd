/** Who publishes, and what is known of those who read: the legal notice, personal data, the page shown offline. */

import type { Publisher } from '../domain/indicators/settings.ts'
import type { Text } from '../domain/shared/text.ts'
import { Section, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { pathTo } from './paths.ts'
import { Paragraphs, ProsePage } from './prose.tsx'

export type LegalProps = {
  readonly frame: Frame
  readonly publisher?: Publisher
  /** Whose outlines are drawn. */
  readonly attributions: readonly Text[]
}

export function LegalPage({ frame, publisher, attributions }: LegalProps) {
  const { language } = frame
  const word = (text: Text): string => typeset(text[language], language)
  const missing = word({ fr: 'à remplir par l’éditeur', en: 'to be filled in by the publisher' })
  const lines = [
    [{ fr: 'Éditeur', en: 'Publisher' }, publisher?.name],
    [{ fr: 'Adresse', en: 'Address' }, publisher?.address],
    [{ fr: 'Directeur de la publication', en: 'Director of publication' }, publisher?.director],
    [{ fr: 'Contact', en: 'Contact' }, publisher?.contact]
  ] as const
  return (
    <ProsePage
      frame={frame}
      title={{ fr: 'Mentions légales', en: 'Legal notice' }}
      lead={{
        fr: 'Qui publie ce site, et à quelles conditions on peut reprendre ce qu’il contient.',
        en: 'Who publishes this site, and under which terms its content may be used again.'
      }}
    >
      <Section title={word({ fr: 'Éditeur', en: 'Publisher' })}>
        {!publisher && (
          <p class="notice care">
            <strong>{word({ fr: 'Incomplet', en: 'Incomplete' })}</strong>{' '}
            {word({
              fr: 'Cette installation n’a pas encore d’éditeur déclaré. Les mentions que la loi demande sont à remplir avant toute mise en ligne.',
              en: 'This installation has no declared publisher yet. The particulars that the law requires are to be filled in before it goes online.'
            })}
          </p>
        )}
        <dl class="sheet gap">
          {lines.map(([name, value]) => (
            <div>
              <dt>{word(name)}</dt>
              <dd class={value ? undefined : 'quiet'}>{value ?? missing}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={word({ fr: 'Réutiliser', en: 'Use again' })}>
        <Paragraphs texts={REUSE} language={language} />
        <ul class="facts gap">
          {attributions.map((text) => (
            <li>{word(text)}</li>
          ))}
        </ul>
        <p class="gap">
          <a href={pathTo('sources', language)}>{say('sources', language)}</a>
        </p>
      </Section>
    </ProsePage>
  )
}

export function PrivacyPage({ frame, publisher }: Pick<LegalProps, 'frame' | 'publisher'>) {
  const { language } = frame
  const word = (text: Text): string => typeset(text[language], language)
  return (
    <ProsePage
      frame={frame}
      title={{ fr: 'Données personnelles', en: 'Personal data' }}
      lead={{ fr: 'Ce site ne cherche pas à savoir qui vous êtes.', en: 'This site does not try to know who you are.' }}
    >
      <Section title={word({ fr: 'Ce qui n’existe pas', en: 'What does not exist' })}>
        <Paragraphs texts={NOTHING} language={language} />
      </Section>
      <Section title={word({ fr: 'Ce qui existe', en: 'What exists' })}>
        <Paragraphs texts={SOMETHING} language={language} />
      </Section>
      <Section title={word({ fr: 'Vos droits', en: 'Your rights' })}>
        <Paragraphs texts={RIGHTS} language={language} />
        {publisher && <p class="reading">{publisher.contact}</p>}
        {frame.door !== 'none' && (
          <p class="gap">
            <a class="button" href={pathTo('myData', language)}>
              {word({ fr: 'Demander, corriger ou effacer mes données', en: 'Ask for, correct or erase my data' })}
            </a>
          </p>
        )}
      </Section>
    </ProsePage>
  )
}

/** What the browser shows when there is no network and the page was never visited. */
export function OfflinePage({ frame }: { readonly frame: Frame }) {
  const { language } = frame
  return (
    <ProsePage
      frame={frame}
      title={{ fr: 'Hors ligne', en: 'Offline' }}
      lead={{
        fr: 'Le réseau ne répond pas, et cette page n’a pas été lue sur cet appareil. Les pages déjà lues restent lisibles.',
        en: 'The network does not answer, and this page was not read on this device. Pages already read stay readable.'
      }}
    >
      <p class="gap">
        <a href={pathTo('home', language)}>{say('backHome', language)}</a>
      </p>
    </ProsePage>
  )
}

const REUSE: readonly Text[] = [
  {
    fr: 'Les chiffres viennent de producteurs publics. Chaque source garde sa licence, dite sur sa fiche et sur la page de chaque chiffre. Citez le producteur, l’année et ce site.',
    en: 'The figures come from public producers. Each source keeps its licence, said on its sheet and on the page of each figure. Cite the producer, the year and this site.'
  },
  {
    fr: 'Le logiciel est libre, sous licence MIT. Contours des cartes :',
    en: 'The software is free, under the MIT licence. Outlines of the maps:'
  }
]

const NOTHING: readonly Text[] = [
  {
    fr: 'Lire ne pose pas de cookie. Pas de mesure d’audience. Pas de publicité. Aucun fichier n’est demandé à un autre site.',
    en: 'Reading sets no cookie. No audience measurement. No advertising. No file is asked from another site.'
  },
  {
    fr: 'Lire ne demande ni compte ni nom.',
    en: 'Reading asks for neither account nor name.'
  }
]

const SOMETHING: readonly Text[] = [
  {
    fr: 'Qui ouvre un compte, sur invitation, confie son nom et son adresse électronique. La connexion pose des cookies propres à ce site, illisibles par les scripts : la session, sept jours au plus, et un jeton contre les formulaires d’autres sites. Chacun voit et ferme ses sessions dans « Mon compte ».',
    en: 'Whoever opens an account, by invitation, gives a name and an e-mail address. Signing in sets cookies of this site alone, which scripts cannot read: the session, for seven days at most, and a token against the forms of other sites. People see and end their sessions in “My account”.'
  },
  {
    fr: 'Qui signale un doute sur un chiffre peut laisser une adresse : elle sert à lui écrire au sujet de ce doute, n’est montrée à personne, s’efface par le lien secret reçu, et d’elle-même six mois après la réponse. Le texte du doute devient public s’il est retenu. Contre les abus, une empreinte salée de l’adresse du réseau est gardée un jour. Le formulaire pose un cookie, son jeton.',
    en: 'Whoever reports a doubt about a figure may leave an address: it is used to write to them about that doubt, is shown to nobody, is erased by the secret link received, and by itself six months after the answer. The text of the doubt becomes public if it is let through. Against abuse, a salted digest of the network address is kept for a day. The form sets a cookie, its token.'
  },
  {
    fr: 'Le logiciel ne note que ses propres pannes : l’adresse de la page demandée et l’erreur, jamais votre adresse IP. Ce que vous cherchez est dans l’adresse de la page. L’hébergeur peut tenir un journal d’accès ; l’éditeur doit alors dire ici ce qu’il contient et combien de temps il est gardé.',
    en: 'The software records its own faults only: the address of the page asked and the error, never your IP address. What you search for stands in the address of the page. The host may keep an access log; the publisher must then say here what it holds and how long it is kept.'
  },
  {
    fr: 'Votre navigateur garde les dernières pages lues, pour les relire sans réseau. Elles restent sur votre appareil. Effacez-les avec les données du site.',
    en: 'Your browser keeps the last pages you read, to read them again without a network. They stay on your device. Clear them with the data of the site.'
  }
]

const RIGHTS: readonly Text[] = [
  {
    fr: 'De qui ne fait que lire, nous ne gardons rien : il n’y a rien à communiquer ni à effacer. Pour une question, écrivez à l’éditeur ; pour une plainte, à la CNIL : cnil.fr.',
    en: 'Of those who only read we keep nothing: there is nothing to hand over or erase. For a question, write to the publisher; for a complaint, to the CNIL: cnil.fr.'
  }
]
