/**
 * What every page gains with a script, and reads without: the worker that keeps read pages, the button that prints,
 * the Escape key that puts away what a point of a chart says.
 */

if ('serviceWorker' in navigator) {
  navigator.serviceWorker
    .register('/sw.js')
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => active?.postMessage(location.pathname + location.search))
    .catch(() => undefined)
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}

addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return
  for (const point of document.querySelectorAll('.point:hover, .point:focus')) {
    point.classList.add('hush')
    for (const left of ['pointerleave', 'blur']) {
      point.addEventListener(left, () => point.classList.remove('hush'), { once: true })
    }
  }
})
