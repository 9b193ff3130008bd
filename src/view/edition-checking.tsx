/** What stands in the place of a check that is being made. */

import type { Language } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { Page, Trail, type Frame } from './layout.tsx'
import { say } from './messages.ts'
import { editionPath, pathTo } from './paths.ts'

/** In the place of what a check tells, while it is made. */
export function CheckingPage({
  frame,
  id,
  title
}: {
  readonly frame: Frame
  readonly id: string
  readonly title: string
}) {
  const { language } = frame
  return (
    <Page frame={frame} title={title}>
      <Trail
        links={[
          [pathTo('home', language), say('home', language)],
          [pathTo('editions', language), word({ fr: 'Éditions', en: 'Issues' }, language)],
          [editionPath(language, id, 'desk'), title]
        ]}
        here={title}
      />
      <div class="title">
        <h1>{title}</h1>
      </div>
      <Checking language={language} />
    </Page>
  )
}

export function Checking({ language }: { readonly language: Language }) {
  return (
    <p class="notice wide-gap" role="status">
      {word(
        {
          fr: 'Le service vient de démarrer, ou ses données de changer : tous les chiffres de l’édition sont redemandés, pendant quelques secondes. Cette page se recharge d’elle-même.',
          en: 'The service has just started, or its data have just changed: all figures of the issue are asked again, for some seconds. This page reloads by itself.'
        },
        language
      )}
    </p>
  )
}
