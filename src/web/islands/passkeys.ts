/** Passkeys, where the browser has them: the buttons of the sign-in page and of the account show themselves. */

type Status = HTMLElement | null

for (const block of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  if (typeof PublicKeyCredential === 'undefined' || !('parseCreationOptionsFromJSON' in PublicKeyCredential)) continue
  block.hidden = false
  block.querySelector('button')?.addEventListener('click', () => void answer(block))
}

async function answer(block: HTMLElement): Promise<void> {
  const { passkey, options = '', answer: to = '', to: next = '' } = block.dataset
  const status: Status = block.querySelector('[role=status]')
  try {
    const asked: unknown = await (await post(block, options, {})).json()
    const credential = passkey === 'make' ? await make(asked) : await use(asked)
    if (!(credential instanceof PublicKeyCredential)) throw new Error('no credential')
    await post(block, to, credential.toJSON())
    location.assign(next === '' ? location.href : next)
  } catch {
    // Given up by the person, refused by the device or by the server: nothing has changed.
    if (status) status.textContent = document.documentElement.lang === 'fr' ? FAILED.fr : FAILED.en
  }
}

function make(asked: unknown): Promise<Credential | null> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked as PublicKeyCredentialCreationOptionsJSON)
  return navigator.credentials.create({ publicKey })
}

function use(asked: unknown): Promise<Credential | null> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked as PublicKeyCredentialRequestOptionsJSON)
  return navigator.credentials.get({ publicKey })
}

async function post(block: HTMLElement, address: string, body: unknown): Promise<Response> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Form-Token': block.dataset['token'] ?? '' },
    body: JSON.stringify(body)
  })
  if (!response.ok) throw new Error(String(response.status))
  return response
}

const FAILED = {
  fr: 'La clé n’a pas servi. Rien n’a changé.',
  en: 'The passkey was not used. Nothing has changed.'
}
