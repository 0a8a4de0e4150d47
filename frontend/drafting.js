// Writing a draft: kept every few seconds, shown as it will read, rows added in place. Without it, buttons do the same.
import { initAll } from './govuk-frontend.min.js'

const KEEP_AFTER = 2500
const PREVIEW_AFTER = 900
const RETRY_AFTER = 8000
const MOST_ON_LEAVING = 60000 // browsers refuse to send more than 64 kB from a page that is being left
const SIGNED_OUT = 'You are signed out. What you typed is kept in this tab. '
const UNREACHED = 'The service cannot be reached. What you typed is kept in this tab, and is sent again by itself.'

export function initDrafting () {
  const choice = document.querySelector('[data-draft-choice]')
  const form = document.querySelector('[data-draft]')
  if (choice) recover(choice, choice.dataset.draftChoice)
  if (form) new Draft(form)
}

class Draft {
  constructor (form) {
    this.form = form
    this.place = form.dataset.draft
    this.trouble = form.querySelector('[data-draft-trouble]')
    this.kept = form.querySelector('[data-draft-kept]')
    this.previewed = form.querySelector('[data-draft-previewed]')
    this.preview = form.querySelector('[data-draft-preview]')
    this.changed = false
    recover(form, this.place)
    form.addEventListener('input', () => this.touched())
    form.addEventListener('click', (event) => this.clicked(event))
    form.addEventListener('submit', () => { this.changed = false; clearTimeout(this.keeping) })
    addEventListener('pagehide', () => this.leave())
    document.addEventListener('visibilitychange', () => document.hidden && this.leave())
  }

  content (button) {
    const content = new FormData(this.form)
    content.set('do', button)
    return content
  }

  touched () {
    this.changed = true
    clearTimeout(this.keeping)
    clearTimeout(this.previewing)
    this.keeping = setTimeout(() => this.keep(), KEEP_AFTER)
    this.previewing = setTimeout(() => this.show(), PREVIEW_AFTER)
  }

  async keep () {
    clearTimeout(this.keeping)
    const content = this.content('keep')
    this.changed = false
    const answer = await send(this.place, content).catch(() => null)
    if (answer?.ok) return this.isKept(await answer.json())
    this.changed = true
    if (answer?.status === 413) return this.tell((await answer.json()).problem)
    aside(this.form, this.place, content)
    const signedOut = answer && (answer.type === 'opaqueredirect' || answer.status === 403)
    this.tell(signedOut ? SIGNED_OUT : UNREACHED, signedOut)
    if (signedOut) await renewed(this.form).catch(() => null)
    this.keeping = setTimeout(() => this.keep(), RETRY_AFTER)
  }

  isKept (answer) {
    forget(this.form, this.place)
    this.tell('')
    this.kept.textContent = `Not saved yet. What you typed was kept at ${answer.kept_at}.`
  }

  tell (words, signedOut) {
    if (this.trouble.dataset.words === words) return
    this.trouble.dataset.words = words
    this.trouble.textContent = words
    if (signedOut) {
      const link = document.createElement('a')
      Object.assign(link, { href: '/sign-in/?next=/account/', target: '_blank', className: 'govuk-link', textContent: 'Sign in again in a new tab' })
      this.trouble.append(link, ', then come back here.')
    }
  }

  async show () {
    const answer = await send(this.place, this.content('preview'), { 'X-Fragment': 'preview' }).catch(() => null)
    if (!answer?.ok) return
    const letter = await answer.text()
    if (letter === this.shown) return
    this.shown = letter
    this.preview.innerHTML = letter
    this.previewed.textContent = 'Preview updated'
  }

  async clicked (event) {
    const button = event.target.closest('button[name="do"]')
    if (!button || !/^(add|remove):|^preview$/.test(button.value)) return
    event.preventDefault()
    if (button.value === 'preview') return this.show()
    const answer = await send(this.place, this.content(button.value)).catch(() => null)
    if (!answer?.ok) return this.keep()
    this.replace(new DOMParser().parseFromString(await answer.text(), 'text/html'), button.value)
    this.touched()
  }

  replace (page, done) {
    const before = new Set([...this.form.elements].map((each) => each.name))
    for (const rows of this.form.querySelectorAll('[data-rows]')) {
      const next = page.getElementById(rows.id)
      if (!next) continue
      rows.replaceWith(document.adoptNode(next))
      initAll({ scope: next })
    }
    const added = [...this.form.elements].find((each) => each.type !== 'hidden' && each.name !== 'do' && !before.has(each.name))
    const back = this.form.querySelector(`button[value="add:${done.split(':')[1].split('_')[0]}"]`)
    ;(added || back)?.focus()
  }

  leave () {
    if (!this.changed) return
    const content = this.content('keep')
    const sent = new URLSearchParams(content)
    if (sent.toString().length > MOST_ON_LEAVING) return aside(this.form, this.place, content)
    fetch(this.place, { method: 'POST', body: sent, keepalive: true, redirect: 'manual' })
  }
}

function send (place, content, headers = {}) {
  return fetch(place, { method: 'POST', body: new URLSearchParams(content), headers, redirect: 'manual' })
}

// After signing in elsewhere the form needs the new session's token before anything that it sends is taken.
async function renewed (form) {
  const answer = await fetch('/account/', { redirect: 'manual' })
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const token = page.querySelector('[name="csrfmiddlewaretoken"]')
  if (token) form.querySelector('[name="csrfmiddlewaretoken"]').value = token.value
}

// What could not be sent stays in this tab alone, and only for this person.
const nameOf = (form, place) => `unsaved ${form.dataset.person} ${place}`

function aside (form, place, content) {
  try { sessionStorage.setItem(nameOf(form, place), new URLSearchParams(content).toString()) } catch { /* full: told already */ }
}

function forget (form, place) {
  sessionStorage.removeItem(nameOf(form, place))
}

async function recover (form, place) {
  const left = sessionStorage.getItem(nameOf(form, place))
  if (!left) return
  const content = new URLSearchParams(left)
  content.set('csrfmiddlewaretoken', form.querySelector('[name="csrfmiddlewaretoken"]').value)
  const answer = await send(place, content).catch(() => null)
  if (!answer?.ok) return
  forget(form, place)
  location.replace(place)
}
