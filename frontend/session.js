// Says in time that the sign-in is about to run out. Without it the server keeps what is sent too late.
const LOOK_AT_LEAST_EVERY = 120 // seconds

export function initSession () {
  const dialog = document.querySelector('[data-session]')
  if (!dialog?.showModal) return
  const warning = Number(dialog.dataset.warning)
  let changed = null
  document.addEventListener('input', (event) => { changed = event.target.form })

  // Seconds left; 0 once signed out; null where nobody can tell, as when the service or a proxy is in trouble.
  async function ask (method = 'GET') {
    const headers = { 'X-CSRFToken': document.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? '' }
    const answer = await fetch(dialog.dataset.session, { method, headers, redirect: 'manual' })
    if (answer.type === 'opaqueredirect') return 0
    return answer.ok ? (await answer.json()).seconds : null
  }

  async function look () {
    const seconds = await ask().catch(() => null)
    if (seconds !== null && seconds <= 0) return leave()
    setTimeout(look, 1000 * (seconds === null ? LOOK_AT_LEAST_EVERY : warn(seconds)))
  }

  function warn (seconds) {
    if (seconds > warning) dialog.close()
    else if (!dialog.open) dialog.showModal()
    return Math.max(1, seconds > warning ? Math.min(seconds - warning, LOOK_AT_LEAST_EVERY) : Math.min(seconds, 30))
  }

  // The form goes where it can only be kept, so that nothing is done by itself even if the sign-in lasts after all.
  // Whoever signs in again, and is the same person, is asked what to do with it.
  function leave () {
    const here = location.pathname + location.search
    if (changed?.getAttribute('method') !== 'post') return location.replace(here)
    const to = new URL(changed.getAttribute('action') || here, location.href)
    changed.setAttribute('action', `${dialog.dataset.keep}?${new URLSearchParams({ for: to.pathname + to.search })}`)
    HTMLFormElement.prototype.submit.call(changed)
  }

  dialog.querySelector('button').addEventListener('click', async () => {
    await ask('POST').catch(() => null)
    dialog.close()
  })
  dialog.addEventListener('cancel', () => ask('POST').catch(() => null))
  setTimeout(look, 1000 * Math.min(LOOK_AT_LEAST_EVERY, Number(dialog.dataset.first)))
}
