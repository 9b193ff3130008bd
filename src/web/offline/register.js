/** Installs the worker that keeps read pages; without it everything works the same, online. */

if ('serviceWorker' in navigator) {
  navigator.serviceWorker
    .register('/sw.js')
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => active?.postMessage(location.pathname + location.search))
    .catch(() => undefined)
}
