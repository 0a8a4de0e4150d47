// Says in time that the sign-in is about to run out. Without it the server keeps what is sent too late.
const LOOK_AT_LEAST_EVERY = 120 // seconds

export function initSession () {
  const dialog = document.querySelector('[data-session]')
  if (!dialog?.showModal) return
  const warning = Number(dialog.dataset.warning)
  let changed = null
  document.addEventListener('input', (event) => { changed = event.target.form })

  async function ask (method = 'GET') {
    const headers = { 'X-CSRFToken': document.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? '' }
    const answer = await fetch(dialog.dataset.session, { method, headers, redirect: 'manual' })
    return answer.ok ? (await answer.json()).seconds : 0
  }

  async function look () {
    const seconds = await ask().catch(() => LOOK_AT_LEAST_EVERY) // out of reach is not signed out
    if (seconds <= 0) return leave()
    if (seconds > warning) dialog.close()
    else if (!dialog.open) dialog.showModal()
    const next = seconds > warning ? Math.min(seconds - warning, LOOK_AT_LEAST_EVERY) : Math.min(seconds, 30)
    setTimeout(look, 1000 * Math.max(next, 1))
  }

  // Sent now, the form is only kept: whoever signs in again, and is the same person, is asked what to do with it.
  function leave () {
    if (changed?.method === 'post') HTMLFormElement.prototype.submit.call(changed)
    else location.reload()
  }

  dialog.querySelector('button').addEventListener('click', async () => {
    await ask('POST').catch(() => null)
    dialog.close()
  })
  dialog.addEventListener('cancel', () => ask('POST').catch(() => null))
  setTimeout(look, 1000 * Math.min(LOOK_AT_LEAST_EVERY, Number(dialog.dataset.first)))
}
