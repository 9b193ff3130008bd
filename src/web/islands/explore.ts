/** Waits for the button of a map. Only then is what draws it loaded: a page that is only read costs nothing more. */

document.addEventListener('click', (event) => {
  const button =
    event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[data-explore]') : null
  const explorer = button?.closest<HTMLElement>('.explorer')
  if (button && explorer) void open(button, explorer)
})

async function open(button: HTMLButtonElement, explorer: HTMLElement): Promise<void> {
  const said = explorer.querySelector('[data-said]')
  button.setAttribute('aria-disabled', 'true')
  if (said) said.textContent = explorer.dataset['loading'] ?? ''
  try {
    if (button.dataset['explore'] === 'workshop') {
      await (await import('./workshop/workshop.ts')).openWorkshop(explorer)
    } else await (await import('./map/explorer.ts')).openExplorer(explorer)
    button.closest('.explore')?.remove()
  } catch {
    button.removeAttribute('aria-disabled')
    if (said) said.textContent = explorer.dataset['failed'] ?? ''
  }
}
