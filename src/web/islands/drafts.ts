/** Keeps what is typed in a form, a moment after it is typed, and says so. Without it, the form is sent as ever. */

const A_MOMENT_MS = 800

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) watch(form)

function watch(form: HTMLFormElement): void {
  const status = form.querySelector<HTMLElement>('[data-kept]')
  let timer: number | undefined
  let waiting = false
  form.addEventListener('input', () => {
    waiting = true
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void keep(), A_MOMENT_MS)
  })
  form.addEventListener('submit', () => {
    waiting = false
    window.clearTimeout(timer)
  })
  // Left before the moment is over.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && waiting) void keep()
  })

  async function keep(): Promise<void> {
    waiting = false
    const said = await send(form).catch(() => WORDS.offline)
    if (status) status.textContent = said[document.documentElement.lang === 'en' ? 'en' : 'fr']
  }
}

async function send(form: HTMLFormElement): Promise<Words> {
  const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === 'string'))
  const response = await fetch(form.dataset['draft'] ?? '', {
    method: 'POST',
    keepalive: true,
    headers: { 'Content-Type': 'application/json', 'X-Form-Token': String(fields['token'] ?? '') },
    body: JSON.stringify({ form: location.pathname, fields })
  })
  if (response.ok) return WORDS.kept
  return response.status === 403 ? WORDS.ended : WORDS.offline
}

type Words = { readonly fr: string; readonly en: string }

const WORDS = {
  kept: { fr: 'Brouillon gardé.', en: 'Draft kept.' },
  ended: {
    fr: 'Votre session a pris fin. Enregistrez : vous vous connecterez, et retrouverez ce que vous avez écrit.',
    en: 'Your session has ended. Save: you will sign in, and find again what you wrote.'
  },
  offline: {
    fr: 'Brouillon pas encore gardé : le réseau ne répond pas.',
    en: 'Draft not kept yet: the network does not answer.'
  }
} as const satisfies Record<string, Words>
